import { randomBytes } from "node:crypto";
import { createPasswords, type Passwords } from "./accounts/passwords.ts";
import { type Codes, createCodes } from "./codes/codes.ts";
import type { Config } from "./config.ts";
import { createGrants, type GrantLifetimes, type Grants } from "./grants/grants.ts";
import { createHmacJwts, type HmacJwts } from "./hmac/jwts.ts";
import { keptSecret } from "./hmac/secrets.ts";
import { type Arrivals, createArrivals } from "./http/arrivals.ts";
import { bearerToken } from "./http/bearer.ts";
import { createRateLimiter, type RateLimiter } from "./http/rate-limit.ts";
import { createJwts, type Jwts } from "./jwt/jwts.ts";
import { createKeyring, type Keyring } from "./jwt/keyring.ts";
import { type JwtRules, type JwtSettings, strictRules } from "./jwt/rules.ts";
import { createMailer, type Mailer } from "./mail/mailer.ts";
import { createPow, type Pow } from "./pow/pow.ts";
import { type BackChannel, createBackChannel } from "./protocols/pattmayne/client-app/back-channel.ts";
import { type ClientIdentity, createIdentity } from "./protocols/pattmayne/client-app/identity.ts";
import { createStates, type States } from "./protocols/pattmayne/client-app/states.ts";
import type { Lifetimes } from "./sessions/lifetimes.ts";
import { createSessions, type Sessions } from "./sessions/sessions.ts";
import { openStore } from "./store/open.ts";
import type { Store } from "./store/port.ts";
import { createSuspensions, type Suspensions } from "./suspension/suspensions.ts";
import { createTimers, type Timers } from "./tcp/timers.ts";
import { createTokens, type Tokens } from "./tokens/tokens.ts";

/** The server's only notion of time. */
export interface Clock {
  /** @returns milliseconds since the Unix epoch, as an integer */
  now(): number;
}

/** The server's source of chance, for everything but the primes of its challenges. */
export interface Random {
  /** @returns `size` unpredictable bytes */
  bytes(size: number): Buffer;
}

/** Where the server says what it did. It is told nothing that a client sent. */
export interface Log {
  info(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** All that answering a request depends on besides the request and its configuration. */
export interface Env {
  readonly clock: Clock;
  readonly timers: Timers;
  readonly arrivals: Arrivals;
  readonly random: Random;
  readonly store: Store;
  readonly passwords: Passwords;
  readonly tokens: Tokens;
  readonly sessions: Sessions;
  readonly codes: Codes;
  readonly keyring: Keyring;
  readonly jwtRules: JwtRules;
  readonly jwts: Jwts;
  readonly pow: Pow;
  readonly rateLimiter: RateLimiter;
  readonly grants: Grants;
  readonly suspensions: Suspensions;
  readonly mailer: Mailer;
  /** The auth app's signed tokens, and the client app's. */
  readonly siteJwts: HmacJwts;
  readonly clientJwts: HmacJwts;
  /** By what the client app is known to the auth app, and how it asks there. */
  readonly clientIdentity: ClientIdentity;
  readonly backChannel: BackChannel;
  readonly states: States;
  /** Where the roles of a protocol are served in this process, by `protocol/role`. */
  readonly whereabouts: Map<string, string>;
  readonly log: Log;
  /** Finds the access token that a request carries. */
  bearer(request: Request): string | undefined;
}

/** What of an operator's choices the parts depend on. */
export type EnvConfig = Pick<Config, "store" | "argon2" | "pow" | "rateLimit" | "suspensions" | "mail" | "tls"> &
  Pick<Config, keyof Lifetimes | keyof JwtSettings | keyof GrantLifetimes | "jwtSecret" | "clientApp">;

/**
 * Creates the environment of one server.
 *
 * @param wrap sees it before anything else does. Parts that use other parts look them up in what `wrap` returned, so a
 * clock, a store or a randomness that it puts in is the one that tokens, passwords and challenges use as well.
 * @throws UsageError where the store's file cannot be opened; a database that has to be waited for throws it when it is asked
 */
export function createEnv(config: EnvConfig, log: Log, wrap: (env: Env) => Env = (env) => env): Env {
  const random: Random = { bytes: (size) => randomBytes(size) };
  const env: Env = wrap({
    clock: { now: () => Date.now() },
    timers: createTimers(),
    arrivals: createArrivals(),
    random,
    store: openStore(config.store, log),
    passwords: createPasswords(() => env, config.argon2),
    tokens: createTokens(() => env),
    sessions: createSessions(() => env, config),
    codes: createCodes(() => env, config),
    keyring: createKeyring(() => env, config),
    jwtRules: strictRules,
    jwts: createJwts(() => env, config),
    pow: createPow(() => env, config.pow),
    rateLimiter: createRateLimiter(() => env, config.rateLimit),
    grants: createGrants(() => env, config),
    suspensions: createSuspensions(() => env, config.suspensions),
    mailer: createMailer(() => env, config.mail),
    siteJwts: createHmacJwts(
      () => env,
      keptSecret(() => env, "auth-app", config.jwtSecret),
      config,
    ),
    clientJwts: createHmacJwts(
      () => env,
      async () => env.clientIdentity.jwtSecret,
      config,
    ),
    clientIdentity: createIdentity(config.clientApp, random),
    backChannel: createBackChannel(() => env, config),
    states: createStates(() => env),
    whereabouts: new Map(),
    log,
    bearer: bearerToken,
  });
  return env;
}
