import { valueAt } from "../kit/json-pointer.ts";
import type { HttpOperation, HttpRequestSpelling } from "../model/wire.ts";
import { type OAuth, type OAuthClient, oauth } from "../targets/presets/oauth.ts";
import { type Answered, type Asker, isAbsent, isServed } from "./asker.ts";
import { tokensOf } from "./assigned.ts";
import { clients } from "./authorization-server.ts";
import type { FoundLogin, Remark } from "./found.ts";
import { LOGIN_BODIES, LOGIN_PATHS } from "./tables.ts";
import { cookiePath } from "./tokens.ts";

/** What is known before a login is looked for. */
export interface Known {
  readonly credentials: { readonly username: string; readonly password: string };
  readonly client?: Omit<OAuthClient, "in">;
  /** Logins that a description names. */
  readonly described: readonly HttpRequestSpelling[];
  /** An authorization server's settings, by its metadata. */
  readonly oauth?: OAuth;
}

/** So many answers that the credentials are wrong are enough: accounts are suspended for more. */
const MOST_FAILED = 5;

/** A way to log in: one path, and how it may be spelt there. */
interface Way {
  readonly path: string;
  readonly spellings: readonly (HttpRequestSpelling & { readonly oauth?: OAuth })[];
}

/** Looks for the login, one path after the other, and at each for what it asks for. */
export async function findLogin(asker: Asker, known: Known): Promise<{ login?: FoundLogin; remark: Remark }> {
  let failed = 0;
  let refusal: string | undefined;
  for (const { path, spellings } of ways(known)) {
    let left = [...spellings];
    for (let spelling = left.shift(); spelling; spelling = left.shift()) {
      const { oauth: settings, ...request } = spelling;
      const answer = await asker.ask(request, known.credentials);
      if (!answer || answer.response.status === 429) return { remark: notFound(refusal, answer?.response.status) };
      if (isAbsent(answer)) break;
      const login = isServed(answer) ? await confirmed(asker, known, request, answer) : undefined;
      if (login) return { login: settings ? { ...login, oauth: settings } : login, remark: wasFound(path, settings) };
      refusal ??= `${request.method} ${path} says ${answer.response.status}${errorIn(answer.body)}`;
      if (isServed(answer) || [401, 403].includes(answer.response.status)) failed++;
      if (failed >= MOST_FAILED) return { remark: notFound(refusal) };
      left = mentionedFirst(left, answer.response.body);
    }
  }
  return { remark: notFound(refusal) };
}

/** The code of an error in a body (RFC 6749 §5.2), where it is short enough to be one. */
function errorIn(body: unknown): string {
  const code = valueAt(body, "/error");
  return typeof code === "string" && /^[\w.-]{1,40}$/.test(code) ? ` (${code})` : "";
}

/** The login is one if a wrong password does not yield the same. */
async function confirmed(
  asker: Asker,
  { credentials }: Known,
  spelling: HttpRequestSpelling,
  answer: Answered,
): Promise<FoundLogin | undefined> {
  const given = tokensOf(answer);
  if (!given) return undefined;
  const wrong = await asker.ask(spelling, { ...credentials, password: `not ${credentials.password}` });
  if (!wrong || (isServed(wrong) && tokensOf(wrong)) || wrong.response.status === 429) return undefined;
  const outcomes = outcomesOf(answer, wrong, given.tokens.access.place);
  const cookies = [given.tokens.refresh, given.tokens.access].flatMap((token) => token?.place.cookie ?? []);
  const cookiePaths = cookies.flatMap((name) => cookiePath(answer.response, name) ?? []);
  return { spelling, ...given, cookiePaths, ...(outcomes && { outcomes }) };
}

/** What tells a login that goes well from one that does not, where that is not a 2xx and a 401. */
function outcomesOf(
  { response }: Answered,
  wrong: Answered,
  { at, header }: { readonly at?: string; readonly header?: string },
): HttpOperation["outcomes"] | undefined {
  const [status, other] = [String(response.status), String(wrong.response.status)];
  if (response.status < 300 && wrong.response.status === 401) return undefined;
  const where = at === undefined ? { header: header ?? "set-cookie" } : { at };
  return { success: { status, ...(isServed(wrong) && where) }, unauthorized: { status: other } };
}

/** The spellings whose name of the user an answer speaks of stand first: it says what is missing. */
function mentionedFirst<T extends HttpRequestSpelling>(spellings: readonly T[], said: string): T[] {
  const words = new Set(said.toLowerCase().match(/\w+/g) ?? []);
  const isMentioned = ({ json, form }: T) =>
    Object.entries({ ...(json as object), ...form }).some(([name, value]) => value === "{username}" && words.has(name));
  return [...spellings.filter(isMentioned), ...spellings.filter((each) => !isMentioned(each))];
}

/** Every way to log in, the surest first: what is described, what the metadata of OAuth says, and what is common. */
function ways(known: Known): Way[] {
  const described = known.described.map((spelling) => ({ path: spelling.path, spellings: [spelling] }));
  const grants = known.oauth ? [{ path: known.oauth.token, spellings: grantsAt(known.oauth, known) }] : [];
  const isEmail = known.credentials.username.includes("@");
  const bodies = isEmail ? LOGIN_BODIES.toSorted((one, other) => rank(one) - rank(other)) : LOGIN_BODIES;
  const common = LOGIN_PATHS.map(({ path, grant }) => {
    const plain = bodies.map(({ body }) => ({ method: "POST", path, ...body }));
    return { path, spellings: grant ? [...grantsAt({ token: path }, known), ...plain] : plain };
  });
  const isGrant = known.client !== undefined;
  return [...grants, ...described, ...common.toSorted((one, other) => (isGrant ? isToken(other) - isToken(one) : 0))];
}

const rank = ({ user }: { readonly user: string }) => (user === "email" ? 0 : 1);
const isToken = ({ path }: Way) => (path.includes("token") ? 1 : 0);

/** The grant by password, as each kind of client asks for it. */
function grantsAt(settings: OAuth, { client }: Known) {
  return clients(client).map((own) => {
    const asked: OAuth = { ...settings, ...(own && { client: own }) };
    const { outcomes: _, take: __, ...login } = oauth(asked)["login"] as HttpOperation;
    return { ...login, oauth: asked };
  });
}

function wasFound(path: string, settings: OAuth | undefined): Remark {
  const how = settings ? "by the grant of OAuth by password" : "a wrong password is refused there";
  return { about: "login", found: true, text: `POST ${path}, ${how}` };
}

function notFound(refusal: string | undefined, status?: number): Remark {
  const busy = status === 429 ? " The server says 429: wait, or raise its limit." : "";
  const why = refusal
    ? `${refusal}: is the account right, and does it want more than a name and a password?`
    : "no common path is one.";
  return { about: "login", found: false, text: `${why}${busy} Give wire.login.` };
}
