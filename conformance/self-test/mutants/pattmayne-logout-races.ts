import { setTimeout as sleep } from "node:timers/promises";
import type { endingFaults } from "../../faults/pattmayne-endings.ts";
import type { Mutant } from "./broken.ts";
import { anew, isLiving, remembering } from "./pattmayne-memory.ts";
import { grants } from "./pattmayne-parts.ts";

/** From a look to the act, in milliseconds: long enough that a slow machine does not decide which of two is noticed. */
const WINDOW_MS = 40;

/** Auth apps that go on with what a logout has overtaken. */
export const logoutRaces = {
  "a server that goes on with a redemption during which its user logs out": () =>
    remembering((good, memory, env) => ({
      async redeem(code, clientId) {
        const known = memory.of(code);
        if (!known || known.spent || known.clientId !== clientId || !(await isLiving(known, env.store))) {
          return good.redeem(code, clientId);
        }
        await sleep(WINDOW_MS);
        const isOver = !(await isLiving(known, env.store));
        return isOver ? anew(known, good, env) : good.redeem(code, clientId);
      },
    })),
  "a server that goes on with an exchange during which its user logs out": () =>
    remembering((good, memory, env) => ({
      async exchange(refresh, clientId, userId) {
        const known = memory.of(refresh);
        if (!known || !(await good.isGood(refresh, clientId, userId))) return good.exchange(refresh, clientId, userId);
        await sleep(WINDOW_MS);
        return (await good.isGood(refresh, clientId, userId))
          ? good.exchange(refresh, clientId, userId)
          : anew(known, good, env);
      },
    })),
  "a server that goes on with a renewal during which its user logs out": () =>
    grants((good, { store }) => ({
      async findOwn(refresh) {
        const session = await good.findOwn(refresh);
        if (!session) return undefined;
        await sleep(WINDOW_MS);
        if (await store.findCommonSession(session.id)) return session;
        return (await good.enter(session.user))?.session;
      },
    })),
} satisfies Partial<Record<keyof typeof endingFaults, Mutant>>;
