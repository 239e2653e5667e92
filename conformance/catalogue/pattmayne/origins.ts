import type { Variation } from "../../engine/http-caller.ts";
import { describe, expectThat } from "../../kit/expect.ts";
import { dropHeader, withHeader } from "../../kit/http.ts";
import { type Check, checkFor } from "../../model/check.ts";
import type { Evidence, Exchange, HttpRequest } from "../../model/exchange.ts";
import type { Finding } from "../../model/verdict.ts";
import type { Catalogue } from "../catalogue.ts";
import { BROWSER_OPERATIONS, type BrowserOperation, goodFor } from "./browser-operations.ts";
import type { AuthSession } from "./client.ts";
import { needLiving, newlyConnected } from "./connected.ts";
import { areRefused, succeed } from "./outcomes.ts";

const check = checkFor<AuthSession>();

type Change = (request: HttpRequest) => HttpRequest;
const FOREIGN = "https://foreign.example";
const from =
  (...origins: readonly string[]): Change =>
  (request) =>
    origins.reduce((changed, origin) => withHeader("origin", origin)(changed), request);
const withoutBody: Change = ({ body: _, ...request }) => dropHeader("content-type")(request);

/** Another port than the given origin's. */
function atAnotherPort(origin: string): string {
  const url = new URL(origin);
  url.port = url.port === "8443" ? "9443" : "8443";
  return url.origin;
}

/** Origins that are not the auth app's own, by what is wrong with them. */
const foreignTo = (own: string, ofAClient: string): Readonly<Record<string, Change>> => ({
  "a foreign origin": from(FOREIGN),
  null: from("null"),
  "an origin that goes on behind the own": from(`${own}.foreign.example`),
  "a port that goes on behind the own": from(`${own}0`),
  "an origin that breaks off": from(own.slice(0, -1)),
  "an origin that ends in the own host": from(own.replace("://", "://foreign-")),
  "an origin that has the own host in it": from(`${FOREIGN}.${new URL(own).hostname}.example`),
  // Of a target over HTTP the own pages may come over TLS, which ends before it.
  ...(own.startsWith("https:") && { "another scheme": from(own.replace("https:", "http:")) }),
  "another port": from(atAnotherPort(own)),
  "the own origin before an @": from(`${own}@foreign.example`),
  "a client's origin": from(ofAClient),
  "a foreign origin with the own as Referer": (request) => withHeader("referer", `${own}/`)(from(FOREIGN)(request)),
  "a foreign origin, forwarded from there": (request) =>
    withHeader("x-forwarded-host", new URL(FOREIGN).host)(from(FOREIGN)(request)),
  "a foreign origin of a script": (request) => withHeader("x-requested-with", "XMLHttpRequest")(from(FOREIGN)(request)),
  "a foreign origin without a body": (request) => withoutBody(from(FOREIGN)(request)),
  "the own and a foreign origin": from(own, FOREIGN),
});

/** Finds fault with a refusal that gives a token or a code all the same. */
const giveNothing = (attempts: readonly Exchange[]): readonly Finding[] =>
  attempts.flatMap((each) => {
    const given = ["accessToken", "code"].filter((role) => each.taken[role] !== undefined && each.taken[role] !== "");
    return expectThat(given.length === 0, each.step, "no token and no code", `${given.join(", ")}; ${describe(each)}`);
  });

/** An operation from each of these origins, one after the other; the cookies are as good afterwards. */
const refusesFrom = (operation: BrowserOperation) =>
  check({
    needs: operation.needs,
    async act(session): Promise<Evidence & Record<"control" | "use" | "renewal", Exchange>> {
      const { pm } = session;
      const user = await pm.lend();
      const { redirectUri } = await pm.client().catch(() => ({ redirectUri: "https://client.example/" }));
      const control = await pm.me({ accessToken: user.accessToken });
      const attempts: Record<string, Exchange> = {};
      for (const [name, request] of Object.entries(foreignTo(pm.origin, new URL(redirectUri).origin))) {
        attempts[`from ${name}`] = await operation.ask(session, user, { request });
      }
      const still = await goodFor(session, user);
      pm.leave(user);
      return { ...attempts, control, ...still };
    },
    control: ({ control }) => succeed(control),
    judge: ({ control: _, use, renewal, ...attempts }) => [
      ...areRefused(...Object.values(attempts)),
      ...giveNothing(Object.values(attempts)),
      ...succeed(use, renewal),
    ],
  });

/** An operation from the auth app's own origin. */
const takesFrom = (operation: BrowserOperation) =>
  check({
    needs: operation.needs,
    async act(session) {
      const { pm } = session;
      const user = await pm.lend();
      const control = await pm.me({ accessToken: user.accessToken });
      const attempt = await operation.ask(session, user, { request: from(pm.origin) });
      pm.leave(user);
      return { control, attempt };
    },
    control: ({ control }) => succeed(control),
    judge: ({ attempt }) => succeed(attempt),
  });

/** One check for each operation. */
export function atEachOperation(make: (operation: BrowserOperation) => Check<AuthSession>) {
  const entries = Object.entries(BROWSER_OPERATIONS).map(([name, operation]) => [name, make(operation)]);
  return Object.fromEntries(entries) as Record<keyof typeof BROWSER_OPERATIONS, Check<AuthSession>>;
}

const fromAbroad: Variation = { request: from(FOREIGN) };

/** Checks of the pages that requests with cookies come from. */
export const origins = {
  "pattmayne.foreign-origins-change-nothing": {
    ...atEachOperation(refusesFrom),
    "beside-an-expired-jwt": check({
      needs: ["client", "registration", "short-access-lifetime"],
      async act(session) {
        const { pm, until } = session;
        const { user, held } = await newlyConnected(session);
        const control = await pm.me({ accessToken: user.accessToken });
        await until(pm.expiryOf(user.from));
        const attempt = await pm.logout(user, fromAbroad);
        needLiving(session, held);
        return { control, attempt, renewal: await pm.refresh(user.refreshToken) };
      },
      control: ({ control }) => succeed(control),
      judge: ({ attempt, renewal }) => [...areRefused(attempt), ...succeed(renewal)],
    }),
  },
  "pattmayne.foreign-origins-log-nobody-in": {
    "foreign-origin": check({
      act: async ({ pm, account }) => {
        const { username, password } = account;
        return { control: await pm.sharedLogin(account), attempt: await pm.login({ username, password }, fromAbroad) };
      },
      control: ({ control }) => succeed(control),
      judge: ({ attempt }) => areRefused(attempt),
    }),
    "fresh-registration": check({
      needs: ["registration"],
      act: async ({ pm }) => {
        const { username, email, password } = pm.newAccount();
        const attempt = await pm.register({ username, email, password }, fromAbroad);
        return { control: (await pm.registered()).from, attempt };
      },
      control: ({ control }) => succeed(control),
      judge: ({ attempt }) => areRefused(attempt),
    }),
  },
  "pattmayne.own-origin-is-accepted": {
    ...atEachOperation(takesFrom),
    "fresh-login": check({
      act: async ({ pm, account }) => {
        const { username, password } = account;
        const request = from(pm.origin);
        return { control: await pm.sharedLogin(account), attempt: await pm.login({ username, password }, { request }) };
      },
      control: ({ control }) => succeed(control),
      judge: ({ attempt }) => succeed(attempt),
    }),
    "fresh-registration": check({
      needs: ["registration"],
      act: async ({ pm, account }) => {
        const { username, email, password } = pm.newAccount();
        const request = from(pm.origin);
        const attempt = await pm.register({ username, email, password }, { request });
        return { control: await pm.sharedLogin(account), attempt };
      },
      control: ({ control }) => succeed(control),
      judge: ({ attempt }) => succeed(attempt),
    }),
  },
} as const satisfies Partial<Catalogue<"pattmayne", AuthSession, "auth-app">>;
