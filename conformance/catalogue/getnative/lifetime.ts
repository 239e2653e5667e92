import type { Variation } from "../../engine/http-caller.ts";
import { withMethod } from "../../kit/http.ts";
import { altered } from "../../kit/tokens.ts";
import { checkFor, type Need } from "../../model/check.ts";
import type { Evidence, Exchange } from "../../model/exchange.ts";
import type { Catalogue } from "../catalogue.ts";
import { numbered } from "../common/parallel.ts";
import type { GetnativeSession, Issued } from "./client.ts";
import { areRefused, succeed } from "./outcomes.ts";
import { doNothingWithout } from "./spoiling.ts";
import { tokenOf } from "./tokens.ts";

const check = checkFor<GetnativeSession>();
const short = ["short-access-lifetime"] as const;

/** How far before its exp a token is still good, in milliseconds: a second, and what answers and clocks take. */
const ALMOST_MS = -1700;

/** A token is used, something happens, and it is used again: it is as good as before. */
function survives(
  meanwhile: (session: GetnativeSession, issued: Issued) => Promise<unknown>,
  needs: readonly Need[] = [],
) {
  return check({
    needs,
    act: async (session) => {
      const { gn, account } = session;
      const issued = await gn.fresh(account);
      const control = await gn.account(issued.token);
      await meanwhile(session, issued);
      return { control, use: await gn.account(issued.token) };
    },
    control: ({ control }) => succeed(control),
    judge: ({ use }) => succeed(use),
  });
}

/** So many renewals one after the other. */
async function renewed({ gn }: GetnativeSession, issued: Issued, times: number): Promise<Issued> {
  let last = issued;
  for (let time = 0; time < times; time++) last = await gn.next(last);
  return last;
}

/** A token expires; what it is good for afterwards, twice. */
function expires(meanwhile: (session: GetnativeSession, issued: Issued) => Promise<unknown>, variation?: Variation) {
  return check({
    needs: short,
    act: async (session) => {
      const { gn, account, until } = session;
      const issued = await gn.fresh(account);
      const control = await gn.account(issued.token);
      await meanwhile(session, issued);
      await until(gn.expiryOf(issued.from));
      const attempt = await gn.account(issued.token, variation);
      return { control, attempt, again: await gn.account(issued.token, variation) };
    },
    control: ({ control }) => succeed(control),
    judge: ({ attempt, again }) => areRefused(attempt, again),
  });
}

const untilExpiry = async ({ gn, until }: GetnativeSession, from: Exchange) => until(gn.expiryOf(from));

/** Checks of how long tokens are good. */
export const lifetimes = {
  "getnative.expired-token-is-refused": {
    "after-expiry": expires(async () => {}),
    "late-in-its-life": expires(async ({ gn, nearly }, { from, token }) => {
      await nearly(gn.expiryOf(from));
      await gn.account(token);
    }),
    "while-its-successors-are-used": expires(async (session, issued) => {
      let last = issued;
      for (let time = 0; time < 3; time++) {
        await session.nearly(session.gn.expiryOf(issued.from));
        last = await renewed(session, last, 1);
      }
    }),
    "after-another-login": check({
      needs: short,
      act: async ({ gn, account, until }) => {
        const { from, token } = await gn.fresh(account);
        const control = await gn.account(token);
        await until(gn.expiryOf(from));
        const login = await gn.signIn(account);
        await gn.account(login.token);
        return { control, login: login.from, attempt: await gn.account(token) };
      },
      control: ({ control, login }) => succeed(control, login),
      judge: ({ attempt }) => areRefused(attempt),
    }),
    "first-used-late": check({
      needs: short,
      act: async ({ gn, account, until }) => {
        const { from, token } = await gn.signIn(account);
        await until(gn.expiryOf(from));
        return { login: from, attempt: await gn.account(token) };
      },
      control: ({ login }) => succeed(login),
      judge: ({ attempt }) => areRefused(attempt),
    }),
    "asked-for-its-head": expires(async () => {}, { request: withMethod("HEAD") }),
    "at-a-password-change": doNothingWithout("changePassword", (accessToken) => ({ accessToken }), {
      more: short,
      meanwhile: untilExpiry,
    }),
    "at-a-deletion": doNothingWithout("deleteAccount", (accessToken) => ({ accessToken }), {
      more: short,
      meanwhile: untilExpiry,
    }),
    "token-of-a-registration": check({
      needs: [...short, "registration"],
      act: async ({ gn, until }) => {
        const { from, token } = await gn.registered();
        const control = await gn.account(token);
        await until(gn.expiryOf(from));
        return { control, attempt: await gn.account(token) };
      },
      control: ({ control }) => succeed(control),
      judge: ({ attempt }) => areRefused(attempt),
    }),
  },
  "getnative.token-is-good-until-it-expires": {
    "right-after-a-renewal": survives((session, issued) => renewed(session, issued, 1)),
    "after-five-renewals": survives((session, issued) => renewed(session, issued, 5)),
    "a-second-after-a-renewal": survives(async (session, issued) => {
      const next = await renewed(session, issued, 1);
      await session.gn.anotherSecond(next.from, 1500);
    }),
    "after-another-login": survives(({ gn, account }) => gn.signIn(account)),
    "after-a-wrong-password": survives(({ gn, account }) =>
      gn.login({ ...account, password: `not ${account.password}` }),
    ),
    "after-an-altered-copy": survives(({ gn }, { token }) => gn.account(altered(token))),
    "after-a-refused-change": survives(
      ({ gn, account: { password } }, { token }) =>
        gn.changePassword(token, { current: `not ${password}`, next: password }),
      ["password-change"],
    ),
    "after-anothers-deletion": survives(
      async ({ gn }) => {
        const { account, token } = await gn.lend();
        await gn.deleteAccount(token, account);
      },
      ["deletion", "disposable-account"],
    ),
    "tenth-use": survives(async ({ gn }, { token }) => {
      for (let use = 2; use < 10; use++) await gn.account(token);
    }),
    "on-another-connection": check({
      act: async ({ gn, account }) => {
        const login = await gn.login({ ...account }, { on: gn.http.connect() });
        const use = await gn.account(tokenOf(login), { on: gn.http.connect() });
        const renewed = await gn.account(tokenOf(use), { on: gn.http.connect() });
        return { login, use, renewed };
      },
      control: ({ login }) => succeed(login),
      judge: ({ use, renewed }) => succeed(use, renewed),
    }),
    "uses-at-once": check({
      act: async ({ gn, account }): Promise<Evidence & { control: Exchange }> => {
        const { token } = await gn.fresh(account);
        const control = await gn.account(token);
        const uses = await Promise.all(Array.from({ length: 6 }, () => gn.account(token)));
        const later = await Promise.all(uses.map((use) => gn.account(tokenOf(use))));
        return { ...numbered("use", uses), ...numbered("later", later), control };
      },
      control: ({ control }) => succeed(control),
      judge: (all) => succeed(...Object.values(all)),
    }),
    "late-in-its-life": check({
      needs: short,
      act: async (session) => {
        const { gn, account, until } = session;
        const issued = await gn.fresh(account);
        const control = await gn.account(issued.token);
        const last = await renewed(session, issued, 3);
        await until(gn.expiryOf(issued.from), ALMOST_MS);
        const use = await gn.account(issued.token);
        return { control, use, last: await gn.account(last.token) };
      },
      control: ({ control }) => succeed(control),
      judge: ({ use, last }) => succeed(use, last),
    }),
    "first-used-late": check({
      needs: short,
      act: async ({ gn, account, until }) => {
        const { from, token } = await gn.signIn(account);
        await until(gn.expiryOf(from), ALMOST_MS);
        return { login: from, use: await gn.account(token) };
      },
      control: ({ login }) => succeed(login),
      judge: ({ use }) => succeed(use),
    }),
  },
} as const satisfies Partial<Catalogue<"getnative", GetnativeSession>>;
