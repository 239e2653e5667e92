import type { operations } from "@authmark/protocols/pattmayne/schemas";
import { canonicalEmail } from "../../accounts/emails.ts";
import type { Env } from "../../env.ts";
import type { Handlers } from "../../http/operation.ts";
import { ownClient } from "../../store/grant-port.ts";
import { hashOf } from "../../tokens/tokens.ts";
import { createBackChannel } from "./back-channel.ts";
import { refusal, suspended } from "./errors.ts";
import { cleared, clientIdOf, jwtCookie, logIn, welcome } from "./logins.ts";
import { createOperator } from "./operator.ts";
import { register } from "./registration.ts";
import { isEmail, objectionToAccount, objectionToState } from "./rules.ts";
import { findDestination } from "./sites.ts";
import { identify } from "./visitors.ts";

/** One function for each operation of the auth app. */
export type AuthAppHandlers = Handlers<typeof operations>;

/** What an operator chooses. */
export interface AuthAppConfig {
  /** Seconds for which what is mailed is good. */
  readonly mailTokenTtl: number;
}

/**
 * Creates the handlers of the auth app. Users log in here for all clients at once, and a logout ends all that they were
 * given.
 */
export function createHandlers(env: Env, { mailTokenTtl }: AuthAppConfig): AuthAppHandlers {
  return {
    async register({ body, address }) {
      const { client_id = ownClient, state } = body;
      const objection = objectionToAccount(body) ?? objectionToState(state);
      if (objection !== undefined) return refusal(422, objection);
      const destination = await findDestination(client_id, env);
      if (destination === "unknown") return refusal(404, "There is no such client.");
      if (destination === "inactive") return refusal(403, "The client is switched off.");
      const outcome = await register(body, { destination, address }, env, mailTokenTtl);
      if (outcome === "taken" || outcome === "wrong") return refusal(409, "The name or the email is taken.");
      if ("wait" in outcome) return suspended(outcome.wait);
      return welcome(outcome, { destination, state }, env);
    },

    // Whoever gives a password is logged in by it, whatever cookies come with it.
    async login({ body: { username_or_email: name, password, client_id, state }, cookies, address }) {
      const objection = objectionToState(state);
      if (objection !== undefined) return refusal(422, objection);
      const destination = await findDestination(client_id, env);
      if (destination === "unknown") return refusal(404, "There is no such client.");
      if (destination === "inactive") return refusal(403, "The client is switched off.");
      if (name === undefined && password === undefined) {
        const visitor = await identify(cookies, env);
        const given = { refresh: visitor?.refresh, clientId: clientIdOf(destination) };
        const entered = visitor && (await env.grants.continue(visitor.session, given));
        return entered ? welcome(entered, { destination, state }, env) : refusal(401, "This needs a login.");
      }
      if (name === undefined || password === undefined) return refusal(422, "A name and a password belong together.");
      const user = await env.store.findMember(isEmail(name) ? { email: canonicalEmail(name) } : { username: name });
      const outcome = await logIn({ user, name, password }, destination, address, env);
      if (outcome === "wrong") return refusal(401, "The user or the password is wrong.");
      if ("wait" in outcome) return suspended(outcome.wait);
      return welcome(outcome, { destination, state }, env);
    },

    // A logout of nobody is one as well, so that a browser gets rid of cookies that are good for nothing.
    async logout({ cookies }) {
      const { jwt, refresh_token } = cookies;
      const byRefresh = jwt === undefined && refresh_token !== undefined;
      const session = byRefresh ? await env.grants.findOwn(refresh_token) : (await identify(cookies, env))?.session;
      if (session !== undefined) await env.store.endCommonSession(session.id);
      return { status: 200, body: { logout: true }, cookies: { jwt: cleared, refresh_token: cleared } };
    },

    async refresh({ cookies: { refresh_token } }) {
      const session = refresh_token === undefined ? undefined : await env.grants.findOwn(refresh_token);
      if (session === undefined) return refusal(401, "This needs a good refresh token in one cookie.");
      const headers = { "cache-control": "no-store" } as const;
      const cookies = { jwt: await jwtCookie(session, env) };
      return { status: 200, body: { username: session.user.username }, headers, cookies };
    },

    async me({ cookies }) {
      const visitor = await identify(cookies, env);
      if (visitor === undefined) return refusal(401, "This needs a good signed token in one cookie.");
      const { id, username, email, emailVerified, role } = visitor.session.user;
      return {
        status: 200,
        body: { user_id: id, username, email: email ?? "", email_verified: emailVerified, user_role: role },
        headers: { "cache-control": "no-store" },
        cookies: visitor.isRenewed ? { jwt: await jwtCookie(visitor.session, env) } : {},
      };
    },

    async verifyEmail({ body: { token } }) {
      const isVerified = await env.store.verifyEmail(hashOf(token), env.clock.now());
      return isVerified ? { status: 204 } : refusal(400, "The token is not good, or not any more.");
    },

    ...createBackChannel(env),
    ...createOperator(env),
  };
}
