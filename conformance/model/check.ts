import type { Evidence } from "./exchange.ts";
import type { JwtSettings } from "./jwt.ts";
import type { AppPolicy, SessionPolicy } from "./policy.ts";
import type { Finding } from "./verdict.ts";

/** A means of testing that not every target offers; what is missing makes a check `not-tested`. */
export type Need = keyof typeof NEEDS;

/**
 * A part of a protocol, or a way to spell one, that not every target has. What is missing makes a check
 * `not-applicable`.
 */
export type Feature = keyof typeof FEATURES;

/** What each of them is, for people. */
export const FEATURES = {
  "bearer-tokens": "access tokens in the field Authorization, under the scheme Bearer",
  "cookie-tokens": "tokens in cookies",
  "header-tokens": "tokens that are not in cookies",
  "json-logins": "logins in JSON",
  "refresh-token-in-the-body": "a refresh that carries its token in the body",
  "refresh-token-in-json": "a refresh that carries its token in JSON",
  "refresh-without-authorization": "a refresh that leaves the field Authorization free",
  "logout-token-in-json": "a logout that carries the refresh token in JSON",
  "refresh-operation": "a refresh operation",
  "logout-operation": "a logout operation",
  "logout-by-access-token": "a logout that carries the access token",
  "logout-by-refresh-token": "a logout that carries the refresh token",
  "told-identity": "a resource that tells whose token it is",
  "told-remaining-lifetime": "a resource that tells how long the access token still lives",
  "declared-refresh-lifetime": "a declared policy.refreshLifetime",
  deletion: "the deletion of an account",
  "password-change": "a change of the password",
  revocation: "a revocation of all of a user's tokens",
} as const;

/** One such account serves all of them. */
const LONG_PASSWORD = "an account with a password of more than 128 bytes";

/** What to declare so that a need is met. */
export const NEEDS = {
  ...FEATURES,
  "default-wire": "the protocol's own wire (this one is bound by its file)",
  "password-over-16-bytes": LONG_PASSWORD,
  "password-over-72-bytes": LONG_PASSWORD,
  "password-over-128-bytes": LONG_PASSWORD,
  "plain-port": "plain HTTP beside TLS (at.plain in the target file; on this machine, the same port is tried)",
  registration: "account creation",
  "affordable-registration": "account creation for less work",
  "restart-hook": "a way to restart the target (hooks.restart in the target file)",
  "change-password-hook": "a way to change a password (hooks.change-password in the target file)",
  "remove-account-hook": "a way to remove an account (hooks.remove-account in the target file)",
  "rotate-key-hook": "a way to have the target sign with another key (hooks.rotate-key in the target file)",
  "disposable-account": "an account that may be spoilt (disposable: true in the target file)",
  "second-account": "a second account (--account USER:PASSWORD twice, or accounts: in the target file)",
  "short-access-lifetime": "an access token that expires within --max-wait (start the target with a short lifetime)",
  "short-refresh-lifetime": "a refresh token that expires within --max-wait (start the target with a short lifetime)",
  "second-address": "a second address to ask from (on this machine, where the target is at 127.0.0.1, there is one)",
  "tokens-keep-address":
    "a target that takes a token only from the address that it was given to (tokensKeepAddress: true in the target file, perhaps in a profile)",
  "tokens-roam": "a target that takes a token from any address (in a profile perhaps, without tokensKeepAddress)",
  tls: "a target over TLS",
  "public-key":
    "the key that the target's tokens verify with (published by the target, or publicKey in the target file)",
  "published-keys": "keys that the target publishes",
  "signing-key": "the key that the target signs with (signingKey in the target file)",
  "declared-issuer": "who the target says issues its tokens (issuer in the target file)",
  "declared-audience": "whom the target issues its tokens for (audience in the target file)",
  client: "a client to act as (clients: in the target file, or operator: by whom the suite has its own registered)",
  "second-client": "a second client to act as (clients: with two of them, or operator: in the target file)",
  "inactive-client": "a client that is switched off (inactive: true in clients:, or operator: in the target file)",
  operator: "an operator of the target (operator: in the target file)",
  mailbox: "a way to read the target's mails (mailbox: in the target file)",
  "client-app": "what the client app knows of itself (clientApp: in the target file)",
  "failed-login-limit": "how many failed logins the target takes (limits.failedLogins in the target file)",
  listener:
    "an address at which the target reaches the suite (listen.host in the target file; on this machine there is one)",
} as const;

/** What to do so that a check runs which is statistical. */
export const STATISTICAL =
  "to be asked for: it measures times, makes many logins fail, and errs now and then (--timing)";

/** What is known of the target when a check is judged. */
export interface Given {
  /** Milliseconds by which a verifier may take a token longer than its expiry says. */
  readonly leewayMs: number;
  /** Milliseconds by which the target's clock is ahead of the suite's. */
  readonly clockAheadMs: number;
  /** The choices that protocols leave open as the target declares them, or as the seeds read. */
  readonly policy: SessionPolicy & Partial<AppPolicy>;
  /** What is known of the JWTs that the target issues. */
  readonly jwt: JwtSettings;
  /** Milliseconds that access tokens live, where the target declares it. */
  readonly accessMs?: number;
  /** The deviations that the target declares. */
  readonly dialects?: readonly string[];
}

/**
 * One circumstance under which a requirement is put to the test. It asks in one function and decides in another:
 * `act` does all the input and output, `control` and `judge` are pure.
 */
export interface Check<S = never, E extends Evidence = Evidence> {
  readonly needs?: readonly Need[];
  /** It disturbs other checks, or they it: nothing else runs meanwhile. */
  readonly exclusive?: true;
  /** It spends its time waiting for what may never come: it begins at once, and takes no place from the others. */
  readonly waits?: true;
  /** It measures times, and errs now and then: it runs only where it is asked for. */
  readonly statistical?: true;
  /** It asks what a target may fall silent on for good: that is a finding then, and no reason to end. */
  readonly survival?: true;
  /** It asks nothing, and is judged last, on every exchange of the run. */
  readonly whole?: true;
  act(session: S): Promise<E>;
  /** The positive control: the same with everything in order. Its findings make the verdict `blocked`. */
  control?(evidence: NoInfer<E>, given: Given): Iterable<Finding>;
  judge(evidence: NoInfer<E>, given: Given): Iterable<Finding>;
}

/** Writes a check down; the evidence of `control` and `judge` is what `act` returns. */
export function checkFor<S>(): <E extends Evidence>(check: Check<S, E>) => Check<S> {
  return (check) => check;
}
