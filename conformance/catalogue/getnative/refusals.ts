import { expectThat } from "../../kit/expect.ts";
import { mapPath, statusOf, withContentType, withMethod } from "../../kit/http.ts";
import { altered } from "../../kit/tokens.ts";
import { checkFor, type Given } from "../../model/check.ts";
import type { Evidence, Exchange } from "../../model/exchange.ts";
import type { Finding } from "../../model/verdict.ts";
import type { Catalogue } from "../catalogue.ts";
import type { GetnativeSession } from "./client.ts";
import { hasNoToken } from "./login.ts";
import { areRefused, succeed } from "./outcomes.ts";
import { bareToken, expiryOfToken, jwtsIn, tokenOf } from "./tokens.ts";

const check = checkFor<GetnativeSession>();

/** A refusal of a request whose token is good, by what else is wrong with it. */
function errorBringsToken(
  ask: (session: GetnativeSession, token: string) => Promise<Exchange>,
  needs: readonly "password-change"[] = ["password-change"],
) {
  return check({
    needs,
    act: async (session) => {
      const { gn, account } = session;
      const { token } = await gn.fresh(account);
      const control = await gn.account(token);
      return { control, attempt: await ask(session, token) };
    },
    control: ({ control, attempt }) => [...succeed(control), ...areRefused(attempt)],
    judge: ({ attempt }) => expectThat(jwtsIn(attempt).length > 0, attempt.step, "a newer token", "none"),
  });
}

/**
 * Finds fault with refusals that bring a token all the same: of logins and registrations, and of requests whose token
 * is not one that the target gave and that may have been good then.
 */
export function refusalsBringNone(evidence: Evidence, { clockAheadMs }: Given): readonly Finding[] {
  const all = Object.values(evidence);
  const given = new Set(all.map(tokenOf).filter((token) => token !== undefined));
  const mayBeGood = ({ sent, startedAt }: Exchange) => {
    const token = bareToken(sent["accessToken"]);
    const expiry = expiryOfToken(token) ?? Number.POSITIVE_INFINITY;
    return token !== undefined && given.has(token) && expiry >= startedAt + clockAheadMs;
  };
  return all
    .filter((exchange) => (statusOf(exchange) ?? 0) >= 400)
    .filter((exchange) => !mayBeGood(exchange))
    .flatMap((exchange) => {
      const brought = jwtsIn(exchange).filter((token) => token !== exchange.sent["accessToken"]);
      const actual = `a token, with ${statusOf(exchange)}`;
      return expectThat(brought.length === 0, exchange.step, "no token", actual);
    });
}

/** A refused request, and what comes with its refusal. */
function refusedWithoutToken(ask: (session: GetnativeSession, good: string) => Promise<Exchange>) {
  return check({
    act: async (session) => {
      const { gn, account } = session;
      const token = await gn.access(account);
      return { control: await gn.account(token), attempt: await ask(session, token) };
    },
    control: ({ control }) => succeed(control),
    judge: ({ attempt }) => hasNoToken(attempt),
  });
}

/** Checks of which errors bring a newer token, and which answers bring none. */
export const refusals = {
  "getnative.error-after-verification-brings-a-token": {
    "wrong-current-password": errorBringsToken(({ gn, account: { password } }, token) =>
      gn.changePassword(token, { current: `not ${password}`, next: password }),
    ),
    "no-password": errorBringsToken(({ gn, account: { password } }, token) =>
      gn.changePassword(token, { current: `not ${password}` }),
    ),
    "other-media-type": errorBringsToken(({ gn, account: { password } }, token) =>
      gn.changePassword(
        token,
        { current: `not ${password}`, next: password },
        { request: withContentType("text/plain") },
      ),
    ),
  },
  "getnative.refused-request-gets-no-token": {
    "the-whole-run": check({ whole: true, act: async (): Promise<Evidence> => ({}), judge: refusalsBringNone }),
    "wrong-password": refusedWithoutToken(({ gn, account }) =>
      gn.login({ ...account, password: `not ${account.password}` }),
    ),
    "number-for-password": refusedWithoutToken(({ gn, account }) => gn.login({ ...account, password: 7 })),
    "other-media-type": refusedWithoutToken(({ gn, account }) =>
      gn.login({ ...account, password: `not ${account.password}` }, { request: withContentType("text/plain") }),
    ),
    "no-token": refusedWithoutToken(({ gn }) => gn.account(undefined)),
    "garbage-token": refusedWithoutToken(({ gn }) => gn.account("garbage")),
    "altered-token": refusedWithoutToken(({ gn }, good) => gn.account(altered(good))),
    "altered-token-on-an-unknown-path": refusedWithoutToken(({ gn }, good) =>
      gn.account(altered(good), { request: mapPath((path) => `${path}-authmark`) }),
    ),
    "altered-token-with-another-method": refusedWithoutToken(({ gn }, good) =>
      gn.account(altered(good), { request: withMethod("PATCH") }),
    ),
    "altered-token-asked-for-options": refusedWithoutToken(({ gn }, good) =>
      gn.account(altered(good), { request: withMethod("OPTIONS") }),
    ),
    "taken-email-with-a-short-password": check({
      needs: ["registration"],
      act: async ({ gn, account }) => ({
        control: await gn.sharedLogin(account),
        attempt: await gn.register({ username: account.username, password: "x" }),
      }),
      control: ({ control }) => succeed(control),
      judge: ({ attempt }) => [...areRefused(attempt), ...hasNoToken(attempt)],
    }),
    "after-expiry": check({
      needs: ["short-access-lifetime"],
      act: async ({ gn, account, until }) => {
        const { from, token } = await gn.fresh(account);
        await until(gn.expiryOf(from));
        const elsewhere = { request: mapPath((path) => `${path}-authmark`) };
        return { control: from, attempt: await gn.account(token), other: await gn.account(token, elsewhere) };
      },
      control: ({ control }) => succeed(control),
      judge: ({ attempt, other }) => [attempt, other].flatMap(hasNoToken),
    }),
  },
  "getnative.deletion-brings-no-token": {
    "fresh-login": check({
      needs: ["deletion", "disposable-account"],
      act: async ({ gn }) => {
        const { account, token } = await gn.lend();
        return { deletion: await gn.deleteAccount(token, account) };
      },
      control: ({ deletion }) => succeed(deletion),
      judge: ({ deletion }) => hasNoToken(deletion),
    }),
  },
} as const satisfies Partial<Catalogue<"getnative", GetnativeSession>>;
