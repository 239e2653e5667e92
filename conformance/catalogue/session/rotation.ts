import { expectThat } from "../../kit/expect.ts";
import { withHeader } from "../../kit/http.ts";
import { altered, likeBase64, tokenInOtherCase, truncated } from "../../kit/tokens.ts";
import { checkFor, type Need } from "../../model/check.ts";
import type { Evidence, Exchange } from "../../model/exchange.ts";
import type { Finding } from "../../model/verdict.ts";
import type { Catalogue } from "../catalogue.ts";
import { numbered } from "../common/parallel.ts";
import type { FlowSession, Pair } from "./client.ts";
import { areRefused, succeed } from "./outcomes.ts";

const check = checkFor<FlowSession>();
const needs = ["refresh-operation"] as const;
const IN_BODY = ["refresh-token-in-the-body"] as const;
const IN_JSON = ["refresh-token-in-json"] as const;

/** The tokens that a refresh gives. */
const ROLES = ["accessToken", "refreshToken"];

/** Finds fault with an answer that gives a token which the one before it has given already. */
function areNew(before: Exchange, after: Exchange, roles: readonly string[]): readonly Finding[] {
  return roles.flatMap((role) => {
    const [old, fresh] = [before.taken[role], after.taken[role]];
    const actual = fresh === undefined ? `no ${role}` : `the ${role} of before`;
    return expectThat(fresh !== undefined && fresh !== old, after.step, `a new ${role}`, actual);
  });
}

/** A session that is refreshed so many times; each answer, and what its access token is good for. */
function refreshed(times: number) {
  return check({
    needs,
    act: async ({ flow, account }) => {
      const steps: Record<string, Exchange> = {};
      // The first refresh of several is that of a login.
      let pair = times > 1 ? await flow.begin(account) : await flow.spare(account);
      for (let time = 1; time <= times; time++) {
        const refresh = await flow.refresh(pair.refresh);
        steps[`before ${time}`] = pair.from;
        steps[`refresh ${time}`] = refresh;
        if (refresh.outcome !== "success") return steps;
        const next = flow.after(pair, refresh);
        steps[`use ${time}`] = await flow.whoAmI(next.access);
        pair = next;
      }
      flow.leave(pair);
      return steps;
    },
    // Of several, the first is what the others are compared with.
    control: (steps) => (times > 1 ? succeed(steps["refresh 1"], steps["use 1"]) : []),
    judge: (steps) => {
      const [first, ...others] = Array.from({ length: times }, (_, index) => stepsOf(steps, index + 1));
      if (times === 1) return faultsOf(first, ROLES);
      const roles = ROLES.filter((role) => first && faultsOf(first, [role]).length === 0);
      return others.flatMap((each) => faultsOf(each, roles));
    },
  });
}

/** The steps of one refresh among several. */
const stepsOf = (steps: Readonly<Record<string, Exchange>>, time: number) => ({
  before: steps[`before ${time}`],
  refresh: steps[`refresh ${time}`],
  use: steps[`use ${time}`],
});

/** What is wrong with a refresh, of whose tokens these should be new. */
function faultsOf(each: ReturnType<typeof stepsOf> | undefined, roles: readonly string[]): readonly Finding[] {
  const { before, refresh, use } = each ?? {};
  // The last one that was refused has no token that could be new.
  const isGiven = before !== undefined && refresh?.outcome === "success";
  return [...succeed(refresh, use), ...(isGiven ? areNew(before, refresh, roles) : [])];
}

/** What is sent in the place of a good refresh token, made from its pair; the one before it was exchanged for that. */
function refuses(spoil: (pair: Pair, session: FlowSession) => unknown, more: readonly Need[] = []) {
  return check({
    needs: [...needs, ...more],
    act: async (session) => {
      const { flow, account } = session;
      const pair = await flow.next(await flow.spare(account));
      const attempt = await flow.refresh(spoil(pair, session));
      // What was taken for the good token has spent it.
      if (attempt.outcome !== "success") flow.leave(pair);
      return { control: pair.from, attempt };
    },
    control: ({ control }) => succeed(control),
    judge: ({ attempt }) => areRefused(attempt),
  });
}

/** A session after something was refused: its access token is as good as it was, and its refresh token as well. */
function changesNothing(ask: (session: FlowSession, pair: Pair) => Promise<Exchange>, more: readonly Need[] = []) {
  return check({
    needs: [...needs, ...more],
    act: async (session) => {
      const { flow, account } = session;
      const pair = await flow.spare(account);
      const control = await flow.whoAmI(pair.access);
      const attempt = await ask(session, pair);
      const use = await flow.whoAmI(pair.access);
      const refresh = await flow.refresh(pair.refresh);
      if (refresh.outcome === "success") flow.leave(flow.after(pair, refresh));
      return { control, attempt, use, refresh };
    },
    control: ({ control }) => succeed(control),
    judge: ({ use, refresh }) => succeed(use, refresh),
  });
}

/** Checks of what a refresh gives and takes. */
export const rotation = {
  "session.refresh-rotates-both-tokens": {
    "fresh-refresh": refreshed(1),
    "refresh-by-another-user": check({
      needs: ["refresh-operation", "second-account"],
      act: async ({ flow, account, other }) => {
        const [mine, theirs] = [await flow.spare(account), await flow.spare(other)];
        const [first, second] = [await flow.next(mine), await flow.next(theirs)];
        const uses = { mine: await flow.whoAmI(first.access), theirs: await flow.whoAmI(second.access) };
        for (const pair of [first, second]) flow.leave(pair);
        return { ...uses, before: await flow.whoAmI(await flow.access(account)) };
      },
      control: ({ before }) => succeed(before),
      judge: ({ mine, theirs, before }) => [
        ...succeed(mine, theirs),
        ...expectThat(
          mine.taken["username"] === before.taken["username"],
          mine.step,
          String(before.taken["username"]),
          String(mine.taken["username"]),
        ),
      ],
    }),
  },
  "session.every-refresh-is-as-the-first": { "third-refresh": refreshed(3), "sixth-refresh": refreshed(6) },
  "session.rotated-access-token-is-dead": {
    "access-token-before-a-refresh": oldAccess(1),
    "access-tokens-before-three-refreshes": oldAccess(3),
  },
  "session.refresh-leaves-other-sessions-alone": {
    "two-sessions-of-a-user": check({
      needs,
      act: async ({ flow, account }) => {
        const [first, second] = [await flow.spare(account), await flow.spare(account)];
        const control = await flow.whoAmI(second.access);
        const refreshed = await flow.next(first);
        const use = await flow.whoAmI(second.access);
        const refresh = await flow.refresh(second.refresh);
        flow.leave(refreshed);
        if (refresh.outcome === "success") flow.leave(flow.after(second, refresh));
        return { control, refreshed: refreshed.from, use, refresh };
      },
      control: ({ control, refreshed }) => succeed(control, refreshed),
      judge: ({ use, refresh }) => succeed(use, refresh),
    }),
    "second-refresh-beside-another-session": check({
      needs,
      act: async ({ flow, account }) => {
        const [first, second] = [await flow.spare(account), await flow.spare(account)];
        const refreshed = await flow.next(await flow.next(first));
        const next = await flow.next(second);
        const uses = { use: await flow.whoAmI(next.access), other: await flow.whoAmI(refreshed.access) };
        for (const pair of [refreshed, next]) flow.leave(pair);
        return uses;
      },
      judge: ({ use, other }) => succeed(use, other),
    }),
  },
  "session.access-token-is-no-refresh-token": {
    "access-token-as-refresh-token": refuses(({ access }) => access),
    "rotated-access-token-as-refresh-token": check({
      needs,
      act: async ({ flow, account }) => {
        const first = await flow.spare(account);
        const next = await flow.next(first);
        const attempts = { old: await flow.refresh(first.access), attempt: await flow.refresh(next.access) };
        return { ...attempts, control: next.from };
      },
      control: ({ control }) => succeed(control),
      judge: ({ old, attempt }) => areRefused(old, attempt),
    }),
  },
  "session.unknown-refresh-token-is-refused": {
    "no-token": refuses(() => undefined),
    "empty-token": refuses(() => ""),
    "garbage-token": refuses(() => "garbage"),
    "the-word-null": refuses(() => "null"),
    "random-token": refuses(({ refresh }, { random }) => likeBase64(refresh, random)),
    "shorter-token": refuses(({ refresh }) => truncated(refresh)),
    "one-character-less": refuses(({ refresh }) => refresh.replace(/.(=*)$/, "$1")),
    "long-token": refuses(({ refresh }) => `${refresh}${"A".repeat(3000)}`),
    "longer-token": refuses(({ refresh }) => refresh.replace(/(=*)$/, "AAAA$1")),
    "altered-token": refuses(({ refresh }) => altered(refresh)),
    "altered-at-its-start": refuses(({ refresh }) => altered(refresh, "start")),
    "altered-at-its-end": refuses(({ refresh }) => altered(refresh, "end")),
    "token-in-other-case": refuses(({ refresh }) => tokenInOtherCase(refresh)),
    "bytes-after-nul": refuses(({ refresh }) => `${refresh}\0x`, IN_BODY),
    "user-name-as-token": refuses(({ account }) => account.username),
    "null-for-token": refuses(() => null, IN_JSON),
    "number-for-token": refuses(() => 7, IN_JSON),
    "object-for-token": refuses(() => ({ $ne: null }), IN_BODY),
    "comparison-for-token": refuses(() => ({ $gt: "" }), IN_BODY),
    "array-for-token": refuses(({ refresh }) => [refresh], IN_JSON),
    "wildcard-for-token": refuses(() => "%"),
  },
  "session.refused-refresh-changes-nothing": {
    "garbage-token": changesNothing(({ flow }) => flow.refresh("garbage")),
    "garbage-beside-a-good-access-token": changesNothing(
      ({ flow }, { access }) => flow.refresh("garbage", { request: withHeader("authorization", `Bearer ${access}`) }),
      ["refresh-without-authorization", "bearer-tokens"],
    ),
    "garbage-after-a-login": check({
      needs,
      act: async (session) => {
        const { flow, account } = session;
        const newest = await flow.begin(account);
        const attempt = await flow.refresh("garbage");
        const use = await flow.whoAmI(newest.access);
        flow.leave(newest);
        return { login: newest.from, attempt, use };
      },
      control: ({ login }) => succeed(login),
      judge: ({ use }) => succeed(use),
    }),
    "altered-token": changesNothing(({ flow }, { refresh }) => flow.refresh(altered(refresh))),
    "no-token": changesNothing(({ flow }) => flow.refresh(undefined)),
    "access-token-as-refresh-token": changesNothing(({ flow }, { access }) => flow.refresh(access)),
    "garbage-ten-times": changesNothing(async ({ flow }) => {
      let last = await flow.refresh("garbage 0");
      for (let time = 1; time < 10; time++) last = await flow.refresh(`garbage ${time}`);
      return last;
    }),
  },
} as const satisfies Partial<Catalogue<"session", FlowSession>>;

/** The access token that a session had before each of so many refreshes, and the first in the end: dead, or as declared. */
function oldAccess(refreshes: number) {
  return check({
    needs,
    act: async ({ flow, account }): Promise<Evidence & Record<"before" | "control", Exchange>> => {
      const generations = [await flow.begin(account)];
      const before = await flow.whoAmI(generations[0]?.access);
      const attempts: Exchange[] = [];
      for (let time = 0; time < refreshes; time++) {
        const old = generations.at(-1) as Pair;
        generations.push(await flow.next(old));
        // At once: the next refresh might end what this one has left alive.
        attempts.push(await flow.whoAmI(old.access));
      }
      const newest = generations.at(-1) as Pair;
      const control = await flow.whoAmI(newest.access);
      attempts.push(await flow.whoAmI(generations[0]?.access));
      flow.leave(newest);
      return { ...numbered("attempt", attempts), before, control };
    },
    control: ({ before, control }) => succeed(before, control),
    judge: ({ before: _, control: __, ...attempts }, { policy }) =>
      (policy.oldAccess === "lives" ? succeed : areRefused)(...Object.values(attempts)),
  });
}
