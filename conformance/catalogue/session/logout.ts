import { expecting } from "../../kit/expect.ts";
import { likeBase64 } from "../../kit/tokens.ts";
import { checkFor, type Need } from "../../model/check.ts";
import type { Exchange } from "../../model/exchange.ts";
import type { SessionPolicy } from "../../model/policy.ts";
import type { Finding } from "../../model/verdict.ts";
import type { Catalogue } from "../catalogue.ts";
import type { FlowSession, Pair } from "./client.ts";
import { areRefused, succeed } from "./outcomes.ts";

const check = checkFor<FlowSession>();
const needs = ["logout-operation"] as const;
const BOTH = ["logout-operation", "logout-by-access-token", "logout-by-refresh-token"] as const;

export const tokensOf = ({ access, refresh }: Pair) => ({ accessToken: access, refreshToken: refresh });

/** What a session is good for: its access token, and, where there is a refresh, its refresh token. */
export async function ask({ flow }: FlowSession, { access, refresh }: Pair): Promise<Asked> {
  const use = await flow.whoAmI(access);
  return refresh === "" ? { use } : { use, refresh: await flow.refresh(refresh) };
}
export interface Asked {
  readonly use: Exchange;
  readonly refresh?: Exchange;
}

/** Finds fault with a session that a logout should have ended, as far as the target declares. */
export function isOver({ use, refresh }: Asked, { logoutRevokes }: SessionPolicy): readonly Finding[] {
  return [...areRefused(refresh), ...(logoutRevokes === "refresh" ? succeed(use) : areRefused(use))];
}

/** Finds fault with a session that should go on. */
const goesOn = ({ use, refresh }: Partial<Asked>) => succeed(use, refresh);

/** A session as it was before a logout: the control. */
async function begun(session: FlowSession): Promise<{ pair: Pair; control: Exchange }> {
  const pair = await session.flow.spare(session.account);
  return { pair, control: await session.flow.whoAmI(pair.access) };
}

/** A logout with these of a session's tokens, after so many refreshes, and what the newest ones are good for then. */
function logsOutWith(
  choose: (generations: readonly Pair[]) => { accessToken?: unknown; refreshToken?: unknown },
  refreshes: number,
  more: readonly Need[] = [],
) {
  return check({
    needs: [...BOTH, "refresh-operation", ...more],
    act: async (session) => {
      const { flow, account } = session;
      const generations = [await flow.spare(account)];
      for (let time = 0; time < refreshes; time++) generations.push(await flow.next(generations.at(-1) as Pair));
      const newest = generations.at(-1) as Pair;
      const control = await flow.whoAmI(newest.access);
      const logout = await flow.logout(choose(generations));
      return { control, logout, ...(await ask(session, newest)) };
    },
    control: ({ control }) => succeed(control),
    judge: ({ logout, ...asked }, { policy }) => [...succeed(logout), ...isOver(asked, policy)],
  });
}

/** A logout that is refused, and the session that it was about, which goes on. */
function isRefusedLogout(
  tokens: (pair: Pair, session: FlowSession) => { accessToken?: unknown; refreshToken?: unknown },
  outcomes: readonly string[],
  required: readonly Need[],
) {
  return check({
    needs: required,
    act: async (session) => {
      const { pair, control } = await begun(session);
      const attempt = await session.flow.logout(tokens(pair, session));
      const asked = await ask(session, pair);
      if (asked.refresh?.outcome === "success") session.flow.leave(session.flow.after(pair, asked.refresh));
      return { control, attempt, ...asked };
    },
    control: ({ control }) => succeed(control),
    judge: ({ attempt, ...asked }) => [...expecting(attempt, ...outcomes), ...goesOn(asked)],
  });
}

const anyRefusal = ["refused", "unauthorized"];
const byAccess = ["logout-operation", "logout-by-access-token"] as const;

/** Checks of logouts. */
export const logouts = {
  "session.logout-is-confirmed": {
    "fresh-login": check({
      needs,
      act: async (session) => {
        const { pair, control } = await begun(session);
        return { control, logout: await session.flow.logout(tokensOf(pair)) };
      },
      control: ({ control }) => succeed(control),
      judge: ({ logout }) => succeed(logout),
    }),
  },
  "session.logout-revokes-both-tokens": {
    "fresh-login": check({
      needs,
      act: async (session) => {
        const { pair, control } = await begun(session);
        const logout = await session.flow.logout(tokensOf(pair));
        return { control, logout, ...(await ask(session, pair)) };
      },
      control: ({ control, logout }) => succeed(control, logout),
      judge: (asked, { policy }) => isOver(asked, policy),
    }),
    "after-a-refresh": check({
      needs: [...needs, "refresh-operation"],
      act: async (session) => {
        const { flow, account } = session;
        const pair = await flow.next(await flow.spare(account));
        const control = await flow.whoAmI(pair.access);
        const logout = await flow.logout(tokensOf(pair));
        return { control, logout, ...(await ask(session, pair)) };
      },
      control: ({ control, logout }) => succeed(control, logout),
      judge: (asked, { policy }) => isOver(asked, policy),
    }),
    "second-logout-of-a-user": check({
      needs,
      act: async (session) => {
        const { flow, account } = session;
        await flow.logout(tokensOf(await flow.spare(account)));
        const pair = await flow.begin(account);
        const control = await flow.whoAmI(pair.access);
        const logout = await flow.logout(tokensOf(pair));
        return { control, logout, ...(await ask(session, pair)) };
      },
      control: ({ control, logout }) => succeed(control, logout),
      judge: (asked, { policy }) => isOver(asked, policy),
    }),
  },
  "session.logout-is-idempotent": {
    "logout-twice": check({
      needs,
      act: async (session) => {
        const { pair } = await begun(session);
        const control = await session.flow.logout(tokensOf(pair));
        return { control, logout: await session.flow.logout(tokensOf(pair)) };
      },
      control: ({ control }) => succeed(control),
      judge: ({ logout }) => succeed(logout),
    }),
  },
  "session.stale-tokens-log-out": {
    "superseded-access-token": logsOutWith(
      ([old, current]) => ({ accessToken: old?.access, refreshToken: current?.refresh }),
      1,
    ),
    "superseded-refresh-token": logsOutWith(
      ([old, current]) => ({ accessToken: current?.access, refreshToken: old?.refresh }),
      1,
    ),
    "superseded-tokens": logsOutWith(([old]) => ({ accessToken: old?.access, refreshToken: old?.refresh }), 1),
    "tokens-superseded-twice": logsOutWith(([old]) => ({ accessToken: old?.access, refreshToken: old?.refresh }), 2),
  },
  "session.anothers-refresh-token-is-refused": {
    "two-users": check({
      needs: [...BOTH, "refresh-operation", "second-account"],
      act: async (session) => {
        const { flow, other } = session;
        const { pair, control } = await begun(session);
        const theirs = await flow.spare(other);
        const attempt = await flow.logout({ accessToken: pair.access, refreshToken: theirs.refresh });
        const [mine, ours] = [await ask(session, pair), await ask(session, theirs)];
        return {
          control,
          attempt,
          use: mine.use,
          theirUse: ours.use,
          refresh: mine.refresh ?? mine.use,
          theirs: ours.refresh ?? ours.use,
        };
      },
      control: ({ control }) => succeed(control),
      judge: ({ attempt, use, theirUse, refresh, theirs }) => [
        ...areRefused(attempt),
        ...succeed(use, theirUse, refresh, theirs),
      ],
    }),
  },
  "session.unknown-refresh-token-ends-the-session": {
    "random-token": check({
      needs: BOTH,
      act: async (session) => {
        const { pair, control } = await begun(session);
        const refreshToken = likeBase64(pair.refresh, session.random);
        const logout = await session.flow.logout({ accessToken: pair.access, refreshToken });
        return { control, logout, ...(await ask(session, pair)) };
      },
      control: ({ control }) => succeed(control),
      judge: ({ logout, ...asked }, { policy }) => [...succeed(logout), ...isOver(asked, policy)],
    }),
  },
  "session.logout-needs-a-refresh-token": {
    "no-token": check({
      needs: BOTH,
      act: async (session) => {
        const { pair, control } = await begun(session);
        const attempt = await session.flow.logout({ accessToken: pair.access });
        return { control, attempt, use: await session.flow.whoAmI(pair.access) };
      },
      control: ({ control }) => succeed(control),
      judge: ({ attempt, use }) => [...areRefused(attempt), ...succeed(use)],
    }),
    "null-for-token": hasNoToken(() => null),
    "number-for-token": hasNoToken(() => 7),
    "array-for-token": hasNoToken(({ refresh }) => [refresh]),
  },
  "session.logout-needs-an-access-token": {
    "no-token": isRefusedLogout(({ refresh }) => ({ refreshToken: refresh }), ["unauthorized"], byAccess),
    "garbage-token": isRefusedLogout(
      ({ refresh }) => ({ accessToken: "garbage", refreshToken: refresh }),
      ["unauthorized"],
      byAccess,
    ),
    "refresh-token-as-access-token": isRefusedLogout(
      ({ refresh }) => ({ accessToken: refresh, refreshToken: refresh }),
      anyRefusal,
      BOTH,
    ),
  },
  "session.login-after-logout-works": {
    "login-after-a-logout": check({
      needs,
      act: async (session): Promise<{ control: Exchange; login: Exchange } & Partial<Asked>> => {
        const { flow, account } = session;
        const { pair } = await begun(session);
        const control = await flow.logout(tokensOf(pair));
        const login = await flow.login({ ...account });
        if (login.outcome !== "success") return { control, login };
        const next = flow.of(account, login);
        const asked = await ask(session, next);
        if (asked.refresh?.outcome === "success") flow.leave(flow.after(next, asked.refresh));
        return { control, login, ...asked };
      },
      control: ({ control }) => succeed(control),
      judge: ({ login, use, refresh }) => succeed(login, use, refresh),
    }),
  },
  "session.logout-leaves-other-sessions-alone": {
    "two-sessions-of-a-user": besides(({ account }) => account, []),
    "two-users": besides(({ other }) => other, ["second-account"]),
  },
} as const satisfies Partial<Catalogue<"session", FlowSession>>;

/** A logout with something of another type in the place of the refresh token. */
function hasNoToken(spoil: (pair: Pair) => unknown) {
  return check({
    needs: [...BOTH, "logout-token-in-json"],
    act: async (session) => {
      const { pair, control } = await begun(session);
      return { control, attempt: await session.flow.logout({ accessToken: pair.access, refreshToken: spoil(pair) }) };
    },
    control: ({ control }) => succeed(control),
    judge: ({ attempt }) => areRefused(attempt),
  });
}

/** A session beside one that is logged out, of the same user or another one. */
function besides(whose: (session: FlowSession) => FlowSession["account"], more: readonly Need[]) {
  return check({
    needs: [...needs, ...more],
    act: async (session) => {
      const { flow, account } = session;
      const { pair } = await begun(session);
      const beside = await flow.spare(whose(session));
      const control = await flow.whoAmI(beside.access);
      const logout = await flow.logout(tokensOf(pair));
      const asked = await ask(session, beside);
      const isOwn = beside.account.username === account.username;
      if (asked.refresh?.outcome === "success") flow.leave(flow.after(beside, asked.refresh));
      return isOwn ? { control, logout, own: asked.use, ...asked } : { control, logout, ...asked };
    },
    control: ({ control, logout }) => succeed(control, logout),
    judge: ({ control: _, logout: __, ...asked }, { policy }) =>
      "own" in asked && policy.logoutScope === "user" ? isOver(asked, policy) : goesOn(asked),
  });
}
