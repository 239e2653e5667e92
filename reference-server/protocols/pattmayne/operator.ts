import type { operations } from "@authmark/protocols/pattmayne/schemas";
import type { Env } from "../../env.ts";
import type { Handlers } from "../../http/operation.ts";
import { ownClient } from "../../store/grant-port.ts";
import { refusal } from "./errors.ts";
import { objectionToClientId, objectionToRedirectUri } from "./rules.ts";
import { identify } from "./visitors.ts";

type Operator = "addClient" | "changeClient" | "newClientSecret";

const secretBytes = 32;
const headers = { "cache-control": "no-store" } as const;

/** Creates the handlers of what operators do to clients. A secret is shown when it is made, and kept as a hash alone. */
export function createOperator(env: Env): Pick<Handlers<typeof operations>, Operator> {
  const refuse = async (jwt: string | undefined) => {
    const visitor = await identify({ jwt }, env);
    if (visitor === undefined) return refusal(401, "This needs a good signed token in one cookie.");
    return visitor.session.user.role === "admin" ? undefined : refusal(403, "This needs an operator.");
  };
  const newSecret = async () => {
    const secret = env.random.bytes(secretBytes).toString("base64url");
    return { secret, secretHash: await env.passwords.hash(secret) };
  };

  return {
    async addClient({ cookies: { jwt }, body: { client_id, redirect_uri, is_active = true } }) {
      const refused = await refuse(jwt);
      if (refused !== undefined) return refused;
      if (client_id === ownClient) return refusal(409, "The name is taken.");
      const objection = objectionToClientId(client_id) ?? objectionToRedirectUri(redirect_uri);
      if (objection !== undefined) return refusal(422, objection);
      const { secret, secretHash } = await newSecret();
      const client = { clientId: client_id, secretHash, redirectUri: redirect_uri, isActive: is_active };
      const isAdded = await env.store.insertClient(client);
      if (!isAdded) return refusal(409, "The name is taken.");
      return { status: 200, body: { client_id, client_secret: secret }, headers };
    },

    async changeClient({ params: { client_id }, cookies: { jwt }, body: { redirect_uri, is_active } }) {
      const refused = await refuse(jwt);
      if (refused !== undefined) return refused;
      const objection = objectionToRedirectUri(redirect_uri);
      if (objection !== undefined) return refusal(422, objection);
      const change = { clientId: client_id, redirectUri: redirect_uri, isActive: is_active };
      const isKnown = await env.store.changeClient(change);
      return isKnown
        ? { status: 200, body: { client_id, redirect_uri, is_active } }
        : refusal(404, "There is no such client.");
    },

    async newClientSecret({ params: { client_id }, cookies: { jwt } }) {
      const refused = await refuse(jwt);
      if (refused !== undefined) return refused;
      const { secret, secretHash } = await newSecret();
      const isKnown = await env.store.replaceClientSecret(client_id, secretHash);
      return isKnown
        ? { status: 200, body: { client_id, client_secret: secret }, headers }
        : refusal(404, "There is no such client.");
    },
  };
}
