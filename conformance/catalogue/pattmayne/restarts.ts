import { checkFor, type Need } from "../../model/check.ts";
import type { Evidence, Exchange } from "../../model/exchange.ts";
import type { Catalogue } from "../catalogue.ts";
import type { AuthSession } from "./client.ts";
import { connected, exchanged, isAlive } from "./connected.ts";
import { AT_A_CLIENT, AT_HOME, type Ending } from "./endings.ts";
import { byEach } from "./logged-out.ts";
import { areRefused, succeed } from "./outcomes.ts";
import { areNotValid, areValid } from "./outcomes-of-checks.ts";
import { areDead, everywhere, goodBefore, TRIES, wereGood } from "./sessions.ts";

const check = checkFor<AuthSession>();
const OWN = ["restart-hook", "client", "disposable-account"] as const satisfies readonly Need[];

/** Everything of a user that a logout has ended, after a restart. */
const stayEnded = ({ needs, end }: Ending) =>
  check({
    needs: [...OWN, "second-client", ...needs],
    exclusive: true,
    async act(session): Promise<Evidence & { logout: Exchange }> {
      const { pm, hook } = session;
      const all = await everywhere(session, await pm.lend());
      const before = await goodBefore(session, all);
      const logout = await end(session, all);
      await hook("restart");
      const codes = await TRIES.codes(session, all);
      const tries = { ...(await TRIES.tokens(session, all)), ...(await TRIES.jwts(session, all)) };
      pm.leave(all.user);
      return { ...before, ...codes, ...tries, logout };
    },
    control: ({ logout, ...evidence }) => [...wereGood(evidence), ...succeed(logout)],
    judge: ({ logout: _, ...evidence }) =>
      areDead(Object.fromEntries(Object.entries(evidence).filter(([step]) => !step.startsWith("control")))),
  });

const { "in-the-last-browser": inABrowser } = byEach(AT_HOME, stayEnded);
const { "at-a-client": atAClient } = byEach(AT_A_CLIENT, stayEnded);

/** Checks of what a restart leaves dead. */
export const restarts = {
  "pattmayne.dead-stays-dead-after-a-restart": {
    "ended-by-a-logout": inABrowser,
    "ended-by-a-logout-at-a-client": atAClient,
    "spent-code": check({
      needs: OWN,
      exclusive: true,
      async act(session) {
        const { pm, hook } = session;
        const user = await pm.lend();
        const { client, code } = await pm.code(user, await pm.client());
        const control = await pm.verifyAuthCode(client, code);
        await hook("restart");
        const attempt = await pm.verifyAuthCode(client, code);
        pm.leave(user);
        return { control, attempt };
      },
      control: ({ control }) => succeed(control),
      judge: ({ attempt }) => areRefused(attempt),
    }),
    "exchanged-token": check({
      needs: OWN,
      exclusive: true,
      async act(session) {
        const { pm, hook } = session;
        const { user, held } = await connected(session);
        const control = await exchanged(session, held);
        await hook("restart");
        const use = await isAlive(session, held);
        const attempt = await exchanged(session, held);
        pm.leave(user);
        return { control, use, attempt };
      },
      control: ({ control }) => succeed(control),
      judge: ({ use, attempt }) => [...areNotValid(use), ...areRefused(attempt)],
    }),
    "old-secret": check({
      needs: ["restart-hook", "operator", "disposable-account"],
      exclusive: true,
      async act(session) {
        const { pm, hook } = session;
        const old = await pm.newClient();
        const { user, held } = await connected(session, old);
        const before = await isAlive(session, held);
        const control = await pm.newClientSecret(old.clientId, await pm.operator());
        await hook("restart");
        const attempt = await isAlive(session, held);
        pm.leave(user);
        return { before, control, attempt };
      },
      control: ({ before, control }) => [...areValid(before), ...succeed(control)],
      judge: ({ attempt }) => areRefused(attempt),
    }),
  },
} as const satisfies Partial<Catalogue<"pattmayne", AuthSession, "auth-app">>;
