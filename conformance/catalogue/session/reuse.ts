import { expectThat } from "../../kit/expect.ts";
import { checkFor } from "../../model/check.ts";
import type { Exchange } from "../../model/exchange.ts";
import type { Finding } from "../../model/verdict.ts";
import type { Catalogue } from "../catalogue.ts";
import type { FlowSession, Pair } from "./client.ts";
import { areRefused, succeed } from "./outcomes.ts";

const check = checkFor<FlowSession>();
const needs = ["refresh-operation"] as const;

/** A refresh token that comes again when its successor has been used. However lenient the policy, that is too late. */
const afterItsSuccessor = check({
  needs,
  act: async (session) => {
    const { flow, account } = session;
    const first = await flow.spare(account);
    const second = await flow.next(first);
    const third = await flow.next(second);
    await overGrace(session, third);
    return { control: third.from, attempt: await flow.refresh(first.refresh) };
  },
  control: ({ control }) => succeed(control),
  judge: ({ attempt }) => areRefused(attempt),
});

/** Waits until a declared grace since an exchange is over, if there is one. */
async function overGrace({ flow, until, expiryOf }: FlowSession, { from }: Pair): Promise<void> {
  const { reuse } = flow.policy;
  if (typeof reuse === "object") await until(expiryOf(from, reuse.graceMs));
}

/** Finds fault with an answer that does not give the very tokens of another. */
function isSamePair(answer: Exchange, other: Exchange): readonly Finding[] {
  const same = answer.taken["refreshToken"] === other.taken["refreshToken"];
  return [...succeed(answer), ...expectThat(same, answer.step, "the same refresh token again", "another one")];
}

type Reused = Record<"control" | "reuse", Exchange>;

/** A reuse that is not let pass by any policy, and what is alive of the family afterwards. */
const reused = async (session: FlowSession, generations: number) => {
  const { flow, account } = session;
  const bystander = await flow.spare(account);
  const first = await flow.spare(account);
  let last = await flow.next(first);
  for (let generation = 1; generation < generations; generation++) last = await flow.next(last);
  // A policy that takes a token again may do so until its successor is used, or for a while.
  if (flow.policy.reuse !== "reject" && generations === 1) last = await flow.next(last);
  await overGrace(session, last);
  const control = await flow.whoAmI(last.access);
  const reuse = await flow.refresh(first.refresh);
  return { bystander, first, last, control, reuse };
};

function family(generations: number) {
  return check({
    needs,
    act: async (session) => {
      const { flow } = session;
      const { bystander, first, last, control, reuse } = await reused(session, generations);
      const old = await flow.whoAmI(first.access);
      const use = await flow.whoAmI(last.access);
      const refresh = await flow.refresh(last.refresh);
      flow.leave(bystander);
      return { control, reuse, old, use, refresh };
    },
    // A reuse that succeeds is another requirement's affair; what it leaves alive says nothing then.
    control: ({ control, reuse }) => [...succeed(control), ...areRefused(reuse)],
    judge: ({ old, use, refresh }, { policy: { reuseRevokes, oldAccess } }) => {
      if (reuseRevokes === "none") return succeed(use, refresh);
      const isAllDead = reuseRevokes === "refresh+access";
      return [
        ...areRefused(refresh),
        ...(isAllDead || oldAccess === "dies" ? areRefused(old) : []),
        ...(isAllDead ? areRefused(use) : succeed(use)),
      ];
    },
  });
}

/** Checks of refresh tokens that come a second time. */
export const reuse = {
  "session.spent-refresh-token-is-refused": {
    "right-after-a-refresh": check({
      needs,
      act: async ({ flow, account }) => {
        const first = await flow.spare(account);
        const second = await flow.next(first);
        flow.spent(first, second.from);
        return { control: second.from, attempt: await flow.refresh(first.refresh) };
      },
      control: ({ control }) => succeed(control),
      judge: ({ control, attempt }, { policy }) => {
        if (policy.reuse === "reject") return areRefused(attempt);
        return policy.reuse === "same-successor" ? isSamePair(attempt, control) : succeed(attempt);
      },
    }),
    "a-second-after-a-refresh": check({
      needs,
      act: async (session) => {
        const { flow, account, until, expiryOf } = session;
        const first = await flow.spare(account);
        const third = await flow.next(await flow.next(first));
        await overGrace(session, third);
        await until(expiryOf(third.from, 0), 1300);
        return { control: third.from, attempt: await flow.refresh(first.refresh) };
      },
      control: ({ control }) => succeed(control),
      judge: ({ attempt }) => areRefused(attempt),
    }),
    "after-its-successor": afterItsSuccessor,
    "twice-after-a-refresh": check({
      needs,
      act: async (session) => {
        const { flow, account } = session;
        const first = await flow.spare(account);
        const third = await flow.next(await flow.next(first));
        await overGrace(session, third);
        return {
          control: third.from,
          attempt: await flow.refresh(first.refresh),
          again: await flow.refresh(first.refresh),
        };
      },
      control: ({ control }) => succeed(control),
      judge: ({ attempt, again }) => areRefused(attempt, again),
    }),
    "second-refresh-token-of-a-chain": check({
      needs,
      act: async (session) => {
        const { flow, account } = session;
        const second = await flow.next(await flow.spare(account));
        const fourth = await flow.next(await flow.next(second));
        await overGrace(session, fourth);
        return { control: fourth.from, attempt: await flow.refresh(second.refresh) };
      },
      control: ({ control }) => succeed(control),
      judge: ({ attempt }) => areRefused(attempt),
    }),
    "after-another-login": check({
      needs,
      act: async (session) => {
        const { flow, account } = session;
        const first = await flow.spare(account);
        const second = await flow.next(first);
        const other = await flow.begin(account);
        const third = await flow.next(second);
        await overGrace(session, third);
        const attempt = await flow.refresh(first.refresh);
        flow.leave(other);
        return { control: second.from, attempt };
      },
      control: ({ control }) => succeed(control),
      judge: ({ attempt }) => areRefused(attempt),
    }),
  },
  "session.reuse-revokes-the-family": { "child-after-a-reuse": family(1), "grandchild-after-a-reuse": family(3) },
  "session.reuse-revokes-no-other-family": {
    "other-session-after-a-reuse": check({
      needs,
      act: async (session) => {
        const { flow } = session;
        const { bystander, control, reuse } = await reused(session, 2);
        const use = await flow.whoAmI(bystander.access);
        const refresh = await flow.refresh(bystander.refresh);
        if (refresh.outcome === "success") flow.leave(flow.after(bystander, refresh));
        return { control, reuse, use, refresh };
      },
      control: ({ control }) => succeed(control),
      judge: ({ use, refresh }) => succeed(use, refresh),
    }),
    "other-user-after-a-reuse": check({
      needs: ["refresh-operation", "second-account"],
      act: async (session) => {
        const { flow, other } = session;
        const theirs = await flow.spare(other);
        const { bystander, control, reuse } = await reused(session, 1);
        const use = await flow.whoAmI(theirs.access);
        const refresh = await flow.refresh(theirs.refresh);
        if (refresh.outcome === "success") flow.leave(flow.after(theirs, refresh));
        flow.leave(bystander);
        return { control, reuse, use, refresh };
      },
      control: ({ control }) => succeed(control),
      judge: ({ use, refresh }) => succeed(use, refresh),
    }),
    "login-after-a-reuse": check({
      needs,
      act: async (session): Promise<Reused & { login: Exchange; use?: Exchange }> => {
        const { flow, account } = session;
        const { bystander, control, reuse } = await reused(session, 1);
        flow.leave(bystander);
        const login = await flow.login({ ...account });
        if (login.outcome !== "success") return { control, reuse, login };
        const pair = flow.of(account, login);
        const use = await flow.whoAmI(pair.access);
        flow.leave(pair);
        return { control, reuse, login, use };
      },
      control: ({ control }) => succeed(control),
      judge: ({ login, use }) => succeed(login, use),
    }),
  },
} as const satisfies Partial<Catalogue<"session", FlowSession>>;
