import type { Fault } from "./faults.ts";

/** Servers of angen that are broken in what every protocol asks. */
export const commonFaults = {
  // Bad input
  "a server that takes a password that is no text for the right one": {
    breaks: "angen.malformed-login-yields-no-token",
  },
  "a server that takes no password for the right one": { breaks: "angen.malformed-login-yields-no-token" },
  "a server that takes a list for the password in it": { breaks: "angen.malformed-login-yields-no-token" },
  "a server that shows where it stumbled": { breaks: "angen.no-answer-shows-a-trace" },
  "a server that shows where a login failed in it": { breaks: "angen.no-answer-shows-a-trace" },

  // Secrets
  "a server that repeats a password that it refuses": { breaks: "angen.secrets-are-never-echoed" },
  "a server that repeats an identifier code that it refuses": { breaks: "angen.secrets-are-never-echoed" },
  "a server that repeats the codes that it does not renew": { breaks: "angen.secrets-are-never-echoed" },
  "a server that repeats a new password that it does not take": { breaks: "angen.secrets-are-never-echoed" },
  "a server that issues one token a user and second": { breaks: "angen.tokens-never-repeat" },
  "a server that gives all tokens of a user one renewal code": { breaks: "angen.tokens-never-repeat" },
  "a server that makes renewal codes of six digits": { breaks: "angen.token-encodes-16-bytes" },
  "a server that begins a renewal code as its identifier code": { breaks: "angen.tokens-are-unrelated" },
  "a server that keeps half of an identifier code at a renewal": { breaks: "angen.tokens-are-unrelated" },

  // Credentials
  "a server that does not look at the order of a password's characters": { breaks: "angen.password-is-compared-whole" },
  "a server that takes a password backwards as well": { breaks: "angen.password-is-compared-whole" },
  "a server that keeps letters beyond ASCII as question marks": { breaks: "angen.password-is-compared-whole" },
  "a server that takes the beginning of an id for the id": { breaks: "angen.look-alike-name-is-another-name" },
  "a server that knows wildcards in emails": { breaks: "angen.look-alike-name-is-another-name" },
  "a server that folds the case of names": { breaks: "angen.look-alike-name-is-another-name" },
  "a server that says which names it knows": { breaks: "angen.wrong-password-and-unknown-user-look-alike" },
  "a server that ends a user's tokens on a failed login": { breaks: "angen.failed-logins-lock-nobody-else-out" },
  "a server that compares passwords byte by byte": { breaks: "angen.password-is-the-same-in-every-normal-form" },
  "a server that keeps the first 256 characters of a password": { breaks: "angen.long-password-is-never-cut" },
  "a server that keeps the first 256 characters of a changed password": { breaks: "angen.long-password-is-never-cut" },
  "a server that ignores dots in names": { breaks: "angen.registered-look-alike-takes-nothing-over" },
  "a server that gives an account to who registers its name in capitals": {
    breaks: "angen.registered-look-alike-takes-nothing-over",
  },

  // Restarts, races and TLS
  "a server that keeps renewals in memory": { breaks: "angen.dead-stays-dead-after-a-restart" },
  "a server that keeps revocations in memory": { breaks: "angen.dead-stays-dead-after-a-restart" },
  "a server that keeps in memory which tokens a new password ended": {
    breaks: "angen.dead-stays-dead-after-a-restart",
  },
  "a server that looks whether a token is good, and renews it a moment later": {
    breaks: "angen.single-use-credential-is-redeemed-once",
  },
  "a server that still speaks TLS 1.1": { breaks: "angen.old-tls-is-refused" },
} as const satisfies Record<string, Fault>;
