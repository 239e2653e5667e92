import type { commands } from "@authmark/protocols/angen/schemas";
import type { SystemFailureMessage, TokenMessage, User } from "@authmark/protocols/angen/types";
import { canonicalEmail } from "../../accounts/emails.ts";
import { objectionToPassword } from "../../accounts/rules.ts";
import type { IssuedPair } from "../../codes/codes.ts";
import type { Env } from "../../env.ts";
import type { Profile } from "../../store/profile-port.ts";
import type { Handlers } from "../../tcp/command.ts";
import { isSameAddress, keyOf, objectionToAccount, renderInstant } from "./rules.ts";

/** One function for each command of angen. */
export type AngenHandlers = Handlers<typeof commands>;

/** What an operator chooses. */
export interface AngenConfig {
  /** Whether a token logs in only from the address that it was given to. */
  readonly requireTokensToPersistIp: boolean;
}

/**
 * Creates the handlers of angen. A password yields a token of two codes; one of them logs connections in, and both get
 * the next token. Who revokes the tokens or changes the password is logged out everywhere.
 */
export function createHandlers(env: Env, { requireTokensToPersistIp }: AngenConfig): AngenHandlers {
  return {
    // An unknown user costs as much work as a wrong password.
    async getToken({ command, address }) {
      const key = keyOf(command);
      if (key === undefined)
        return { name: "system/error", message: { reason: "This needs an email, an id or a name." } };
      const profile = await env.store.findProfile(key);
      const right = await env.passwords.verify(command.password, profile?.passwordHash);
      const pair = profile && right ? await env.codes.issue(profile, address) : undefined;
      if (profile === undefined || pair === undefined)
        return failure("auth/get_token", "The user or the password is wrong.");
      return { name: "auth/token", message: tokenOf(pair, profile) };
    },

    async login({ command: { identifier_code }, address }) {
      const pair = await env.codes.find(identifier_code);
      const isElsewhere = pair !== undefined && requireTokensToPersistIp && !isSameAddress(pair.address, address);
      if (pair === undefined || isElsewhere) return failure("auth/login", "The identifier code is not good.");
      return { name: "auth/logged_in", message: { user: userOf(pair.profile) }, login: pair.profile };
    },

    async renew({ command: { identifier_code, renewal_code }, address }) {
      const renewed = await env.codes.renew({ identifier: identifier_code, renewal: renewal_code }, address);
      if (renewed === undefined) return failure("auth/renew", "These are not the two codes of a good token.");
      return { name: "auth/token", message: tokenOf(renewed.pair, renewed.profile) };
    },

    async whoami({ user }) {
      if (user === undefined) return notLoggedIn("connections/whoami");
      return { name: "connections/youare", message: { user: userOf(user) } };
    },

    async disconnect() {
      return { ...success("connections/disconnect"), closes: "connection" };
    },

    async ping() {
      return { name: "system/pong", message: {} };
    },

    async register({ command: { name, password, email } }) {
      const objection = objectionToAccount({ name, password, email });
      if (objection !== undefined) return failure("account/register", objection);
      const passwordHash = await env.passwords.hash(password);
      const added = await env.store.insertProfile({ username: name, passwordHash, email: canonicalEmail(email) });
      if (added === undefined) return failure("account/register", "The name or the email is taken.");
      return { name: "account/registered", message: { user: userOf(added) } };
    },

    async changePassword({ command: { current_password, new_password }, user }) {
      const refuse = (reason: string) => failure("account/change_password", reason);
      if (user === undefined) return notLoggedIn("account/change_password");
      const right = await env.passwords.verify(current_password, user.passwordHash);
      if (!right) return refuse("The current password is another one.");
      const objection = objectionToPassword(new_password);
      if (objection !== undefined) return refuse(objection);
      const changed = await env.store.changePassword(user, await env.passwords.hash(new_password));
      if (!changed) return refuse("The password was changed meanwhile.");
      return { ...success("account/change_password"), closes: "user" };
    },

    async revokeTokens({ user }) {
      if (user === undefined) return notLoggedIn("account/revoke_tokens");
      await env.store.deletePairs(user.username);
      return { ...success("account/revoke_tokens"), closes: "user" };
    },
  };
}

function userOf({ uuid, username }: Profile): User {
  return { id: uuid, name: username };
}

function tokenOf({ identifier, renewal, expiresAt }: IssuedPair, { uuid }: Profile): TokenMessage {
  const codes = { identifier_code: identifier, renewal_code: renewal };
  return { token: { user_id: uuid, ...codes, expires_at: renderInstant(expiresAt) } };
}

function success(command: string) {
  return { name: "system/success", message: { command } } as const;
}

function failure(command: string, reason: string) {
  const message: SystemFailureMessage = { command, reason };
  return { name: "system/failure", message } as const;
}

function notLoggedIn(command: string) {
  return failure(command, "This needs a login.");
}
