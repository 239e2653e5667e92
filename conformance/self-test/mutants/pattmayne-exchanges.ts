import { setTimeout as sleep } from "node:timers/promises";
import { hashOf } from "@authmark/reference-server/tokens/tokens";
import type { backChannelFaults } from "../../faults/pattmayne-back-channel.ts";
import { LIFETIMES } from "../apps.ts";
import type { Mutant } from "./broken.ts";
import { anew, end, remembering } from "./pattmayne-memory.ts";
import { grants, OWN_CLIENT } from "./pattmayne-parts.ts";

/** From a look to the act, in milliseconds. */
const WINDOW_MS = 1;

/** How long sessions live here, in milliseconds. */
const TTL_MS = 1_000 * LIFETIMES.refreshTtl;

/** Auth apps that are broken where clients ask whether a token is valid. */
const validity = {
  "a server that calls a token valid once": () => {
    const asked = new Set<string>();
    return grants((good) => ({
      async isGood(refresh, clientId, userId) {
        const isGood = !asked.has(refresh) && (await good.isGood(refresh, clientId, userId));
        asked.add(refresh);
        return isGood;
      },
    }));
  },
  "a server that calls every token valid that it has given": () =>
    remembering((_, memory) => ({
      async isGood(refresh, clientId, userId) {
        const known = memory.of(refresh);
        return known?.clientId === clientId && known.userId === userId && known.kind === "refresh";
      },
    })),
  "a server that compares the first half of a token that it is asked for": () =>
    remembering((good, memory) => ({
      isGood: (refresh, clientId, userId) =>
        good.isGood(memory.like(refresh, "refresh")?.text ?? refresh, clientId, userId),
    })),
  "a server that calls a token valid whoever's it is": () =>
    remembering((good, memory) => ({
      isGood: (refresh, clientId, userId) => good.isGood(refresh, clientId, memory.of(refresh)?.userId ?? userId),
    })),
  "a server that calls a token valid at every client": () =>
    remembering((good, memory) => ({
      isGood: (refresh, clientId, userId) => good.isGood(refresh, memory.of(refresh)?.clientId ?? clientId, userId),
    })),
  "a server that ends a token about which another client asks": () =>
    remembering((good, memory) => ({
      async isGood(refresh, clientId, userId) {
        const known = memory.of(refresh);
        if (known && known.clientId !== clientId) end([known]);
        return good.isGood(refresh, clientId, userId);
      },
    })),
  "a server that lets sessions live on when a client asks": () =>
    grants((good, { store }) => ({
      async isGood(refresh, clientId, userId) {
        const isGood = await good.isGood(refresh, clientId, userId);
        const grant = isGood ? await store.findRefreshGrant(hashOf(refresh)) : undefined;
        if (grant) await good.enter(grant.session.user);
        return isGood;
      },
    })),
} satisfies Partial<Record<keyof typeof backChannelFaults, Mutant>>;

/** Auth apps that are broken where clients exchange tokens, or ask about them. */
export const exchanges = {
  ...validity,
  "a server that exchanges a token for itself": () =>
    grants((good, { store }) => ({
      async exchange(refresh, clientId, userId) {
        if (!(await good.isGood(refresh, clientId, userId))) return good.exchange(refresh, clientId, userId);
        const grant = await store.findRefreshGrant(hashOf(refresh));
        return grant && { session: grant.session, refresh };
      },
    })),
  "a server that exchanges tokens that have not expired": () =>
    grants((good) => ({
      exchange: async (refresh, clientId, userId) =>
        (await good.isGood(refresh, clientId, userId)) ? good.exchange(refresh, clientId, userId) : undefined,
    })),
  "a server that leaves an exchanged token alive": () => {
    const successors = new Map<string, string>();
    return grants((good) => {
      const newest = (refresh: string): string => {
        const next = successors.get(refresh);
        return next === undefined ? refresh : newest(next);
      };
      return {
        isGood: (refresh, clientId, userId) => good.isGood(newest(refresh), clientId, userId),
        async exchange(refresh, clientId, userId) {
          const grant = await good.exchange(refresh, clientId, userId);
          if (grant) successors.set(refresh, grant.refresh);
          return grant;
        },
      };
    });
  },
  "a server that exchanges a token again": () =>
    remembering((good, memory, env) => ({
      async exchange(refresh, clientId, userId) {
        const known = memory.of(refresh);
        if (!known?.spent || known.clientId !== clientId || known.userId !== userId) {
          return good.exchange(refresh, clientId, userId);
        }
        return anew(known, good, env);
      },
    })),
  "a server that begins the life of an exchanged token anew": () =>
    grants((good, { clock }) => ({
      async exchange(refresh, clientId, userId) {
        const grant = await good.exchange(refresh, clientId, userId);
        const expiresAt = clock.now() + TTL_MS;
        return grant && { ...grant, session: { ...grant.session, expiresAt } };
      },
    })),
  "a server that exchanges tokens of sessions that have ended": () =>
    remembering((good, memory, env) => ({
      async exchange(refresh, clientId, userId) {
        const known = memory.of(refresh);
        const grant = await good.exchange(refresh, clientId, userId);
        const isLast =
          known?.kind === "refresh" && !known.spent && known.clientId === clientId && known.userId === userId;
        return grant ?? (isLast ? anew(known, good, env) : undefined);
      },
    })),
  "a server that exchanges a token whoever's it is": () =>
    remembering((good, memory) => ({
      exchange: (refresh, clientId, userId) => good.exchange(refresh, clientId, memory.of(refresh)?.userId ?? userId),
    })),
  "a server that exchanges a token for every client": () =>
    remembering((good, memory, env) => ({
      async exchange(refresh, clientId, userId) {
        const known = memory.of(refresh);
        if (!known || known.clientId === clientId || known.clientId === OWN_CLIENT || known.userId !== userId) {
          return good.exchange(refresh, clientId, userId);
        }
        return (await good.isGood(refresh, known.clientId, userId))
          ? anew({ ...known, clientId }, good, env)
          : undefined;
      },
    })),
  "a server that exchanges the auth app's own token": () =>
    remembering((good, memory, env) => ({
      async exchange(refresh, clientId, userId) {
        const known = memory.of(refresh);
        const isOwn = known?.kind === "refresh" && known.clientId === OWN_CLIENT && known.userId === userId;
        return isOwn ? anew({ ...known, clientId }, good, env) : good.exchange(refresh, clientId, userId);
      },
    })),
  "a server that compares the first half of a token that is exchanged": () =>
    remembering((good, memory) => ({
      exchange: (refresh, clientId, userId) =>
        good.exchange(memory.like(refresh, "refresh")?.text ?? refresh, clientId, userId),
    })),
  "a server that looks whether a token is the last, and exchanges it a moment later": () =>
    remembering((good, memory, env) => ({
      async exchange(refresh, clientId, userId) {
        const known = memory.of(refresh);
        if (!known || known.spent || known.clientId !== clientId || known.userId !== userId) {
          return good.exchange(refresh, clientId, userId);
        }
        await sleep(WINDOW_MS);
        return (await good.exchange(refresh, clientId, userId)) ?? anew(known, good, env);
      },
    })),
  "a server that ends the user's other tokens at an exchange": () =>
    remembering((good, memory) => ({
      async exchange(refresh, clientId, userId) {
        const others = memory.ofUser(userId).filter((given) => ![clientId, OWN_CLIENT].includes(given.clientId));
        const grant = await good.exchange(refresh, clientId, userId);
        if (grant) end(others);
        return grant;
      },
    })),
  "a server that ends a token that another client would exchange": () =>
    remembering((good, memory) => ({
      async exchange(refresh, clientId, userId) {
        const grant = await good.exchange(refresh, clientId, userId);
        const known = grant ? undefined : memory.of(refresh);
        if (known && (known.clientId !== clientId || known.userId !== userId)) end([known]);
        return grant;
      },
    })),
} satisfies Partial<Record<keyof typeof backChannelFaults, Mutant>>;
