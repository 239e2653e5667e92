import type { operations } from "@authmark/protocols/session/schemas";
import type { Env } from "../../env.ts";
import { challengeTo } from "../../http/bearer.ts";
import type { Handlers } from "../../http/operation.ts";
import type { SessionTokens } from "../../sessions/sessions.ts";
import { refusal } from "./errors.ts";
import { logIn } from "./login.ts";
import { secondsLeft } from "./rules.ts";

/** One function for each operation of the session protocol, with tokens in bodies and in `Authorization`. */
export type SessionHandlers = Handlers<typeof operations>;

/**
 * Creates the handlers of the session protocol. A login begins a session; each refresh gives it new tokens, and revokes
 * the ones before; a logout ends it. A refresh token that comes again ends its session.
 */
export function createHandlers(env: Env): SessionHandlers {
  return {
    async login({ body }) {
      const tokens = await logIn(body, env);
      if (tokens === undefined) return wrongCredentials();
      return issue(tokens);
    },

    async refresh({ body: { refresh_token }, arrivedAt }) {
      const outcome = await env.sessions.refresh(refresh_token, arrivedAt);
      if (typeof outcome === "string") return refusal(400, "invalid_grant", "The refresh token is not good any more.");
      return issue(outcome);
    },

    async logout({ bearer, body: { refresh_token }, ...input }) {
      const outcome = bearer === undefined ? "unknown" : await env.sessions.end(bearer, refresh_token);
      if (outcome === "unknown") return challenge(input);
      if (outcome === "mismatched") return refusal(400, "invalid_grant", "The tokens are of different sessions.");
      return { status: 204 };
    },

    async session({ bearer, ...input }) {
      const record = bearer === undefined ? undefined : await env.sessions.find(bearer);
      if (record === undefined) return challenge(input);
      const { username, expiresAt } = record;
      return { status: 200, body: { username, expires_in: secondsLeft(expiresAt, env.clock.now()) } };
    },
  };
}

/** A 401 of a bearer resource. */
function challenge(input: { readonly bearerSent: boolean }) {
  const { headers, ...rest } = refusal(401, "invalid_token", "This needs a good access token.");
  return { ...rest, headers: { ...headers, "www-authenticate": challengeTo(input) } };
}

/** A success that carries new tokens. */
function issue({ access, refresh, issuedAt, expiries }: SessionTokens) {
  const body = {
    access_token: access,
    refresh_token: refresh,
    token_type: "Bearer",
    expires_in: secondsLeft(expiries.access, issuedAt),
    refresh_expires_in: secondsLeft(expiries.refresh, issuedAt),
  } as const;
  return { status: 200, body, headers: { "cache-control": "no-store" } } as const;
}

function wrongCredentials() {
  const { headers, ...rest } = refusal(401, "invalid_credentials", "The name or the password is wrong.");
  return { ...rest, headers: { ...headers, "www-authenticate": "Bearer" } } as const;
}
