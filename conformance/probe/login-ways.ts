import { valueAt } from "../kit/json-pointer.ts";
import type { HttpOperation, HttpRequestSpelling } from "../model/wire.ts";
import { type OAuth, type OAuthClient, oauth } from "../targets/presets/oauth.ts";
import { clients } from "./authorization-server.ts";
import { GRANT_ERRORS, GRANT_SCOPES, LOGIN_BODIES, LOGIN_PATHS } from "./tables.ts";

/** What is known before a login is looked for. */
export interface Known {
  readonly credentials: { readonly username: string; readonly password: string };
  readonly client?: Omit<OAuthClient, "in">;
  /** Logins that a description names. */
  readonly described: readonly HttpRequestSpelling[];
  /** An authorization server's settings, by its metadata. */
  readonly oauth?: OAuth;
}

/** One way to spell a login; with its settings where it is the grant of OAuth by password. */
export type LoginSpelling = HttpRequestSpelling & { readonly oauth?: OAuth };

/** A path, and how a login may be spelt there. */
export interface Way {
  readonly path: string;
  readonly spellings: readonly LoginSpelling[];
}

/** Every way to log in, the surest first: what is described, what the metadata of OAuth says, and what is common. */
export function waysToLogIn(known: Known): Way[] {
  const described = known.described.map((spelling) => ({ path: spelling.path, spellings: [spelling] }));
  const grants = known.oauth ? [{ path: known.oauth.token, spellings: grantsAt(known.oauth, known) }] : [];
  const isEmail = known.credentials.username.includes("@");
  const hasClient = known.client !== undefined;
  const common = LOGIN_PATHS.map(({ path, grant, bodies = [] }) => {
    const spelt = (all: typeof bodies) =>
      (isEmail ? all.toSorted((one, other) => rank(one) - rank(other)) : all).map(({ body }) => ({
        method: "POST",
        path,
        ...body,
      }));
    const [own, plain, asked] = [spelt(bodies), spelt(LOGIN_BODIES), grantsAt({ token: path }, known)];
    if (grant || (hasClient && isToken(path))) return { path, spellings: [...asked, ...own, ...plain] };
    return { path, spellings: [...own, ...plain.slice(0, SUREST), ...asked, ...plain.slice(SUREST)] };
  });
  const likeliest = ({ path }: Way) => (hasClient && isToken(path) ? 0 : 1);
  return [...grants, ...described, ...common.toSorted((one, other) => likeliest(one) - likeliest(other))];
}

const rank = ({ user }: { readonly user: string }) => (user === "email" ? 0 : 1);
const isToken = (path: string) => path.includes("token");

/** So many plain spellings go before the grant, at a path that is not OAuth's as a rule. */
const SUREST = 3;

/** The grant by password, as each kind of client asks for it; with a scope last, which few servers insist on. */
function grantsAt(settings: OAuth, { client }: Known): LoginSpelling[] {
  const scopes = settings.scope === undefined ? [undefined, ...GRANT_SCOPES] : [settings.scope];
  return scopes.flatMap((scope) =>
    clients(client).map((own) => {
      const asked: OAuth = { ...settings, ...(own && { client: own }), ...(scope !== undefined && { scope }) };
      const { outcomes: _, take: __, ...login } = oauth(asked)["login"] as HttpOperation;
      return { ...login, oauth: asked };
    }),
  );
}

/** The code of an error in a body (RFC 6749 §5.2), where it is short enough to be one. */
export function errorIn(body: unknown): string | undefined {
  const code = valueAt(body, "/error");
  return typeof code === "string" && /^[\w.-]{1,40}$/.test(code) ? code : undefined;
}

/** Whether an error is said by authorization servers alone. */
export function isGrantError(error: string | undefined): boolean {
  return GRANT_ERRORS.some((each) => each === error);
}

/**
 * What is left to be tried after a refusal. Where it is an authorization server's, those are grants, and of another kind
 * of client where the client was refused; members that the answer speaks of stand first: it says what is missing.
 */
export function leftAfter(
  left: readonly LoginSpelling[],
  refused: LoginSpelling,
  { body, text }: { readonly body: unknown; readonly text: string },
): LoginSpelling[] {
  const error = errorIn(body);
  const isRefusedClient = refused.oauth !== undefined && error === "invalid_client";
  const fitting = left.filter(
    ({ oauth: settings }) =>
      !isGrantError(error) ||
      (settings !== undefined && (!isRefusedClient || settings.client?.in !== refused.oauth?.client?.in)),
  );
  const words = new Set(text.toLowerCase().match(/\w+/g) ?? []);
  const mentioned = (spelling: LoginSpelling) =>
    membersOf(spelling).filter((name) => name !== "password" && words.has(name.toLowerCase())).length;
  return fitting.toSorted((one, other) => mentioned(other) - mentioned(one));
}

function membersOf({ json, form }: HttpRequestSpelling): string[] {
  return Object.keys({ ...(json as object), ...form });
}
