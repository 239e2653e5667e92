import type { operations } from "@authmark/protocols/pattmayne/client/schemas";
import type { Env } from "../../../env.ts";
import type { UserClaims } from "../../../hmac/jwts.ts";
import type { Cookie, Handlers } from "../../../http/operation.ts";
import { refusal } from "../errors.ts";
import { cleared } from "../logins.ts";
import { maxAgeOf } from "../rules.ts";
import type { Held } from "./back-channel.ts";
import { stateTtl } from "./states.ts";

/** One function for each operation of the client app. */
export type ClientAppHandlers = Handlers<typeof operations>;

/** Whose cookies a request carries, and what of them is new. */
interface Visitor {
  readonly claims: UserClaims;
  readonly cookies: { readonly client_jwt?: Cookie; readonly client_refresh_token?: Cookie };
}

/** The app's own cookies, as a request carries them. */
interface OwnCookies {
  readonly client_jwt?: string | undefined;
  readonly client_refresh_token?: string | undefined;
}

const headers = { "cache-control": "no-store" } as const;

/**
 * Creates the handlers of the client app. It signs tokens of its own and believes them until they expire; then it asks the
 * auth app whether their user is still logged in.
 *
 * @param refreshTtl seconds for which a browser keeps a token whose end is not known here
 */
export function createHandlers(env: Env, { refreshTtl }: { readonly refreshTtl: number }): ClientAppHandlers {
  // The way back from the auth app begins on another site, so that Strict would leave the cookies out.
  const cookieOf = (value: string, maxAge: number): Cookie => ({ value, maxAge, sameSite: "Lax" });
  const lastingFor = ({ expiresAt }: Held) => maxAgeOf(expiresAt * 1_000, env.clock.now());
  const signed = async (claims: UserClaims, maxAge: number) => cookieOf(await env.clientJwts.issue(claims), maxAge);

  /** Renews an expired token by the refresh token beside it, which is exchanged where it is no longer good. */
  const renew = async (claims: UserClaims, refresh: string): Promise<Visitor | undefined> => {
    const userId = Number(claims.sub);
    if (await env.backChannel.isValid(userId, refresh)) {
      return { claims, cookies: { client_jwt: await signed(claims, Math.ceil(refreshTtl)) } };
    }
    const held = await env.backChannel.exchange(userId, refresh);
    if (held === undefined) return undefined;
    const maxAge = lastingFor(held);
    const client_refresh_token = cookieOf(held.refresh, maxAge);
    return { claims, cookies: { client_jwt: await signed(claims, maxAge), client_refresh_token } };
  };

  return {
    async begin() {
      const { state, cookie } = await env.states.begin();
      const query = new URLSearchParams({ client_id: env.clientIdentity.clientId, state });
      const location = `${env.backChannel.authApp()}/login?${query}`;
      return { status: 302, headers: { ...headers, location }, cookies: { client_state: cookieOf(cookie, stateTtl) } };
    },

    async callback({ query: { code, state = "" }, cookies: { client_state: cookie = "" } }) {
      if (!(await env.states.take(state, cookie)))
        return refusal(401, "This browser has not begun this login, or not just now.");
      const arrived = await env.backChannel.redeem(code);
      if (arrived === undefined) return refusal(401, "The code is not good, or not any more.");
      const { userId, username, role, refresh } = arrived;
      const maxAge = lastingFor(arrived);
      const cookies = {
        client_jwt: await signed({ sub: String(userId), username, role }, maxAge),
        client_refresh_token: cookieOf(refresh, maxAge),
        client_state: cleared,
      };
      return { status: 302, headers: { ...headers, location: "/me" }, cookies };
    },

    async me({ cookies }) {
      const visitor = await identify(cookies);
      if (visitor === undefined) return refusal(401, "This needs a login: see /login.");
      const { sub, username, role } = visitor.claims;
      const body = { user_id: Number(sub), username, user_role: role };
      return { status: 200, body, headers, cookies: visitor.cookies };
    },

    // A logout of nobody is one as well, so that a browser gets rid of cookies that are good for nothing.
    async logout({ cookies }) {
      const visitor = await identify(cookies);
      if (visitor !== undefined) await env.backChannel.logOut(Number(visitor.claims.sub));
      return { status: 200, body: {}, cookies: { client_jwt: cleared, client_refresh_token: cleared } };
    },
  };

  /** Finds out whose cookies a request carries. Nobody is asked for it while the signed token is good. */
  async function identify({
    client_jwt: jwt,
    client_refresh_token: refresh,
  }: OwnCookies): Promise<Visitor | undefined> {
    const token = jwt === undefined ? undefined : await env.clientJwts.read(jwt);
    if (token === undefined) return undefined;
    if (!token.isExpired) return { claims: token.claims, cookies: {} };
    return refresh === undefined ? undefined : renew(token.claims, refresh);
  }
}
