import type { operations } from "@authmark/protocols/getnative/schemas";
import { canonicalEmail, objectionToEmail } from "../../accounts/emails.ts";
import { objectionToPassword } from "../../accounts/rules.ts";
import type { Env } from "../../env.ts";
import { challengeTo } from "../../http/bearer.ts";
import type { Handlers } from "../../http/operation.ts";
import type { User } from "../../store/user-port.ts";
import { type Authenticated, authenticate, tokenFields } from "./authenticate.ts";
import { refusal } from "./errors.ts";
import { publicKeyOf } from "./public-key.ts";

/** One function for each operation of GetNative. */
export type GetnativeHandlers = Handlers<typeof operations>;

/**
 * Creates the handlers of GetNative. A login yields a signed token; each answer to a request with a good one brings a newer
 * one, which lives from then on. A token is good until it expires, whatever becomes of its user's others or password.
 */
export function createHandlers(env: Env): GetnativeHandlers {
  const welcome = async (user: User) => answer(user, await env.jwts.issue(String(user.id)));
  const renewed = async ({ claims }: Authenticated) => tokenFields(await env.jwts.renew(claims));

  return {
    // An unknown email costs as much work as a wrong password.
    async login({ body: { email, password } }) {
      const user = await env.store.findUser(canonicalEmail(email));
      const right = await env.passwords.verify(password, user?.passwordHash);
      return user !== undefined && right ? welcome(user) : wrongCredentials();
    },

    async register({ body: { email, password } }) {
      const objection = objectionToEmail(email) ?? objectionToPassword(password);
      if (objection !== undefined) return refusal(400, "RequestParam", objection);
      const passwordHash = await env.passwords.hash(password);
      const user = await env.store.insertUser({ username: canonicalEmail(email), passwordHash });
      return user === undefined ? refusal(409, "UserAlreadyExists", "The email is taken.") : welcome(user);
    },

    async account({ bearer, ...input }) {
      const who = await authenticate(bearer, env);
      if (who === undefined) return challenge(input);
      return answer(who.user, await env.jwts.renew(who.claims));
    },

    async changePassword({ bearer, body: { current_password, password }, ...input }) {
      const who = await authenticate(bearer, env);
      if (who === undefined) return challenge(input);
      const refuse = async (code: string, message: string) => ({
        ...refusal(400, code, message),
        headers: await renewed(who),
      });
      const right = await env.passwords.verify(current_password, who.user.passwordHash);
      if (!right) return refuse("PasswordIncorrect", "The current password is another one.");
      const objection = objectionToPassword(password);
      if (objection !== undefined) return refuse("RequestParam", objection);
      const changed = await env.store.changePassword(who.user, await env.passwords.hash(password));
      if (!changed) return refuse("PasswordIncorrect", "The password was changed meanwhile.");
      return { status: 204, headers: await renewed(who) };
    },

    async deleteAccount({ bearer, ...input }) {
      const who = await authenticate(bearer, env);
      const deleted = who !== undefined && (await env.store.deleteUser(who.user.id));
      return deleted ? { status: 204 } : challenge(input);
    },

    async jwks() {
      const keys = await env.keyring.verifying();
      return { status: 200, body: { keys: keys.map(publicKeyOf) } };
    },
  };
}

/** A success that tells a user, and brings a token. */
function answer({ id, username }: User, token: string) {
  return { status: 200, body: { id, email: username }, headers: tokenFields(token) } as const;
}

/** A 401 of a protected resource. */
function challenge(input: { readonly bearerSent: boolean }) {
  const { headers, ...rest } = refusal(401, "Auth", "This needs a good token.");
  return { ...rest, headers: { ...headers, "www-authenticate": challengeTo(input) } };
}

function wrongCredentials() {
  const { headers, ...rest } = refusal(401, "UserNamePasswordIncorrect", "The email or the password is wrong.");
  return { ...rest, headers: { ...headers, "www-authenticate": "Bearer" } } as const;
}
