import type { Env } from "../../env.ts";
import type { Entered } from "../../grants/grants.ts";
import type { Cookie } from "../../http/operation.ts";
import type { CommonSession } from "../../store/grant-port.ts";
import { ownClient } from "../../store/grant-port.ts";
import type { Member } from "../../store/member-port.ts";
import { maxAgeOf, redirectTo } from "./rules.ts";
import type { Destination } from "./sites.ts";
import { signFor } from "./visitors.ts";

/** Takes a cookie away from a browser. */
export const cleared: Cookie = { value: "", maxAge: 0 };

/** What became of a login by a password. */
export type LoginOutcome = Entered | "wrong" | { readonly wait: number };

/**
 * Logs a user in by a password, unless the address is suspended. An unknown user costs as much work as a wrong password.
 *
 * @param name whatever the request calls the user
 */
export async function logIn(
  { user, name, password }: { user: Member | undefined; name: string; password: string },
  destination: Destination,
  address: string,
  env: Env,
): Promise<LoginOutcome> {
  // By name or by email, failures for one user are counted together.
  const account = user === undefined ? `nobody: ${name}` : `user: ${user.id}`;
  const attempt = await env.suspensions.attempt(address, account, () =>
    env.passwords.verify(password, user?.passwordHash),
  );
  if ("wait" in attempt) return attempt;
  const entered = user && attempt.isRight ? await env.grants.enter(user, clientIdOf(destination)) : undefined;
  return entered ?? "wrong";
}

/** The client for which a login needs a code; undefined for the auth app itself. */
export function clientIdOf(destination: Destination): string | undefined {
  return destination === ownClient ? undefined : destination.clientId;
}

/** The answer to a login: who is logged in, where the browser goes on, and its cookies. */
export async function welcome(
  { session, refresh, code }: Entered,
  { destination, state }: { destination: Destination; state: string | undefined },
  env: Env,
) {
  const { username } = session.user;
  const goesOn = destination !== ownClient && code !== undefined;
  const body = goesOn ? { username, redirect_uri: redirectTo(destination.redirectUri, { code, state }) } : { username };
  const cookies = { jwt: await jwtCookie(session, env), refresh_token: cookieOf(refresh, session, env) };
  return { status: 200, body, headers: { "cache-control": "no-store" }, cookies } as const;
}

/** A cookie with a new signed token. It stays when that has expired, so that it can be told whose token is to be renewed. */
export async function jwtCookie(session: CommonSession, env: Env): Promise<Cookie> {
  return cookieOf(await signFor(session, env), session, env);
}

function cookieOf(value: string, { expiresAt }: CommonSession, { clock }: Env): Cookie {
  return { value, maxAge: maxAgeOf(expiresAt, clock.now()) };
}
