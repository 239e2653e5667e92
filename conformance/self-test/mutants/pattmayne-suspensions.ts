import { refusal } from "@authmark/reference-server/protocols/pattmayne/errors";
import type { SuspensionRules } from "@authmark/reference-server/suspension/rules";
import { createSuspensions } from "@authmark/reference-server/suspension/suspensions";
import type { endingFaults } from "../../faults/pattmayne-endings.ts";
import { SUSPENSIONS } from "../variants.ts";
import type { Mutant } from "./broken.ts";
import { handlers, suspensions } from "./pattmayne-parts.ts";

/** An auth app with other rules for suspensions. */
const ruled = (rules: Partial<SuspensionRules>) =>
  suspensions((_, env) => createSuspensions(() => env, { ...SUSPENSIONS, ...rules }));

/** Auth apps that are broken in whom they suspend. */
export const suspended = {
  "a server that suspends nobody": () =>
    suspensions(() => ({ waitOf: async () => 0, attempt: async (_, __, compare) => ({ isRight: await compare() }) })),
  "a server that counts the failed logins of each account alone": () =>
    suspensions((good) => ({
      waitOf: async () => 0,
      attempt: (address, account, compare) => good.attempt(`${address} ${account}`, account, compare),
    })),
  "a server that logs in from suspended addresses by the right password": () =>
    suspensions((good) => ({
      async attempt(address, account, compare) {
        const isRight = await compare();
        return (await good.waitOf(address)) > 0 && isRight
          ? { isRight }
          : good.attempt(address, account, async () => isRight);
      },
    })),
  "a server that suspends after half as many failed logins": () => ruled({ failures: SUSPENSIONS.failures / 2 }),
  "a server that suspends for longer than it says": () =>
    suspensions((_, env) => {
      const longer = createSuspensions(() => env, { ...SUSPENSIONS, suspension: 2 * SUSPENSIONS.suspension });
      return {
        ...longer,
        async attempt(address, account, compare) {
          const attempt = await longer.attempt(address, account, compare);
          return "wait" in attempt ? { wait: attempt.wait / 2 } : attempt;
        },
      };
    }),
  "a server that suspends all addresses at once": () =>
    suspensions((good) => ({
      waitOf: () => good.waitOf("all"),
      attempt: (_, account, compare) => good.attempt("all", account, compare),
    })),
  "a server that serves nobody at a suspended address": () =>
    handlers((good, env) => ({
      me: async (input) =>
        (await env.suspensions.waitOf(input.address)) > 0 ? refusal(403, "The address is suspended.") : good.me(input),
    })),
  "a server that takes the address out of X-Forwarded-For": () => ({
    address: (address, request) => request.headers.get("x-forwarded-for") ?? address,
  }),
  "a server that takes the address out of Forwarded": () => ({
    address: (address, request) => request.headers.get("forwarded") ?? address,
  }),
  "a server that forgets all failed logins at one that succeeds": () =>
    suspensions((good) => ({ attempt: (address, _, compare) => good.attempt(address, "anybody", compare) })),
} satisfies Partial<Record<keyof typeof endingFaults, Mutant>>;
