import type { HttpOperation, HttpRequestSpelling, HttpWire, Place } from "../model/wire.ts";
import { type OAuth, oauth } from "../targets/presets/oauth.ts";
import { presetWire } from "../targets/presets/presets.ts";
import { wires } from "../targets/wires.ts";
import type { Found, FoundLogin, Tokens } from "./found.ts";

/** An operation as it stands in a target file. */
export type Written = "none" | Readonly<Record<string, unknown>>;

/** What a file says of the wire: a preset, or the operations that are spelt otherwise than the protocol spells them. */
export interface WrittenWire {
  readonly preset?: unknown;
  readonly operations: Readonly<Record<string, Written>>;
}

/** Spells what was found as a target file does; nothing where it is as the protocol spells it. */
export function writtenWire({ login, session, refresh, logout, headers }: Omit<Found, "remarks">): WrittenWire {
  if (!login) return { operations: {} };
  if (login.oauth) return oauthWire(login.oauth, { login, session, headers });
  const operations: Record<string, Written> = {
    login: { ...request(login.spelling), ...outcomes(login), take: takes(login.tokens) },
    refresh: refresh ? { ...request(refresh.spelling), take: takes(refresh.tokens) } : "none",
    logout: logout ? { ...request(logout.spelling), ...outcomes(logout) } : "none",
    session: session ? { ...request(session.spelling), ...outcomes(session), take: sessionTake(session) } : "none",
  };
  if (headers) return { operations: withFields(operations, headers) };
  for (const [preset, known] of [
    [undefined, wires.session.server.operations as HttpWire["operations"]],
    ["cookies", presetWire("session", "cookies")],
  ] as const) {
    const isSame = Object.entries(operations).every(([name, own]) => isSpelt(own, known?.[name] ?? "none"));
    if (isSame) return { operations: {}, ...(preset && { preset }) };
  }
  return { operations };
}

/** A login that gives no refresh token, which the preset takes for granted. */
function withoutRefresh(settings: OAuth): Record<string, Written> {
  const { take, ...login } = oauth(settings)["login"] as HttpOperation;
  const { refreshToken: _, refreshExpiresIn: __, ...taken } = take;
  return { login: { ...login, take: taken }, refresh: "none" };
}

function spelt(operations: ReturnType<typeof oauth>): Record<string, Written> {
  const entries = Object.entries(operations).map(([name, own]) => [name, own === "none" ? own : { ...own }] as const);
  return Object.fromEntries(entries);
}

/** The operations with fields that go with every request, which no preset has. */
function withFields(
  operations: Readonly<Record<string, Written>>,
  fields: NonNullable<Found["headers"]>,
): Record<string, Written> {
  const entries = Object.entries(operations).map(([name, own]) => {
    if (own === "none") return [name, own] as const;
    const { method, path, headers, ...more } = own;
    return [name, { method, path, headers: { ...fields, ...(headers as object) }, ...more }] as const;
  });
  return Object.fromEntries(entries);
}

interface Parts {
  readonly login: FoundLogin;
  readonly session: Found["session"] | undefined;
  readonly headers: Found["headers"] | undefined;
}

function oauthWire({ client, resource: _, ...settings }: OAuth, { login, session, headers }: Parts): WrittenWire {
  const secret = client?.secret === undefined ? {} : { secret: CLIENT_SECRET };
  const resource = session && { resource: session.spelling.path };
  const identity = session?.identity && { identity: session.identity.at };
  const own = client && { client: { id: client.id, ...secret, in: client.in } };
  const all = { ...settings, ...resource, ...identity, ...own };
  const operations = { ...spelt(oauth(all)), ...(login.tokens.refresh ? {} : withoutRefresh(all)) };
  if (headers) return { operations: withFields(operations, headers) };
  return { preset: { oauth: all }, operations: login.tokens.refresh ? {} : withoutRefresh(all) };
}

/** The variable that a client's secret comes from. */
export const CLIENT_SECRET = `\${AUTHMARK_CLIENT_SECRET}`;

function request({ method, path, headers, cookies, json, form, basic }: HttpRequestSpelling): Record<string, unknown> {
  const all = { method, path, headers, cookies, json, form, basic };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}

function outcomes({ outcomes: own }: { readonly outcomes?: HttpOperation["outcomes"] }): Record<string, unknown> {
  return own ? { outcomes: own } : {};
}

function takes({ access, refresh, accessExpiresIn, refreshExpiresIn }: Tokens): Record<string, unknown> {
  return {
    accessToken: short(access.place),
    ...(refresh && { refreshToken: short(refresh.place) }),
    ...(accessExpiresIn && { accessExpiresIn }),
    ...(refreshExpiresIn && { refreshExpiresIn }),
  };
}

function sessionTake({ identity, expiresIn }: NonNullable<Found["session"]>): Record<string, unknown> {
  return { ...(identity && { username: identity.at }), ...(expiresIn && { accessExpiresIn: expiresIn }) };
}

function short(place: Place): Place | string {
  const { at, ...more } = place;
  return at !== undefined && at !== "" && Object.keys(more).length === 0 ? at : place;
}

/** Whether an operation is asked, and its tokens are, as another one has it. */
function isSpelt(own: Written, known: HttpOperation | "none"): boolean {
  if (own === "none" || known === "none") return own === known;
  const { take = {}, outcomes: other, ...spelling } = own;
  const same = JSON.stringify(sorted(spelling)) === JSON.stringify(sorted(request(known)));
  const places = Object.entries(take as object).every(([role, place]: [string, Place | string]) => {
    const { as: unit, ...where } = typeof place === "string" ? { at: place, as: undefined } : place;
    // What is usual is not written: seconds, and the Max-Age of a cookie.
    if (unit !== undefined && unit !== "seconds" && unit !== "max-age") return false;
    return JSON.stringify(known.take[role]) === JSON.stringify(where);
  });
  return same && places && other === undefined;
}

/** The order of members says nothing. */
function sorted(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  return Object.entries(value)
    .map(([name, member]) => [name, sorted(member)] as const)
    .toSorted(([one], [other]) => (one < other ? -1 : 1));
}
