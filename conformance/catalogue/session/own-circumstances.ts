import { checkFor } from "../../model/check.ts";
import type { Catalogue } from "../catalogue.ts";
import type { FlowSession } from "./client.ts";
import { ask, isOver, tokensOf } from "./logout.ts";
import { areRefused, succeed } from "./outcomes.ts";

const check = checkFor<FlowSession>();

/** Circumstances of the session flow's own, under requirements that have others elsewhere. */
export const ownCircumstances = {
  "session.stale-tokens-log-out": {
    "after-its-access-tokens-expiry": check({
      needs: [
        "logout-operation",
        "logout-by-access-token",
        "logout-by-refresh-token",
        "refresh-operation",
        "short-access-lifetime",
        "short-refresh-lifetime",
      ],
      act: async (session) => {
        const { flow, account, until } = session;
        const pair = await flow.begin(account);
        await until(flow.expiryOf("access", pair.from));
        const logout = await flow.logout(tokensOf(pair));
        return { control: pair.from, logout, refresh: await flow.refresh(pair.refresh) };
      },
      control: ({ control }) => succeed(control),
      judge: ({ logout, refresh }) => [...succeed(logout), ...areRefused(refresh)],
    }),
  },
  "session.dead-stays-dead-after-a-restart": {
    "ended-by-a-logout": check({
      needs: ["restart-hook", "logout-operation"],
      act: async (session) => {
        const { flow, account, hook } = session;
        const pair = await flow.spare(account);
        const control = await flow.logout(tokensOf(pair));
        await hook("restart");
        return { control, ...(await ask(session, pair)) };
      },
      control: ({ control }) => succeed(control),
      judge: (asked, { policy }) => isOver(asked, { ...policy, logoutRevokes: policy.logoutRevokes }),
    }),
    "ended-by-a-refresh": check({
      needs: ["restart-hook", "refresh-operation"],
      act: async ({ flow, account, hook }) => {
        const first = await flow.spare(account);
        const third = await flow.next(await flow.next(first));
        await hook("restart");
        return {
          control: third.from,
          use: await flow.whoAmI(first.access),
          refresh: await flow.refresh(first.refresh),
        };
      },
      control: ({ control }) => succeed(control),
      judge: ({ use, refresh }, { policy }) => [
        ...areRefused(refresh),
        ...(policy.oldAccess === "dies" ? areRefused(use) : []),
      ],
    }),
    "after-expiry": check({
      needs: ["restart-hook", "short-access-lifetime"],
      act: async ({ flow, account, hook, until }) => {
        const pair = await flow.begin(account);
        const control = await flow.whoAmI(pair.access);
        await until(flow.expiryOf("access", pair.from));
        await hook("restart");
        return { control, attempt: await flow.whoAmI(pair.access) };
      },
      control: ({ control }) => succeed(control),
      judge: ({ attempt }) => areRefused(attempt),
    }),
  },
} as const satisfies Partial<Catalogue<"session", FlowSession>>;
