import type { Secrets } from "../engine/secrets.ts";
import type { HttpOperation } from "../model/wire.ts";
import { type OAuth, type OAuthClient, oauth } from "../targets/presets/oauth.ts";
import { type Asker, createAsker, isServed } from "./asker.ts";
import { tokensOf } from "./assigned.ts";
import { settingsIn } from "./authorization-server.ts";
import { type Described, operationsIn, parseDescription } from "./description.ts";
import { findLogin } from "./find-login.ts";
import { findLogout } from "./find-logout.ts";
import { findRefresh } from "./find-refresh.ts";
import { findRevocation } from "./find-revocation.ts";
import { findSession, sessionPaths } from "./find-session.ts";
import type { Found, FoundLogin, FoundSession, Remark } from "./found.ts";
import { remarksOn } from "./remarks.ts";
import { withScope } from "./scoped-grant.ts";
import { DOCUMENTS } from "./tables.ts";

/** A server to be looked at, and who can log in there. */
export interface Probed {
  readonly url: string;
  readonly ca?: string;
  readonly credentials: { readonly username: string; readonly password: string };
  readonly client?: Omit<OAuthClient, "in">;
  /** Fields that go with every request. */
  readonly headers?: Readonly<Record<string, { readonly value: string; readonly written: string }>>;
}

/** Requests for each part of the search; what one part leaves over, the next ones may use. */
const SHARES = { documents: DOCUMENTS.length, login: 48, session: 26, refresh: 14 };

/**
 * Finds out how a server spells its sessions, by its address and one account. It asks at most a hundred times and
 * twenty seconds, and changes no account.
 *
 * @throws UsageError where nothing answers
 */
export async function probe({ url, ca, credentials, client, headers }: Probed, secrets: Secrets): Promise<Found> {
  const sent = headers && mapped(headers, ({ value }) => value);
  const written = headers && { headers: mapped(headers, (field) => field.written) };
  const asker = createAsker({ url, ...(ca !== undefined && { ca }), ...(sent && { headers: sent }) }, secrets);
  secrets.see("password", credentials.password);
  secrets.see("client_secret", client?.secret);
  try {
    asker.within(SHARES.documents);
    const { described, oauth: settings, remarks } = await readDocuments(asker, url);
    asker.within(SHARES.login);
    const known = { credentials, ...(client && { client }), ...(settings && { oauth: settings }) };
    const { login, unfound, remark } = await findLogin(asker, { ...known, described: described.login ?? [] });
    if (!login) return { url, ...written, ...(unfound && { unfound }), remarks: [...remarks, remark] };
    for (const { role, value } of login.candidates) secrets.see(role, value);
    secrets.see("refreshToken", login.tokens.refresh?.value);
    const rest = await findRest(asker, login, described, credentials);
    const found = { url, ...written, ...rest };
    return { ...found, remarks: [...remarks, remark, ...remarksOn(found)] };
  } finally {
    await asker.close();
  }
}

function mapped<T>(fields: Readonly<Record<string, T>>, as: (field: T) => string): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, as(field)]));
}

type Rest = Pick<Found, "login" | "session" | "refresh" | "logout" | "there">;

async function findRest(
  asker: Asker,
  found: FoundLogin,
  described: Described,
  credentials: Probed["credentials"],
): Promise<Rest> {
  asker.within(SHARES.session);
  const named = found.oauth?.resource === undefined ? [] : [{ method: "GET", path: found.oauth.resource }];
  const resources = [...named, ...(described.session ?? [])];
  const paths = sessionPaths(found, resources);
  const { session: unscoped, closed } = await findSession(asker, found, paths, credentials.username);
  const scoped = unscoped ? undefined : await withScope(asker, found, closed, credentials);
  const session = unscoped ?? scoped?.session;
  const login = scoped?.login ?? found;
  asker.within(SHARES.refresh);
  const renewed = login.oauth
    ? await granted(asker, login, login.oauth)
    : await findRefresh(asker, login, session, described.refresh ?? []);
  const { refresh } = renewed;
  asker.within(Number.POSITIVE_INFINITY);
  const left = await logoutOf(asker, { login, session, refresh, described: described.logout ?? [], credentials });
  const there = { ...(renewed.there && { refresh: renewed.there }), ...(left.there && { logout: left.there }) };
  const { revocation } = left;
  return {
    login: login.oauth && revocation !== undefined ? { ...login, oauth: { ...login.oauth, revocation } } : login,
    ...(session && { session }),
    ...(refresh && { refresh }),
    ...(left.logout && { logout: left.logout }),
    there,
  };
}

/** An authorization server may have said where its logout is; else its revocation is looked for. */
async function logoutOf(
  asker: Asker,
  parts: Omit<Parameters<typeof findLogout>[1], "session"> & { readonly session: FoundSession | undefined },
): Promise<Awaited<ReturnType<typeof findLogout>> & { readonly revocation?: string }> {
  const { session, login, refresh, credentials } = parts;
  if (!login.oauth) return session ? findLogout(asker, { ...parts, session }) : {};
  const spelling = oauth(login.oauth)["logout"];
  if (spelling !== "none" && spelling !== undefined) return { logout: { spelling, ended: ["refresh"] } };
  return refresh ? findRevocation(asker, { login, settings: login.oauth, refresh, credentials }) : {};
}

/** The refresh of OAuth is where its login is. */
async function granted(asker: Asker, { tokens }: FoundLogin, settings: OAuth): ReturnType<typeof findRefresh> {
  const { refresh: token } = tokens;
  if (!token) return {};
  const { outcomes: _, take: __, ...spelling } = oauth(settings)["refresh"] as HttpOperation;
  const answer = await asker.ask(spelling, { refreshToken: token.value });
  const given = answer && isServed(answer) ? tokensOf(answer) : undefined;
  if (!given) return {};
  const rotates = given.tokens.refresh !== undefined && given.tokens.refresh.value !== token.value;
  return { refresh: { spelling, tokens: given.tokens, rotates } };
}

/** Reads what the server says of itself: the first document of each kind. */
async function readDocuments(
  asker: Asker,
  url: string,
): Promise<{ described: Described; oauth?: OAuth; remarks: Remark[] }> {
  for (const { path, kind } of DOCUMENTS) {
    const answer = await asker.ask({ method: "GET", path });
    if (answer?.response.status !== 200) continue;
    const settings = kind === "oauth" ? settingsIn(answer.body, url) : undefined;
    const document = kind === "openapi" ? parseDescription(answer.response.body) : undefined;
    const remarks: Remark[] = [{ about: "description", found: true, text: path }];
    if (settings) return { described: {}, oauth: settings, remarks };
    if (document) return { described: operationsIn(document), remarks };
  }
  return { described: {}, remarks: [] };
}
