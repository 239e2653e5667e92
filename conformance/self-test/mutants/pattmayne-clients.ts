import type { Seams } from "@authmark/reference-server/app";
import type { ClientSite } from "@authmark/reference-server/store/client-port";
import type { backChannelFaults } from "../../faults/pattmayne-back-channel.ts";
import type { Mutant } from "./broken.ts";
import { passwords, store } from "./parts.ts";
import { bodyOf, chained, during, handlers } from "./pattmayne-parts.ts";
import { pathOf } from "./requests.ts";

/** What a server knows of clients that have asked. */
interface Known {
  readonly clientId: string;
  /** By the hash of each, the secrets that it has had. */
  readonly secrets: Map<string, string>;
}

/** A server that compares client secrets otherwise: `takes` gets one that a sound server refuses. */
export function clientSecrets(takes: (secret: string, client: Known, all: readonly Known[]) => boolean): Seams {
  const byHash = new Map<string, Known>();
  const known = new Map<string, Known>();
  const noting = store((good) => ({
    async findClient(clientId) {
      const client = await good.findClient(clientId);
      if (!client) return undefined;
      const entry = known.get(clientId) ?? { clientId, secrets: new Map() };
      known.set(clientId, entry);
      byHash.set(client.secretHash, entry);
      return client;
    },
  }));
  const comparing = passwords((good) => ({
    async verify(secret, phc) {
      const client = phc === undefined ? undefined : byHash.get(phc);
      const isRight = await good.verify(secret, phc);
      if (client && phc !== undefined && isRight) client.secrets.set(phc, secret);
      return isRight || (client !== undefined && takes(secret, client, [...known.values()]));
    },
  }));
  return chained(noting, comparing);
}

const secretsOf = ({ secrets }: Known) => [...secrets.values()];

/** A server that finds clients otherwise where the back channel is asked. */
function finding(find: (client: ClientSite | undefined, clientId: string) => ClientSite | undefined): Seams {
  const back = during("verifyAuthCode", "checkRefresh", "extRefresh", "extLogout");
  const found = store((good) => ({
    async findClient(clientId) {
      const client = await good.findClient(clientId);
      return back.isNow() ? find(client, clientId) : client;
    },
  }));
  return chained(found, back.seams);
}

/** Auth apps that are broken in how they find out which client asks. */
export const clients = {
  "a server that takes any client secret": () => clientSecrets(() => true),
  "a server that asks for no client secret where there is none": () =>
    chained(
      {
        async request(request) {
          if (!pathOf(request).startsWith("/ext_auth/")) return request;
          const sent = await bodyOf(request);
          if (sent["client_secret"] !== undefined) return request;
          return new Request(request, { body: JSON.stringify({ ...sent, client_secret: "" }) });
        },
      },
      clientSecrets((secret) => secret === ""),
    ),
  "a server that takes the secret of any client": () =>
    clientSecrets((secret, _, all) => all.some((client) => secretsOf(client).includes(secret))),
  "a server that listens to clients that it does not know": () =>
    chained(
      finding((client, clientId) => client ?? { clientId, secretHash: clientId, redirectUri: "", isActive: true }),
      passwords((good) => ({
        verify: async (secret, phc) => (phc !== undefined && !phc.startsWith("$")) || good.verify(secret, phc),
      })),
    ),
  "a server that listens to clients that are switched off": () =>
    finding((client) => client && { ...client, isActive: true }),
  "a server that compares the beginning of a client secret": () =>
    clientSecrets((secret, client) => secretsOf(client).some((right) => secret.startsWith(right.slice(0, 32)))),
  "a server that ignores the case of client secrets": () =>
    clientSecrets((secret, client) => secretsOf(client).some((right) => secret.toLowerCase() === right.toLowerCase())),
  "a server that takes a client secret from the query": () => ({
    async request(request) {
      const { searchParams: query, pathname } = new URL(request.url);
      const sent = pathname.startsWith("/ext_auth/") ? await bodyOf(request) : {};
      if (!query.has("client_secret") || request.method !== "POST") return request;
      return new Request(request, { body: JSON.stringify({ ...Object.fromEntries(query), ...sent }) });
    },
  }),
  "a server that spends a code before it looks at the secret": () =>
    handlers((good, { grants }) => ({
      async verifyAuthCode(input) {
        const answer = await good.verifyAuthCode(input);
        if (answer.status === 401) await grants.redeem(input.body.code, input.body.client_id);
        return answer;
      },
    })),
  "a server that exchanges a token before it looks at the secret": () =>
    handlers((good, { grants }) => ({
      async extRefresh(input) {
        const answer = await good.extRefresh(input);
        const { refresh_token: refresh, client_id: clientId, user_id: userId } = input.body;
        if (answer.status === 401) await grants.exchange(refresh, clientId, userId);
        return answer;
      },
    })),
} satisfies Partial<Record<keyof typeof backChannelFaults, Mutant>>;
