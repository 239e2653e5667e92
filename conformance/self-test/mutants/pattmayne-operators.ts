import type { endingFaults } from "../../faults/pattmayne-endings.ts";
import type { Mutant } from "./broken.ts";
import { store } from "./parts.ts";
import { clientSecrets } from "./pattmayne-clients.ts";
import { end, rememberingAt } from "./pattmayne-memory.ts";
import { bodyOf, chained, during, handlers, withMembers } from "./pattmayne-parts.ts";
import { pathOf } from "./requests.ts";

const PLACEHOLDER = "https://placeholder.example/callback";

/** A server that takes who asks for an operator. */
function operatedByAnybody() {
  const operating = during("addClient", "changeClient", "newClientSecret");
  const finding = store((good) => ({
    async findCommonSession(id) {
      const session = await good.findCommonSession(id);
      return session && operating.isNow() ? { ...session, user: { ...session.user, role: "admin" } } : session;
    },
  }));
  return chained(finding, operating.seams);
}

/** Auth apps that are broken where operators look after clients. */
export const operators = {
  "a server that adds clients and forgets them": () => store(() => ({ insertClient: async () => true })),
  "a server that takes every user for an operator": () => operatedByAnybody(),
  "a server that puts a new client in the place of another": () =>
    store((good) => ({
      async insertClient(client) {
        await good.putClient(client);
        return true;
      },
    })),
  "a server that takes any text for a redirect URI": () =>
    handlers((good, { store }) => ({
      async addClient(input) {
        const { client_id: clientId, redirect_uri: redirectUri, is_active: isActive = true } = input.body;
        const answer = await good.addClient(input);
        if (answer.status !== 422) return answer;
        const added = await good.addClient({ ...input, body: { ...input.body, redirect_uri: PLACEHOLDER } });
        if (added.status === 200) await store.changeClient({ clientId, redirectUri, isActive });
        return added;
      },
    })),
  "a server that makes client secrets of 8 bytes": () => {
    const issuing = during("addClient", "newClientSecret");
    const random = {
      env: (env: Parameters<NonNullable<ReturnType<typeof store>["env"]>>[0]) => ({
        ...env,
        random: { bytes: (size: number) => env.random.bytes(issuing.isNow() ? 8 : size) },
      }),
    };
    return chained(random, issuing.seams);
  },
  "a server that shows a client's secret at each change": () => {
    const secrets = new Map<unknown, unknown>();
    return {
      async respond(response, request) {
        if (!pathOf(request).startsWith("/admin/clients") || response.status !== 200) return response;
        const { client_id: clientId, client_secret: secret } = await bodyOf(response);
        if (secret !== undefined) secrets.set(clientId, secret);
        return secret === undefined ? withMembers(response, { client_secret: secrets.get(clientId) }) : response;
      },
    };
  },
  "a server that issues a secret and keeps the old one": () =>
    store((good) => ({
      replaceClientSecret: async (clientId) => (await good.findClient(clientId)) !== undefined,
    })),
  "a server that goes on with old secrets": () =>
    clientSecrets((secret, { secrets }) => [...secrets.values()].includes(secret)),
  "a server that ends a client's tokens with its secret": () =>
    rememberingAt((good, memory) => ({
      async newClientSecret(input) {
        const answer = await good.newClientSecret(input);
        const { client_id: clientId } = input.params;
        if (answer.status === 200) end(memory.all().filter((given) => given.clientId === clientId));
        return answer;
      },
    })),
  "a server that keeps the first redirect URI of a client": () =>
    store((good) => ({
      async changeClient(change) {
        const client = await good.findClient(change.clientId);
        return client !== undefined && good.changeClient({ ...change, redirectUri: client.redirectUri });
      },
    })),
  "a server that never switches a client on again": () =>
    store((good) => ({
      async changeClient(change) {
        const client = await good.findClient(change.clientId);
        return client !== undefined && good.changeClient({ ...change, isActive: change.isActive && client.isActive });
      },
    })),
} satisfies Partial<Record<keyof typeof endingFaults, Mutant>>;
