import { expecting, expectThat } from "../../kit/expect.ts";
import { isNumber } from "../../kit/prepared.ts";
import { checkFor } from "../../model/check.ts";
import type { Exchange } from "../../model/exchange.ts";
import type { Finding } from "../../model/verdict.ts";
import type { Catalogue } from "../catalogue.ts";
import type { FlowSession, Pair } from "./client.ts";
import { needTold, toldLifetime } from "./lifetimes.ts";
import { areRefused, succeed } from "./outcomes.ts";

const check = checkFor<FlowSession>();
const short = ["short-access-lifetime"] as const;
const both = ["refresh-operation", "short-access-lifetime", "short-refresh-lifetime"] as const;

/** How far before the told end of its life a token is still good, in milliseconds: a second, and what answers and clocks take. */
const ALMOST_MS = -1700;

/** An access token of its own that expires, and what it is good for before and afterwards. */
function expires(meanwhile: (session: FlowSession, pair: Pair) => Promise<void>) {
  return check({
    needs: short,
    act: async (session) => {
      const { flow, account, until } = session;
      const pair = await flow.fresh(account);
      const control = await flow.whoAmI(pair.access);
      await meanwhile(session, pair);
      await until(flow.expiryOf("access", pair.from));
      return { control, attempt: await flow.whoAmI(pair.access), again: await flow.whoAmI(pair.access) };
    },
    control: ({ control }) => succeed(control),
    judge: ({ attempt, again }) => [attempt, again].flatMap((each) => expecting(each, "unauthorized")),
  });
}

/** A session that is refreshed so many times. */
async function refreshedTimes({ flow, account }: FlowSession, times: number): Promise<Pair> {
  let pair = await flow.spare(account);
  for (let time = 0; time < times; time++) pair = await flow.next(pair);
  return pair;
}

const nothing = async () => {};

/** Checks of access tokens that expire. */
export const accessExpiry = {
  "session.expired-access-token-is-refused": {
    "after-expiry": expires(nothing),
    "after-another-login": expires(async ({ flow, account }) => flow.leave(await flow.begin(account))),
    "access-token-of-a-refresh": check({
      needs: [...short, "refresh-operation"],
      act: async (session) => {
        const { flow, until } = session;
        const pair = await refreshedTimes(session, 3);
        const control = await flow.whoAmI(pair.access);
        await until(flow.expiryOf("access", pair.from));
        return { control, attempt: await flow.whoAmI(pair.access) };
      },
      control: ({ control }) => succeed(control),
      judge: ({ attempt }) => expecting(attempt, "unauthorized"),
    }),
  },
  "session.use-extends-no-access-token": {
    "late-in-its-life": expires(async ({ flow, until }, { access, from }) => {
      await until(flow.goodUntil("access", from), ALMOST_MS);
      for (let time = 0; time < 3; time++) await flow.whoAmI(access);
    }),
  },
  "session.access-token-is-good-until-it-expires": {
    "late-in-its-life": check({
      needs: short,
      act: async ({ flow, account, until }) => {
        const pair = await flow.fresh(account);
        const control = await flow.whoAmI(pair.access);
        await until(flow.goodUntil("access", pair.from), ALMOST_MS);
        return { control, use: await flow.whoAmI(pair.access) };
      },
      control: ({ control }) => succeed(control),
      judge: ({ use }) => succeed(use),
    }),
    "first-used-late": check({
      needs: short,
      act: async ({ flow, account, until }) => {
        const pair = await flow.fresh(account);
        await until(flow.goodUntil("access", pair.from), ALMOST_MS);
        return { login: pair.from, use: await flow.whoAmI(pair.access) };
      },
      control: ({ login }) => succeed(login),
      judge: ({ use }) => succeed(use),
    }),
  },
  "session.told-lifetimes-are-true": {
    "access-token-to-a-second": check({
      needs: short,
      act: async ({ flow, account, until }) => {
        const pair = await flow.begin(account);
        needTold("access", pair.from);
        await until(flow.goodUntil("access", pair.from), ALMOST_MS);
        const before = await flow.whoAmI(pair.access);
        await until(flow.expiryOf("access", pair.from));
        return { login: pair.from, before, after: await flow.whoAmI(pair.access) };
      },
      control: ({ login }) => succeed(login),
      judge: ({ before, after }) => [...succeed(before), ...areRefused(after)],
    }),
    "access-token-of-a-refresh-to-a-second": check({
      needs: [...short, "refresh-operation"],
      act: async (session) => {
        const { flow, until } = session;
        const pair = await refreshedTimes(session, 2);
        needTold("access", pair.from);
        const control = await flow.whoAmI(pair.access);
        await until(flow.goodUntil("access", pair.from), ALMOST_MS);
        return { control, before: await flow.whoAmI(pair.access) };
      },
      control: ({ control }) => succeed(control),
      judge: ({ before }) => succeed(before),
    }),
    "refresh-token-of-a-refresh-to-a-second": check({
      needs: both,
      act: async ({ flow, account, nearly, until }) => {
        const first = await flow.begin(account);
        await nearly(flow.expiryOf("refresh", first.from));
        const second = await flow.next(first);
        needTold("refresh", second.from);
        await until(flow.goodUntil("refresh", second.from), ALMOST_MS);
        return { control: second.from, before: await flow.refresh(second.refresh) };
      },
      control: ({ control }) => succeed(control),
      judge: ({ before }) => succeed(before),
    }),
    "refresh-token-to-a-second": check({
      needs: both,
      act: async ({ flow, account, until }) => {
        const [used, unused] = [await flow.fresh(account), await flow.begin(account)];
        needTold("refresh", used.from);
        await until(flow.goodUntil("refresh", used.from), ALMOST_MS);
        const before = await flow.refresh(used.refresh);
        await until(flow.expiryOf("refresh", unused.from));
        return { login: used.from, before, after: await flow.refresh(unused.refresh) };
      },
      control: ({ login }) => succeed(login),
      judge: ({ before, after }) => [...succeed(before), ...areRefused(after)],
    }),
  },
  "session.told-lifetime-counts-down": {
    "asked-twice": check({
      needs: ["told-remaining-lifetime", ...short],
      act: async ({ flow, account, until }) => {
        const pair = await flow.fresh(account);
        const control = await flow.whoAmI(pair.access);
        await until(flow.goodUntil("access", pair.from), ALMOST_MS);
        return { login: pair.from, control, later: await flow.whoAmI(pair.access) };
      },
      control: ({ login, control }) => succeed(login, control),
      judge: ({ login, control, later }) => [...isLeft(login, control), ...isLeft(login, later)],
    }),
    "asked-twice-after-a-refresh": check({
      needs: ["told-remaining-lifetime", "refresh-operation", ...short],
      act: async (session) => {
        const { flow, account, until } = session;
        const first = await flow.fresh(account);
        await until(flow.goodUntil("access", first.from), ALMOST_MS);
        const pair = await flow.next(first);
        const control = await flow.whoAmI(pair.access);
        await until(flow.goodUntil("access", pair.from), ALMOST_MS);
        return { refresh: pair.from, control, later: await flow.whoAmI(pair.access) };
      },
      control: ({ refresh, control }) => succeed(refresh, control),
      judge: ({ refresh, control, later }) => [...isLeft(refresh, control), ...isLeft(refresh, later)],
    }),
  },
} as const satisfies Partial<Catalogue<"session", FlowSession>>;

/** Seconds by which a told lifetime may differ: each of two is rounded to a whole one. */
const ROUNDING = 1;

/** Finds fault with an answer that tells another lifetime than what is left of the one that the login told. */
function isLeft(login: Exchange, answer: Exchange): readonly Finding[] {
  const [whole, left] = [login.taken["accessExpiresIn"], answer.taken["accessExpiresIn"]];
  if (!isNumber(whole)) return [];
  const elapsed = (answer.startedAt - login.startedAt) / 1000;
  const slack = ROUNDING + (login.durationMs + answer.durationMs) / 1000;
  const fine = isNumber(left) && Math.abs(whole - elapsed - left) <= slack;
  return expectThat(fine, answer.step, `${Math.round(whole - elapsed)} s left`, `${left} s`);
}

/** Finds fault with a refresh that tells a shorter life of its refresh token than the login did of its own. */
function livesOn({ login, control }: { login: Exchange; control: Exchange }): readonly Finding[] {
  const [whole, anew] = [toldLifetime("refresh", login, "least"), toldLifetime("refresh", control)];
  const fine = whole === undefined || anew === undefined || anew >= whole - ROUNDING * 1000;
  const shown = (milliseconds = 0) => `${Math.round(milliseconds / 1000)} s`;
  return expectThat(fine, control.step, `a refresh token that lives for ${shown(whole)}`, shown(anew));
}

/** Checks of refresh tokens that expire. */
export const refreshExpiry = {
  "session.expired-refresh-token-is-refused": {
    "after-expiry": check({
      needs: both,
      act: async ({ flow, account, until }) => {
        const [control, pair] = [await flow.spare(account), await flow.begin(account)];
        const refreshed = await flow.next(control);
        await until(flow.expiryOf("refresh", pair.from));
        // Waited for as well, so that its use is none that comes too late by chance.
        await until(flow.expiryOf("access", pair.from));
        return {
          control: refreshed.from,
          attempt: await flow.refresh(pair.refresh),
          use: await flow.whoAmI(pair.access),
          again: await flow.refresh(pair.refresh),
        };
      },
      control: ({ control }) => succeed(control),
      judge: ({ attempt, use, again }) => areRefused(attempt, use, again),
    }),
    "refresh-token-of-a-refresh": check({
      needs: both,
      act: async ({ flow, account, until }) => {
        const pair = await flow.fresh(account);
        await until(flow.expiryOf("refresh", pair.from));
        return { control: pair.from, attempt: await flow.refresh(pair.refresh) };
      },
      control: ({ control }) => succeed(control),
      judge: ({ attempt }) => areRefused(attempt),
    }),
  },
  "session.refresh-token-is-good-until-it-expires": {
    "late-in-its-life": check({
      needs: both,
      act: async ({ flow, account, until }) => {
        const pair = await flow.begin(account);
        await until(flow.goodUntil("refresh", pair.from), ALMOST_MS);
        return { login: pair.from, refresh: await flow.refresh(pair.refresh) };
      },
      control: ({ login }) => succeed(login),
      judge: ({ refresh }) => succeed(refresh),
    }),
  },
  "session.expired-access-token-does-not-hinder": {
    "after-its-access-tokens-expiry": check({
      needs: both,
      act: async ({ flow, account, until }): Promise<{ login: Exchange; refresh: Exchange; use?: Exchange }> => {
        const pair = await flow.begin(account);
        await until(flow.expiryOf("access", pair.from));
        await flow.whoAmI(pair.access);
        const refresh = await flow.refresh(pair.refresh);
        if (refresh.outcome !== "success") return { login: pair.from, refresh };
        const next = flow.after(pair, refresh);
        const use = await flow.whoAmI(next.access);
        flow.leave(next);
        return { login: pair.from, refresh, use };
      },
      control: ({ login }) => succeed(login),
      judge: ({ refresh, use }) => succeed(refresh, use),
    }),
  },
  "session.refresh-lifetime-is-as-declared": {
    "after-the-first-refresh-tokens-expiry": check({
      needs: [...both, "declared-refresh-lifetime"],
      act: async ({ flow, account, until }): Promise<{ login: Exchange; control: Exchange; attempt?: Exchange }> => {
        const first = await flow.begin(account);
        await until(flow.goodUntil("refresh", first.from), ALMOST_MS);
        const second = await flow.next(first);
        const evidence = { login: first.from, control: second.from };
        // Who says that the lifetime does not begin anew is taken at their word.
        if (flow.policy.refreshLifetime === "sliding" && livesOn(evidence).length > 0) return evidence;
        await until(flow.expiryOf("refresh", first.from));
        return { ...evidence, attempt: await flow.refresh(second.refresh) };
      },
      control: ({ control }) => succeed(control),
      judge: ({ attempt, ...told }, { policy }) =>
        policy.refreshLifetime === "absolute" ? areRefused(attempt) : [...livesOn(told), ...succeed(attempt)],
    }),
  },
} as const satisfies Partial<Catalogue<"session", FlowSession>>;
