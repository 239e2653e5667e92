import type { operations } from "@authmark/protocols/session/cookies/schemas";
import type { Env } from "../../env.ts";
import type { Cookie, Handlers } from "../../http/operation.ts";
import type { SessionTokens } from "../../sessions/sessions.ts";
import { refusal } from "./errors.ts";
import { logIn } from "./login.ts";
import { maxAgeOf, secondsLeft } from "./rules.ts";

/** One function for each operation of the session protocol, with tokens in cookies. */
export type CookieHandlers = Handlers<typeof operations>;

const access = "__Host-access_token";
const refresh = "__Host-refresh_token";
const cleared: Cookie = { value: "", maxAge: 0 };

/**
 * Creates the handlers of the session protocol for browsers: the same sessions, whose tokens no script sees. A login never
 * goes on with what the request's cookies say, so that nobody logs in to a session that somebody else has begun.
 */
export function createCookieHandlers(env: Env): CookieHandlers {
  return {
    async login({ body }) {
      const tokens = await logIn(body, env);
      if (tokens === undefined) return refusal(401, "invalid_credentials", "The name or the password is wrong.");
      return issue(tokens);
    },

    async refresh({ cookies: { [refresh]: token }, arrivedAt }) {
      if (token === undefined) return refusal(400, "invalid_request", "There is no refresh token in one cookie.");
      const outcome = await env.sessions.refresh(token, arrivedAt);
      if (typeof outcome === "string") return refusal(400, "invalid_grant", "The refresh token is not good any more.");
      return issue(outcome);
    },

    async logout({ cookies: { [access]: bearer, [refresh]: token } }) {
      if (bearer === undefined) return notLoggedIn();
      if (token === undefined) return refusal(400, "invalid_request", "There is no refresh token in one cookie.");
      const outcome = await env.sessions.end(bearer, token);
      if (outcome === "unknown") return notLoggedIn();
      if (outcome === "mismatched") return refusal(400, "invalid_grant", "The tokens are of different sessions.");
      return { status: 204, cookies: { [access]: cleared, [refresh]: cleared } };
    },

    async session({ cookies: { [access]: bearer } }) {
      const record = bearer === undefined ? undefined : await env.sessions.find(bearer);
      if (record === undefined) return notLoggedIn();
      const { username, expiresAt } = record;
      return { status: 200, body: { username, expires_in: secondsLeft(expiresAt, env.clock.now()) } };
    },
  };
}

/** A success that sets new tokens. */
function issue(tokens: SessionTokens) {
  const { issuedAt, expiries } = tokens;
  const body = {
    expires_in: secondsLeft(expiries.access, issuedAt),
    refresh_expires_in: secondsLeft(expiries.refresh, issuedAt),
  };
  const cookies = {
    [access]: { value: tokens.access, maxAge: maxAgeOf(expiries.access, issuedAt) },
    [refresh]: { value: tokens.refresh, maxAge: maxAgeOf(expiries.refresh, issuedAt) },
  };
  return { status: 200, body, headers: { "cache-control": "no-store" }, cookies } as const;
}

function notLoggedIn() {
  return refusal(401, "invalid_token", "This needs a good access token in one cookie.");
}
