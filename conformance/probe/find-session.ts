import { pointersIn, valueAt } from "../kit/json-pointer.ts";
import { claimsOf } from "../kit/jwt.ts";
import type { HttpOperation, HttpRequestSpelling } from "../model/wire.ts";
import { type Answered, type Asker, GARBAGE, isAbsent, isServed } from "./asker.ts";
import type { FoundLogin, FoundSession } from "./found.ts";
import { lifetimeOf } from "./lifetimes.ts";
import { pathsNear } from "./paths.ts";
import { CARRIAGES, SESSION_NAMES } from "./tables.ts";
import type { FoundToken } from "./tokens.ts";

/** Where a resource may be that needs a token: as it is described, and near the login. */
export function sessionPaths(login: FoundLogin, described: readonly HttpRequestSpelling[]): string[] {
  return [...new Set([...described.map(({ path }) => path), ...pathsNear(login.spelling.path, SESSION_NAMES)])];
}

/**
 * Looks for a resource that an access token opens, and that garbage does not; best one that says who the user is.
 *
 * @returns it, and the paths that are there, and that the token did not open
 */
export async function findSession(
  asker: Asker,
  login: FoundLogin,
  paths: readonly string[],
  username: string,
): Promise<{ readonly session?: FoundSession; readonly closed: readonly string[] }> {
  const closed: string[] = [];
  let anonymous: FoundSession | undefined;
  const attempt = async (path: string, carried: Carried, token: FoundToken) => {
    const spelling = { method: "GET", path, ...carried };
    const answer = await asker.ask(spelling, { accessToken: token.value });
    if (!answer || isAbsent(answer)) return undefined;
    const found = isOpen(answer) ? await confirmed(asker, answer.spelling, token, answer, username) : undefined;
    if (found?.identity) return found;
    anonymous ??= found;
    if (!found) closed.push(answer.spelling.path);
    return undefined;
  };
  const [first, ...others] = carriages(login);
  for (const [index, path] of paths.entries()) {
    const found = first && (await attempt(path, ...first));
    if (found) return { session: found, closed };
    // What is there, and opened by nothing that was tried first, may ask for the token in another way.
    if (closed.length > 2 || (closed.length > 0 && index >= MOST_PATHS)) break;
  }
  for (const path of anonymous ? [] : closed.slice(0, 1)) {
    for (const other of others) {
      const found = await attempt(path, ...other);
      if (found) return { session: found, closed };
    }
  }
  return { ...(anonymous && { session: anonymous }), closed: [...new Set(closed)] };
}

/** So many paths are tried before the ways to send the token are, at one that is there. */
const MOST_PATHS = 6;

type Carried = Pick<HttpRequestSpelling, "headers" | "cookies">;

/** The ways to send each token that a login gave; one from a cookie goes back as one. */
function carriages({ candidates }: FoundLogin): [Carried, FoundToken][] {
  const all = candidates.flatMap((token): [Carried, FoundToken][] => {
    const { cookie } = token.place;
    if (cookie !== undefined) return [[{ cookies: { [cookie]: "{accessToken}" } }, token]];
    return CARRIAGES.map((carried) => [carried, token]);
  });
  const [first] = all;
  const rest = all.slice(1);
  // Another token is likelier to be what is asked for than another scheme.
  return first
    ? [first, ...rest.filter(([, token]) => token !== first[1]), ...rest.filter(([, token]) => token === first[1])]
    : [];
}

function isOpen(answer: Answered): boolean {
  return isServed(answer) && answer.response.status < 300 && typeof answer.body === "object" && answer.body !== null;
}

async function confirmed(
  asker: Asker,
  spelling: HttpRequestSpelling,
  token: FoundToken,
  answer: Answered,
  username: string,
): Promise<FoundSession | undefined> {
  const garbage = await asker.ask(spelling, { accessToken: GARBAGE });
  if (!garbage) return undefined;
  const identity = identityIn(answer.body, username, claimsOf(token.value)?.["sub"]);
  const outcomes = outcomesOf(answer, garbage, identity?.at);
  if (outcomes === "none") return undefined;
  const own: FoundToken = { ...token, place: { at: "" } };
  const { place: told } = lifetimeOf({ ...own, value: "" }, answer.response, answer.receivedAt);
  const isOwn = told?.at !== undefined && EXPIRY.test(told.at);
  return {
    spelling,
    token,
    ...(outcomes && { outcomes }),
    ...(identity && { identity }),
    ...(isOwn && { expiresIn: told }),
  };
}

/** What tells a good token from garbage, where that is not a 2xx and a 401; `none` where nothing does. */
function outcomesOf(good: Answered, garbage: Answered, at?: string): HttpOperation["outcomes"] | undefined | "none" {
  const { status } = garbage.response;
  if (status === 401) return undefined;
  if (status >= 400) return { success: { status: "2xx" }, unauthorized: { status: String(status) } };
  if (status >= 300) return { success: { status: "2xx" }, unauthorized: { status: "3xx" } };
  const [member = ""] = Object.keys(good.body as object);
  const pointer = at ?? `/${member}`;
  if (valueAt(garbage.body, pointer) !== undefined) return "none";
  const refusal = garbage.body === null ? { at: "", equals: null } : {};
  return {
    success: { status: String(good.response.status), at: pointer },
    unauthorized: { status: String(status), ...refusal },
  };
}

/** A user may have expiries of their own, such as that of a subscription. */
const EXPIRY = /\/(session|(access_?)?(token_?)?expires?(_?(in|at))?|exp)$|\/session\//i;

/** Names under which servers say who somebody is, the likeliest first. */
const IDENTITIES = ["preferred_username", "username", "user_name", "login", "email", "sub", "user_id", "userid", "id"];

/** Where a body says who the user is: by the name of the login, or else by a name of its own. */
export function identityIn(body: unknown, username: string, subject: unknown): FoundSession["identity"] {
  const all = pointersIn(body)
    .map((at) => ({
      at,
      value: valueAt(body, at),
      rank: IDENTITIES.indexOf(at.split("/").at(-1)?.toLowerCase() ?? ""),
    }))
    .map((each) => ({ ...each, rank: each.rank < 0 ? IDENTITIES.length : each.rank }))
    .toSorted((one, other) => one.rank - other.rank);
  const same = all.find(({ value }) => value === username);
  if (same) return { at: same.at };
  const other =
    all.find(({ value }) => value !== undefined && value === subject) ??
    all.find(({ value, rank }) => rank < IDENTITIES.length && ["string", "number"].includes(typeof value));
  return other && { at: other.at, value: String(other.value) };
}
