import { setTimeout as sleep } from "node:timers/promises";
import type { ClientGrant } from "@authmark/reference-server/grants/grants";
import type { backChannelFaults } from "../../faults/pattmayne-back-channel.ts";
import type { Mutant } from "./broken.ts";
import { anew, remembering } from "./pattmayne-memory.ts";
import { grants, handlers } from "./pattmayne-parts.ts";

/** From a look to the act, in milliseconds. */
const WINDOW_MS = 1;

/** An auth app that tells clients another expiry of what they get for a code. */
function telling(change: (expiresAt: number, now: number) => number) {
  return grants((good, { clock }) => ({
    async redeem(code, clientId) {
      const grant = await good.redeem(code, clientId);
      const expiresAt = change(grant?.session.expiresAt ?? 0, clock.now());
      return grant && { ...grant, session: { ...grant.session, expiresAt } };
    },
  }));
}

/** An auth app that calls its codes otherwise. */
function codesAs(rename: (code: string, of: string) => string) {
  const originals = new Map<string, string>();
  const renamed = <E extends { readonly code?: string | undefined } | undefined>(entered: E, of: string): E => {
    if (entered?.code === undefined) return entered;
    const code = rename(entered.code, of);
    originals.set(code, entered.code);
    return { ...entered, code };
  };
  return grants((good) => ({
    enter: async (account, clientId) => renamed(await good.enter(account, clientId), `${account.username} ${clientId}`),
    continue: async (session, given) =>
      renamed(await good.continue(session, given), `${session.user.username} ${given.clientId}`),
    redeem: (code, clientId) => good.redeem(originals.get(code) ?? code, clientId),
  }));
}

/** Auth apps that are broken in their codes. */
export const codes = {
  "a server that makes tokens at clients good a second later": () =>
    remembering((good, memory, { clock }) => ({
      isGood: async (refresh, clientId, userId) =>
        clock.now() >= (memory.of(refresh)?.at ?? 0) + 1_000 && good.isGood(refresh, clientId, userId),
    })),
  "a server that numbers its users at each client anew": () => {
    const numbers = new Map<string, number>();
    const users = new Map<string, number>();
    const numberOf = (clientId: string, userId: number) => {
      const number = numbers.get(`${clientId} ${userId}`) ?? 1_000 + numbers.size;
      numbers.set(`${clientId} ${userId}`, number);
      users.set(`${clientId} ${number}`, userId);
      return number;
    };
    const userOf = (clientId: string, number: number) => users.get(`${clientId} ${number}`) ?? number;
    const asUser = <I extends { readonly body: { readonly client_id: string; readonly user_id: number } }>(
      input: I,
    ): I => {
      const { body } = input;
      return { ...input, body: { ...body, user_id: userOf(body.client_id, body.user_id) } };
    };
    return handlers((good) => ({
      async verifyAuthCode(input) {
        const answer = await good.verifyAuthCode(input);
        if (answer.status !== 200) return answer;
        return { ...answer, body: { ...answer.body, user_id: numberOf(input.body.client_id, answer.body.user_id) } };
      },
      checkRefresh: (input) => good.checkRefresh(asUser(input)),
      extRefresh: (input) => good.extRefresh(asUser(input)),
      extLogout: (input) => good.extLogout(asUser(input)),
    }));
  },
  "a server that tells clients of twice the time that tokens live": () =>
    telling((expiresAt, now) => expiresAt + (expiresAt - now)),
  "a server that tells clients when a token was given": () => telling((_, now) => now),
  "a server that answers a spent code as it did before": () => {
    const answered = new Map<string, ClientGrant>();
    return grants((good) => ({
      async redeem(code, clientId) {
        const before = answered.get(`${clientId} ${code}`);
        const grant = before ?? (await good.redeem(code, clientId));
        if (grant) answered.set(`${clientId} ${code}`, grant);
        return grant;
      },
    }));
  },
  "a server that redeems a code for whoever brings it": () =>
    remembering((good, memory, env) => ({
      async redeem(code, clientId) {
        const known = memory.of(code);
        if (!known || known.clientId === clientId || known.spent) return good.redeem(code, clientId);
        return anew({ ...known, clientId }, good, env);
      },
    })),
  "a server that takes codes for ever": () =>
    remembering((good, memory, env) => ({
      async redeem(code, clientId) {
        const known = memory.of(code);
        const grant = await good.redeem(code, clientId);
        return grant ?? (known && !known.spent && known.clientId === clientId ? anew(known, good, env) : undefined);
      },
    })),
  "a server that compares the first half of a code": () =>
    remembering((good, memory) => ({
      redeem: (code, clientId) => good.redeem(memory.like(code, "code")?.text ?? code, clientId),
    })),
  "a server that makes codes of 8 bytes": () => codesAs((code) => code.slice(0, 11)),
  "a server that keeps one code a user and client": () =>
    codesAs((_, of) => Buffer.from(of.padEnd(32)).toString("base64url")),
  "a server that looks whether a code is spent, and spends it a moment later": () =>
    remembering((good, memory, env) => ({
      async redeem(code, clientId) {
        const known = memory.of(code);
        if (!known || known.spent || known.clientId !== clientId) return good.redeem(code, clientId);
        await sleep(WINDOW_MS);
        return (await good.redeem(code, clientId)) ?? anew(known, good, env);
      },
    })),
} satisfies Partial<Record<keyof typeof backChannelFaults, Mutant>>;
