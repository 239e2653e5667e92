import { expectSame, expectThat } from "../../kit/expect.ts";
import { isText } from "../../kit/prepared.ts";
import { checkFor } from "../../model/check.ts";
import type { Evidence, Exchange } from "../../model/exchange.ts";
import type { Finding } from "../../model/verdict.ts";
import type { Catalogue } from "../catalogue.ts";
import type { AuthSession } from "./client.ts";
import { passwordOf } from "./credentials.ts";
import { withMembers } from "./members.ts";
import { succeed } from "./outcomes.ts";
import { byCookies, byPassword, goHome, PLACES, type Way } from "./redirecting.ts";

const check = checkFor<AuthSession>();

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

/** Checks of what a redirect carries. */
export const redirectParameters = {
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
