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
import { findSession } from "./find-session.ts";
import type { Found, FoundLogin, FoundSession, Remark } from "./found.ts";
import { remarksOn } from "./remarks.ts";
import { DOCUMENTS } from "./tables.ts";

/** A server to be looked at, and who can log in there. */
export interface Probed {
  readonly url: string;
  readonly ca?: string;
  readonly credentials: { readonly username: string; readonly password: string };
  readonly client?: Omit<OAuthClient, "in">;
}

/** Requests for each part of the search; what one part leaves over, the next ones may use. */
const SHARES = { documents: DOCUMENTS.length, login: 26, session: 16, refresh: 12 };

/**
 * Finds out how a server spells its sessions, by its address and one account. It asks at most sixty times and fifteen
 * seconds, and changes no account.
 *
 * @throws UsageError where nothing answers
 */
export async function probe({ url, ca, credentials, client }: Probed, secrets: Secrets): Promise<Found> {
  const asker = createAsker({ url, ...(ca !== undefined && { ca }) }, secrets);
  secrets.see("password", credentials.password);
  secrets.see("client_secret", client?.secret);
  try {
    asker.within(SHARES.documents);
    const { described, oauth: settings, remarks } = await readDocuments(asker, url);
    asker.within(SHARES.login);
    const known = { credentials, ...(client && { client }), ...(settings && { oauth: settings }) };
    const { login, remark } = await findLogin(asker, { ...known, described: described.login ?? [] });
    if (!login) return { url, remarks: [...remarks, remark] };
    for (const { role, value } of login.candidates) secrets.see(role, value);
    secrets.see("refreshToken", login.tokens.refresh?.value);
    const rest = await findRest(asker, login, described, credentials);
    const found = { url, login, ...rest };
    return { ...found, remarks: [...remarks, remark, ...remarksOn(found)] };
  } finally {
    await asker.close();
  }
}

type Rest = Pick<Found, "session" | "refresh" | "logout" | "there">;

async function findRest(
  asker: Asker,
  login: FoundLogin,
  described: Described,
  credentials: Probed["credentials"],
): Promise<Rest> {
  asker.within(SHARES.session);
  const named = login.oauth?.resource === undefined ? [] : [{ method: "GET", path: login.oauth.resource }];
  const resources = [...named, ...(described.session ?? [])];
  const session = await findSession(asker, login, resources, credentials.username);
  asker.within(SHARES.refresh);
  const renewed = login.oauth
    ? await granted(asker, login, login.oauth)
    : await findRefresh(asker, login, session, described.refresh ?? []);
  const { refresh } = renewed;
  asker.within(Number.POSITIVE_INFINITY);
  const left = await logoutOf(asker, { login, session, refresh, described: described.logout ?? [], credentials });
  const there = { ...(renewed.there && { refresh: renewed.there }), ...(left.there && { logout: left.there }) };
  return {
    ...(session && { session }),
    ...(refresh && { refresh }),
    ...(left.logout && { logout: left.logout }),
    there,
  };
}

/** An authorization server has said where its logout is, or that it has none. */
async function logoutOf(
  asker: Asker,
  parts: Omit<Parameters<typeof findLogout>[1], "session"> & { readonly session: FoundSession | undefined },
): ReturnType<typeof findLogout> {
  const { session, login } = parts;
  if (!login.oauth) return session ? findLogout(asker, { ...parts, session }) : {};
  const spelling = oauth(login.oauth)["logout"];
  return spelling === "none" || spelling === undefined ? {} : { logout: { spelling, ended: ["refresh"] } };
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
