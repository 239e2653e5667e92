import { expectThat } from "../../kit/expect.ts";
import { isText } from "../../kit/prepared.ts";
import type { Client } from "../../model/apps.ts";
import type { Evidence, Exchange, HttpRequest } from "../../model/exchange.ts";
import type { Finding } from "../../model/verdict.ts";
import type { AuthSession } from "./client.ts";
import { passwordOf } from "./credentials.ts";

export const ELSEWHERE = "https://foreign.example";

export type Change = (request: HttpRequest) => HttpRequest;

/** How a user logs in at a client. */
export type Way = (session: AuthSession, client: Client, state?: string, request?: Change) => Promise<Exchange>;

export const byCookies: Way = async ({ pm, account }, { clientId }, state, request) => {
  const { accessToken, refreshToken } = await pm.cookies(account);
  return pm.login({ accessToken, refreshToken, clientId, state }, request && { request });
};

export const byPassword: Way = ({ pm, account }, { clientId }, state, request) =>
  pm.login({ ...passwordOf(account), clientId, state }, request && { request });

/** Where an answer redirects to, in one spelling, without what a login adds to it. */
function home(uri: unknown): string {
  if (!isText(uri) || !URL.canParse(uri)) return String(uri ?? "no redirect_uri");
  const url = new URL(uri);
  const others = [...url.searchParams].filter(([name]) => name !== "code" && name !== "state");
  return `${url.origin}${url.pathname}?${new URLSearchParams(others)}${url.hash}`;
}

/** Finds fault with a redirect that does not go to the URI by whose name the login goes. */
export const goHome = (logins: Evidence): readonly Finding[] =>
  Object.entries(logins).flatMap(([name, login]) => {
    const expected = home(name.slice(name.indexOf(" ") + 1));
    const actual = home(login.taken["redirectUri"]);
    return expectThat(actual === expected, login.step, `${expected} and nothing but code and state`, actual);
  });

/** Parameters that servers have read a redirect from. */
const NAMES = ["redirect_uri", "redirect", "redirectUri", "redirect_url", "return_to", "next", "url", "callback"];

export const placesAt = (uri: string) => Object.fromEntries(NAMES.map((name) => [name, uri]));

export const PLACES = placesAt(`${ELSEWHERE}/callback`);
