import type { operations } from "@authmark/protocols/pattmayne/schemas";
import type { Env } from "../../env.ts";
import type { Handlers } from "../../http/operation.ts";
import { notProven } from "./errors.ts";
import { renderExpiry } from "./rules.ts";
import { authenticateClient } from "./sites.ts";

type BackChannel = "verifyAuthCode" | "checkRefresh" | "extRefresh" | "extLogout";

const wrongClient = "The client or its secret is wrong.";
const headers = { "cache-control": "no-store" } as const;

/** Creates the handlers of what client apps ask with their secret, and no browser. */
export function createBackChannel(env: Env): Pick<Handlers<typeof operations>, BackChannel> {
  return {
    async verifyAuthCode({ body }) {
      const client = await authenticateClient(body, env);
      if (client === undefined) return notProven(wrongClient);
      const grant = await env.grants.redeem(body.code, client.clientId);
      if (grant === undefined) return notProven("The code is not good, or not any more.");
      const { refresh, session } = grant;
      const { id, username, role } = session.user;
      const token = { refresh_token: refresh, expires_at: renderExpiry(session.expiresAt) };
      return { status: 200, body: { user_id: id, username, user_role: role, ...token }, headers };
    },

    async checkRefresh({ body }) {
      const client = await authenticateClient(body, env);
      if (client === undefined) return notProven(wrongClient);
      return { status: 200, body: { is_valid: await env.grants.isGood(body.token, client.clientId, body.user_id) } };
    },

    async extRefresh({ body }) {
      const client = await authenticateClient(body, env);
      if (client === undefined) return notProven(wrongClient);
      const grant = await env.grants.exchange(body.refresh_token, client.clientId, body.user_id);
      if (grant === undefined) return notProven("The refresh token is not the last one of a user who is logged in.");
      const { refresh, session } = grant;
      return { status: 200, body: { refresh_token: refresh, expires_at: renderExpiry(session.expiresAt) }, headers };
    },

    async extLogout({ body }) {
      const client = await authenticateClient(body, env);
      if (client === undefined) return notProven(wrongClient);
      await env.store.endSessionOf(body.user_id);
      return { status: 200, body: { logout: true } };
    },
  };
}
