import type { HttpOperation, HttpRequestSpelling } from "../model/wire.ts";
import type { OAuth } from "../targets/presets/oauth.ts";
import { type Answered, type Asker, isAbsent, isServed } from "./asker.ts";
import { tokensOf } from "./assigned.ts";
import type { FoundLogin, Remark, Unfound } from "./found.ts";
import { errorIn, isGrantError, type Known, leftAfter, waysToLogIn } from "./login-ways.ts";
import { cookiePath } from "./tokens.ts";
import { type Tried, triedTexts } from "./tried.ts";

/** So many answers that the credentials are wrong are enough: accounts are suspended for more. */
const MOST_FAILED = 5;

/** A login that was found, or else what is known of it; and what is said of either. */
export interface LoginSearch {
  readonly login?: FoundLogin;
  readonly unfound?: Unfound;
  readonly remark: Remark;
}

/** Looks for the login, one path after the other, and at each for what it asks for. */
export async function findLogin(asker: Asker, known: Known): Promise<LoginSearch> {
  let failed = 0;
  let refusal: Refusal | undefined;
  const tried: Tried[] = [];
  const led = new Set<string>();
  const over = (status?: number) => notFound(known, tried, refusal, status);
  for (const { path, spellings } of waysToLogIn(known)) {
    if (led.has(path)) continue;
    let left = [...spellings];
    for (let spelling = left.shift(); spelling; spelling = left.shift()) {
      const { oauth: settings, ...request } = spelling;
      const answer = await asker.ask(request, known.credentials);
      if (!answer) return over();
      const { status } = answer.response;
      const asked = { ...spelling, ...answer.spelling };
      if (asked.path !== path) led.add(asked.path);
      const isNone = isAbsent(answer);
      tried.push({ spelling: asked, status, isAbsent: isNone });
      if (status === 429) return over(status);
      if (isNone) break;
      const login = isServed(answer) ? await confirmed(asker, known, answer) : undefined;
      if (login) return found(login, settings);
      const error = errorIn(answer.body);
      const own = { path: asked.path, status, ...(error !== undefined && { error }) };
      if (!refusal || (isGrantError(error) && !isGrantError(refusal.error))) refusal = own;
      // A client that is refused, or a grant that is not known, says nothing of the account.
      const isOfAccount = !isGrantError(error) || error === "invalid_grant";
      if (isOfAccount && (isServed(answer) || [401, 403].includes(status) || error === "invalid_grant")) failed++;
      if (failed >= MOST_FAILED) return over();
      left = leftAfter(left, spelling, { body: answer.body, text: answer.response.body }).map((each) =>
        at(each, asked),
      );
    }
  }
  return over();
}

/** What was refused first, or first by an authorization server. */
interface Refusal {
  readonly path: string;
  readonly status: number;
  readonly error?: string;
}

/** The same at the path that the server leads to. */
function at<T extends HttpRequestSpelling & { readonly oauth?: OAuth }>(spelling: T, { path }: { path: string }): T {
  return { ...spelling, path, ...(spelling.oauth && { oauth: { ...spelling.oauth, token: path } }) };
}

/** The login is one if a wrong password does not yield the same. */
async function confirmed(asker: Asker, { credentials }: Known, answer: Answered): Promise<FoundLogin | undefined> {
  const { spelling } = answer;
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
  { at: pointer, header }: { readonly at?: string; readonly header?: string },
): HttpOperation["outcomes"] | undefined {
  const [status, other] = [String(response.status), String(wrong.response.status)];
  if (response.status < 300 && wrong.response.status === 401) return undefined;
  const where = pointer === undefined ? { header: header ?? "set-cookie" } : { at: pointer };
  return { success: { status, ...(isServed(wrong) && where) }, unauthorized: { status: other } };
}

function found(login: FoundLogin, settings: OAuth | undefined): LoginSearch {
  const { path } = login.spelling;
  const how = settings ? "by the grant of OAuth by password" : "a wrong password is refused there";
  const remark: Remark = { about: "login", found: true, text: `POST ${path}, ${how}` };
  return { login: settings ? { ...login, oauth: { ...settings, token: path } } : login, remark };
}

function notFound(known: Known, tried: readonly Tried[], refusal: Refusal | undefined, status?: number): LoginSearch {
  const busy = status === 429 ? " The server says 429: wait, or raise its limit." : "";
  const isGrant = known.client !== undefined || known.oauth !== undefined || isGrantError(refusal?.error);
  const path = refusal?.path ?? known.oauth?.token;
  const text = `${refusal ? whyRefused(refusal, known) : "no common path is one."}${busy} ${isGrant ? "Or give wire by hand" : "Give wire.login"}.`;
  const settings = known.oauth ?? { token: path ?? "/…" };
  const unfound = {
    tried: triedTexts(tried),
    ...(path !== undefined && { path }),
    ...(isGrant && { oauth: settings }),
    ...(known.client && { client: known.client }),
  };
  return { remark: { about: "login", found: false, text }, unfound };
}

function whyRefused({ path, status, error }: Refusal, { client }: Known): string {
  const said = `POST ${path} says ${status}${error === undefined ? "" : ` (${error})`}: `;
  if (error === "invalid_client") {
    return `${said}${client ? "is the client right, and its secret" : "which client asks"}? Give --client ID:SECRET.`;
  }
  if (error === "unsupported_grant_type" || error === "unauthorized_client") {
    return `${said}may ${client ? "this client" : "a client"} use the grant by password there?${client ? "" : " Give --client ID:SECRET."}`;
  }
  return `${said}is the account right, and does it want more than a name and a password?`;
}
