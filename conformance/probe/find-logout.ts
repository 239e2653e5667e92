import type { Roles } from "../model/exchange.ts";
import type { HttpRequestSpelling } from "../model/wire.ts";
import { type Answered, type Asker, isAbsent, isServed } from "./asker.ts";
import { tokensOf } from "./assigned.ts";
import type { FoundLogin, FoundLogout, FoundRefresh, FoundSession } from "./found.ts";
import { pathsNear } from "./paths.ts";
import { LOGOUTS } from "./tables.ts";

/** What a logout is looked for with. */
export interface Parts {
  readonly login: FoundLogin;
  readonly session: FoundSession;
  readonly refresh: FoundRefresh | undefined;
  readonly described: readonly HttpRequestSpelling[];
  readonly credentials: Roles;
}

/**
 * Looks for the logout, and for which tokens it takes: as few as end what there is to end.
 *
 * @returns it, or else what answered as if it could be one
 */
export async function findLogout(asker: Asker, parts: Parts): Promise<{ logout?: FoundLogout; there?: string }> {
  let seen: string | undefined;
  for (const { method, path } of places(parts)) {
    // Without any token, to see whether anything is there.
    const there = await asker.ask({ method, path });
    if (!there) return { ...(seen && { there: seen }) };
    if (isAbsent(there)) continue;
    const { best, said } = await askThere(asker, parts, { method, path: there.spelling.path }, there);
    if (best) return { logout: best };
    seen ??= said;
  }
  return { ...(seen && { there: seen }) };
}

/** Logs out at a place with one way of tokens after the other, each of a session of its own: one may end by halves. */
async function askThere(
  asker: Asker,
  parts: Parts,
  place: PlaceAsked,
  without: Answered,
): Promise<{ best?: FoundLogout; said?: string }> {
  let best: FoundLogout | undefined;
  let said: string | undefined;
  for (const carried of ways(parts)) {
    const roles = await signIn(asker, parts);
    const spelling = { ...place, ...carried };
    const answer = roles && (await asker.ask(spelling, roles));
    if (!answer) break;
    if (!isServed(answer)) {
      said ??= `${place.method} ${place.path} says ${answer.response.status}`;
      continue;
    }
    const ended = await whatEnded(asker, parts, roles);
    if (!best || ended.length > best.ended.length) best = { spelling, ended, ...outcomesOf(answer, without) };
    if (best.ended.includes(parts.refresh ? "refresh" : "access")) break;
  }
  return { ...(best && { best }), ...(said && { said }) };
}

/** What tells a logout that goes well, where that is no 2xx, as after a form of HTML. */
function outcomesOf({ response: { status } }: Answered, without: Answered): Pick<FoundLogout, "outcomes"> {
  if (status < 300) return {};
  const { status: other } = without.response;
  return {
    outcomes: { success: { status: String(status) }, unauthorized: { status: other >= 400 ? String(other) : "401" } },
  };
}

interface PlaceAsked {
  readonly method: string;
  readonly path: string;
}

function places({ described, login }: Parts): PlaceAsked[] {
  const own = described.map(({ method, path }) => ({ method, path }));
  const [beside = "", above = ""] = [0, 1].map((index) => folder(login.spelling.path, index));
  const slash = login.spelling.path.endsWith("/") ? "/" : "";
  const near = LOGOUTS.flatMap(({ method, name }) =>
    [...new Set([beside, above])].map((at) => ({ method, path: `${at}/${name}${slash}` })),
  );
  // A session that is made by a POST may be ended by a DELETE there.
  const made = { method: "DELETE", path: login.spelling.path };
  const all = new Map([...own, ...near, made].map((each) => [`${each.method} ${each.path}`, each]));
  return [...all.values()];
}

function folder(path: string, index: number): string {
  return pathsNear(path, [""])[index]?.replace(/\/+$/, "") ?? "";
}

/** What a logout may carry: the access token as the resource takes it, the refresh token as the refresh does, or both. */
function ways({ session, refresh }: Parts): Omit<HttpRequestSpelling, "method" | "path">[] {
  const { headers, cookies } = session.spelling;
  const access = { ...(headers && { headers }), ...(cookies && { cookies }) };
  if (!refresh) return [access, { ...access, json: cookies ? {} : { token: "{accessToken}" } }];
  const { method: _, path: __, basic: ___, ...own } = refresh.spelling;
  const { grant_type: ____, ...fields } = own.form ?? {};
  const alone = own.form ? { ...own, form: fields } : own;
  const both = { ...alone, headers: { ...alone.headers, ...headers }, cookies: { ...alone.cookies, ...cookies } };
  return [{ ...access, ...(cookies && own.json && { json: own.json }) }, alone, tidy(both)];
}

function tidy(spelling: Omit<HttpRequestSpelling, "method" | "path">): Omit<HttpRequestSpelling, "method" | "path"> {
  const isEmpty = (value: unknown) => Object.keys(value ?? {}).length === 0;
  return Object.fromEntries(Object.entries(spelling).filter(([name, value]) => name === "json" || !isEmpty(value)));
}

async function signIn(asker: Asker, { login, session, credentials }: Parts): Promise<Roles | undefined> {
  const answer = await asker.ask(login.spelling, credentials);
  const given = answer && tokensOf(answer);
  if (!given) return undefined;
  const access = given.candidates.find(({ place }) => JSON.stringify(place) === JSON.stringify(session.token.place));
  return { accessToken: access?.value, refreshToken: given.tokens.refresh?.value };
}

/** What a session is not good for any more. */
async function whatEnded(asker: Asker, { session, refresh }: Parts, roles: Roles): Promise<FoundLogout["ended"]> {
  const use = await asker.ask(session.spelling, roles);
  const renewed = refresh && (await asker.ask(refresh.spelling, roles));
  const isOver = use && (!isServed(use) || isRefusal(session, use.body));
  return [...(isOver ? (["access"] as const) : []), ...(renewed && !isServed(renewed) ? (["refresh"] as const) : [])];
}

/** An answer that says no with a status of success. */
function isRefusal({ identity }: FoundSession, body: unknown): boolean {
  return identity !== undefined && JSON.stringify(body ?? null) === "null";
}
