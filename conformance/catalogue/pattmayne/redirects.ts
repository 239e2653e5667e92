import { expectSame, expectThat } from "../../kit/expect.ts";
import { withHeader, withQuery } from "../../kit/http.ts";
import { isText } from "../../kit/prepared.ts";
import type { Client } from "../../model/apps.ts";
import { checkFor, type Need } from "../../model/check.ts";
import type { Evidence, Exchange, HttpRequest } from "../../model/exchange.ts";
import type { Finding } from "../../model/verdict.ts";
import type { Catalogue } from "../catalogue.ts";
import { addedElsewhere } from "./added-elsewhere.ts";
import { type AuthSession, passwordOf } from "./client.ts";
import { withMembers } from "./members.ts";
import { succeed } from "./outcomes.ts";

const check = checkFor<AuthSession>();
const ELSEWHERE = "https://foreign.example";

type Change = (request: HttpRequest) => HttpRequest;
/** How a user logs in at a client. */
type Way = (session: AuthSession, client: Client, state?: string, request?: Change) => Promise<Exchange>;

const byCookies: Way = async ({ pm, account }, { clientId }, state, request) => {
  const { accessToken, refreshToken } = await pm.cookies(account);
  return pm.login({ accessToken, refreshToken, clientId, state }, request && { request });
};
const byPassword: Way = ({ pm, account }, { clientId }, state, request) =>
  pm.login({ ...passwordOf(account), clientId, state }, request && { request });

/** Where an answer redirects to, in one spelling, without what a login adds to it. */
function home(uri: unknown): string {
  if (!isText(uri) || !URL.canParse(uri)) return String(uri ?? "no redirect_uri");
  const url = new URL(uri);
  const others = [...url.searchParams].filter(([name]) => name !== "code" && name !== "state");
  return `${url.origin}${url.pathname}?${new URLSearchParams(others)}${url.hash}`;
}

/** Finds fault with a redirect that does not go to the URI by whose name the login goes. */
const goHome = (logins: Evidence): readonly Finding[] =>
  Object.entries(logins).flatMap(([name, login]) => {
    const expected = home(name.slice(name.indexOf(" ") + 1));
    const actual = home(login.taken["redirectUri"]);
    return expectThat(actual === expected, login.step, `${expected} and nothing but code and state`, actual);
  });

/** Logins at clients, each by the name of the URI that is registered there. */
const goesHome = (ways: readonly Way[], at: (session: AuthSession) => Promise<readonly Client[]>, need: Need) =>
  check({
    needs: [need],
    act: async (session): Promise<Evidence & { control: Exchange }> => {
      const control = await session.pm.sharedLogin(session.account);
      const logins: Record<string, Exchange> = {};
      for (const client of await at(session)) {
        for (const way of ways)
          logins[`${Object.keys(logins).length} ${client.redirectUri}`] = await way(session, client);
      }
      return { ...logins, control };
    },
    control: ({ control }) => succeed(control),
    judge: ({ control: _, ...logins }) => [...succeed(...Object.values(logins)), ...goHome(logins)],
  });

/** Logins whose request names another place; they may be refused as well. */
const ignores = (...changes: readonly Change[]) => ignoresLike(() => changes);

/** The same with places that are like the registered one. */
function ignoresLike(changesOf: (client: Client) => readonly Change[]) {
  return check({
    needs: ["client"],
    act: async (session): Promise<Evidence & { control: Exchange }> => {
      const client = await session.pm.client();
      const control = await byPassword(session, client);
      const logins: Record<string, Exchange> = {};
      for (const [index, change] of changesOf(client).entries()) {
        const way = index % 2 === 0 ? byCookies : byPassword;
        logins[`${index} ${client.redirectUri}`] = await way(session, client, undefined, change);
      }
      return { ...logins, control };
    },
    control: ({ control }) => succeed(control),
    judge: ({ control: _, ...logins }) =>
      goHome(Object.fromEntries(Object.entries(logins).filter(([, { outcome }]) => outcome === "success"))),
  });
}

const field = (name: string, value: string): readonly Change[] => [withHeader(name, value), withHeader(name, value)];
const twice = (change: Change): readonly Change[] => [change, change];
/** Parameters that servers have read a redirect from. */
const NAMES = ["redirect_uri", "redirect", "redirectUri", "redirect_url", "return_to", "next", "url", "callback"];
const placesAt = (uri: string) => Object.fromEntries(NAMES.map((name) => [name, uri]));
const PLACES = placesAt(`${ELSEWHERE}/callback`);

/** A client whose registered URI has something about it. */
const registeredAs = (suffix: string) =>
  check({
    needs: ["operator"],
    act: async (session): Promise<Evidence & { control: Exchange }> => {
      const client = await session.pm.newClient(`https://${session.newName()}.example/callback${suffix}`);
      const control = await session.pm.sharedLogin(session.account);
      const states = [undefined, "x"];
      const logins = await Promise.all(states.map((state) => byCookies(session, client, state)));
      const named = logins.map((login, index) => [`${index} ${client.redirectUri}`, login] as const);
      return { ...Object.fromEntries(named), control };
    },
    control: ({ control }) => succeed(control),
    judge: ({ control: _, ...logins }) => [...succeed(...Object.values(logins)), ...goHome(logins)],
  });

/** A state comes back as it was. */
const returns = (way: Way, ...states: readonly string[]) =>
  check({
    needs: ["client"],
    act: async (session): Promise<Evidence & { control: Exchange }> => {
      const client = await session.pm.client();
      const control = await way(session, client);
      const logins: Record<string, Exchange> = {};
      for (const [index, state] of states.entries()) logins[`login ${index + 1}`] = await way(session, client, state);
      return { ...logins, control };
    },
    control: ({ control }) => succeed(control),
    judge: ({ control, ...logins }) => [
      ...succeed(...Object.values(logins)),
      ...Object.values(logins).flatMap((login) =>
        login.outcome === "success" ? expectSame(login, "state", login.sent["state"]) : [],
      ),
      ...expectSame(control, "state", undefined),
    ],
  });

/** Checks of where a login at another client sends the browser. */
export const redirects = {
  "pattmayne.redirect-goes-to-the-registered-uri": {
    "login-at-a-client": goesHome([byPassword, byCookies], async ({ pm }) => [await pm.client()], "client"),
    "two-clients": goesHome(
      [byCookies],
      async ({ pm }) => [await pm.otherClient(), await pm.client(), await pm.otherClient()],
      "second-client",
    ),
    ...addedElsewhere,
  },
  "pattmayne.redirect-ignores-the-request": {
    "another-place-in-the-fields": ignores(
      ...twice((request) =>
        [
          withHeader("x-forwarded-host", "foreign.example"),
          withHeader("x-forwarded-proto", "gopher"),
          withHeader("forwarded", "host=foreign.example;proto=https"),
          withHeader("x-host", "foreign.example"),
        ].reduce((changed, change) => change(changed), request),
      ),
      ...field("x-original-url", `${ELSEWHERE}/callback`),
      ...field("x-forwarded-prefix", "/foreign"),
    ),
    "foreign-referer": ignores(...field("referer", `${ELSEWHERE}/page`)),
    "foreign-origin-at-a-login": ignores(...field("origin", ELSEWHERE)),
    "another-place-in-the-query": ignores(...twice(withQuery(PLACES))),
    "another-place-in-the-body": ignores(...twice(withMembers(PLACES))),
    "place-like-the-registered-one": ignoresLike(({ redirectUri }) => [
      ...twice(withMembers(placesAt(`${redirectUri}.foreign.example/`))),
      ...twice(withMembers(placesAt(new URL("/elsewhere", redirectUri).href))),
      ...twice(withMembers(placesAt(`${redirectUri}/../elsewhere`))),
    ]),
    "registration-at-a-client": check({
      needs: ["client", "registration"],
      act: async ({ pm }): Promise<Evidence & { control: Exchange }> => {
        const { clientId, redirectUri } = await pm.client();
        const control = await pm.register({ ...pm.newAccount(), clientId });
        const request = withMembers(PLACES);
        const creation = await pm.register({ ...pm.newAccount(), clientId }, { request });
        return { control, [`1 ${redirectUri}`]: creation };
      },
      control: ({ control }) => succeed(control),
      judge: ({ control: _, ...creations }) =>
        goHome(Object.fromEntries(Object.entries(creations).filter(([, { outcome }]) => outcome === "success"))),
    }),
    "another-host-at-a-login": check({
      needs: ["client"],
      act: async (session): Promise<Evidence & { control: Exchange }> => {
        const { pm, account } = session;
        const { clientId, redirectUri } = await pm.client();
        const control = await byPassword(session, { clientId, redirectUri, clientSecret: "" });
        const { accessToken, refreshToken } = await pm.cookies(account);
        const request: Change = (plain) => ({
          ...plain,
          headers: plain.headers.map(([name, value]) => [
            name,
            name.toLowerCase() === "host" ? "foreign.example" : value,
          ]),
        });
        const login = await pm.login({ accessToken, refreshToken, clientId }, { exactly: {}, request, mayClose: true });
        return { control, [`1 ${redirectUri}`]: login };
      },
      control: ({ control }) => succeed(control),
      judge: ({ control: _, ...logins }) =>
        goHome(Object.fromEntries(Object.entries(logins).filter(([, { outcome }]) => outcome === "success"))),
    }),
  },
  "pattmayne.redirect-keeps-the-registered-query": {
    "registered-with-a-query": registeredAs("?page=1&tab=a%20b"),
  },
  "pattmayne.redirect-carries-a-code": {
    "login-at-a-client": carriesACode(byPassword),
    "login-by-cookies": carriesACode(byCookies),
  },
  "pattmayne.redirect-returns-the-state": {
    "login-by-cookies": returns(
      byCookies,
      "abcXYZ012",
      "a b+c&d=e?f#g%41/\\\"'<>;,",
      "\u00e9\u4e2d\u{1f511}",
      "s".repeat(500),
    ),
    "login-at-a-client": returns(byPassword, "abcXYZ012", "a b+c&code=1%20"),
    "state-of-digits": returns(byCookies, "007", "12345678901234567890", "1e3"),
  },
  "pattmayne.own-login-has-no-redirect": {
    "fresh-login": check({
      act: async ({ pm, account }) => ({ login: await pm.sharedLogin(account) }),
      control: ({ login }) => succeed(login),
      judge: ({ login }) => expectSame(login, "redirectUri", undefined),
    }),
    "another-place-in-the-body": check({
      act: async ({ pm, account }) => {
        const request = withMembers({ ...PLACES, state: "x" });
        return {
          control: await pm.sharedLogin(account),
          login: await pm.login(passwordOf(account), { request }),
        };
      },
      control: ({ control }) => succeed(control),
      judge: ({ login }) => expectSame(login, "redirectUri", undefined),
    }),
  },
  "pattmayne.redirect-carries-no-token": {
    "the-whole-run": check({
      whole: true,
      act: async (): Promise<Evidence> => ({}),
      judge: (evidence) => Object.values(evidence).flatMap(carriesNoToken),
    }),
  },
} as const satisfies Partial<Catalogue<"pattmayne", AuthSession, "auth-app">>;

/** The code of a redirect is good for its client, at once. */
function carriesACode(way: Way) {
  return check({
    needs: ["client"],
    act: async (session) => {
      const client = await session.pm.client();
      const control = await session.pm.sharedLogin(session.account);
      const login = await way(session, client);
      return { control, login, redemption: await session.pm.verifyAuthCode(client, login.taken["code"]) };
    },
    control: ({ control }) => succeed(control),
    judge: ({ login, redemption }) => succeed(login, redemption),
  });
}

/** A signed token, wherever it stands. */
const JWT = /eyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]{8,}/;

/** Finds fault with a redirect in which a token stands that its login was sent, or set. */
function carriesNoToken({ taken, sent, step }: Exchange): readonly Finding[] {
  const uri = taken["redirectUri"];
  if (!isText(uri)) return [];
  const secrets = ["accessToken", "refreshToken", "password", "clientSecret"].flatMap((role) => [
    sent[role],
    taken[role],
  ]);
  const carried = secrets.filter((secret) => isText(secret) && secret.length >= 8 && uri.includes(secret));
  const fine = carried.length === 0 && !JWT.test(uri);
  return expectThat(fine, step, "no token in the redirect_uri", "one of them");
}
