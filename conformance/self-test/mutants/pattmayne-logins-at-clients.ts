import { hashOf } from "@authmark/reference-server/tokens/tokens";
import type { loginFaults } from "../../faults/pattmayne-logins.ts";
import { LIFETIMES } from "../apps.ts";
import type { Mutant } from "./broken.ts";
import { end, remembering } from "./pattmayne-memory.ts";
import { afterwards, grants, handlers, LOGIN, OWN_CLIENT } from "./pattmayne-parts.ts";

const TTL_MS = 1_000 * LIFETIMES.refreshTtl;

/** Auth apps that are broken in what a login is worth at a client. */
export const loginsAtClients = {
  "a server that knows one client a user": () =>
    remembering((good, memory) => ({
      async redeem(code, clientId) {
        const grant = await good.redeem(code, clientId);
        const isElsewhere = (other: string) => ![clientId, OWN_CLIENT].includes(other);
        if (grant) end(memory.ofUser(grant.session.user.id).filter((given) => isElsewhere(given.clientId)));
        return grant;
      },
    })),
  "a server that gives a user one refresh token for all clients": () => {
    const originals = new Map<string, string>();
    const names = new Map<number, string>();
    const original = (name: string, clientId: string) => originals.get(`${name} ${clientId}`) ?? name;
    return grants((good) => ({
      async redeem(code, clientId) {
        const grant = await good.redeem(code, clientId);
        if (!grant) return undefined;
        const { id } = grant.session.user;
        const name = names.get(id) ?? grant.refresh;
        names.set(id, name);
        originals.set(`${name} ${clientId}`, grant.refresh);
        return { ...grant, refresh: name };
      },
      isGood: (refresh, clientId, userId) => good.isGood(original(refresh, clientId), clientId, userId),
      exchange: (refresh, clientId, userId) => good.exchange(original(refresh, clientId), clientId, userId),
    }));
  },
  "a server that begins the life of a token at each client anew": () =>
    grants((good, { clock }) => ({
      async redeem(code, clientId) {
        const grant = await good.redeem(code, clientId);
        const expiresAt = clock.now() + TTL_MS;
        return grant && { ...grant, session: { ...grant.session, expiresAt } };
      },
    })),
  "a server that has the tokens of one client outlive the session": () =>
    grants((_, { store }) => ({
      async isGood(refresh, clientId, userId) {
        const grant = await store.findRefreshGrant(hashOf(refresh));
        return grant?.clientId === clientId && grant.session.user.id === userId;
      },
    })),
  "a server that sets no cookies of its own for another client": () =>
    afterwards(LOGIN, async ({ body, status, headers: good }, { client_id: clientId }) => {
      const headers = new Headers(good);
      if (clientId !== OWN_CLIENT) headers.delete("set-cookie");
      return new Response(body, { status, headers });
    }),

  "a server that logs in for a client that it does not know": () =>
    handlers((good) => ({
      async login(input) {
        const answer = await good.login(input);
        return answer.status === 404
          ? good.login({ ...input, body: { ...input.body, client_id: OWN_CLIENT } })
          : answer;
      },
    })),
  "a server that logs in at clients that are switched off": () =>
    handlers((good, env) => ({
      async login(input) {
        const client = await env.store.findClient(input.body.client_id);
        if (!client || client.isActive) return good.login(input);
        await env.store.changeClient({ ...client, isActive: true });
        const answer = await good.login(input);
        await env.store.changeClient(client);
        return answer;
      },
    })),
} satisfies Partial<Record<keyof typeof loginFaults, Mutant>>;
