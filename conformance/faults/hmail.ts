import { commonFaults, opaqueFaults } from "./common.ts";
import type { Fault } from "./faults.ts";

/** Broken h-mail servers, as data; self-test/mutants/hmail.ts builds each of them from the reference server. */
export const hmailFaults = {
  ...commonFaults("hmail"),
  ...opaqueFaults("hmail"),

  // Bad input
  "a server that takes an unreadable body for a failed login": { breaks: "hmail.unreadable-body-is-refused" },

  // In general
  "a server that lists mails without their hash": { breaks: "hmail.responses-have-the-declared-shape" },
  "a server that drops all access tokens when it refuses one": { breaks: "hmail.refused-request-changes-no-token" },

  // authenticate
  "a server that refuses every third login of a user": { breaks: "hmail.right-password-yields-refresh-token" },
  "a server that tells the expiry of refresh tokens in seconds": {
    breaks: "hmail.refresh-token-expires-in-the-future",
  },
  "a server that takes any password of a known user": { breaks: "hmail.wrong-password-is-failure" },
  "a server that answers a failed login with 401": { breaks: "hmail.wrong-password-is-failure" },
  "a server that registers unknown users when they log in": { breaks: "hmail.unknown-user-is-failure" },
  "a server that takes a malformed login for a failed one": { breaks: "hmail.malformed-login-has-no-outcome" },
  "a server that keeps one refresh token a user": { breaks: "hmail.login-keeps-earlier-refresh-tokens" },
  "a server that revokes a user's tokens on a failed login": { breaks: "hmail.failed-login-revokes-nothing" },

  // refreshAccess
  "a server that issues access tokens that are dead": { breaks: "hmail.refresh-token-yields-access-token" },
  "a server that consumes refresh tokens": { breaks: "hmail.refresh-token-is-not-consumed" },
  "a server that trades a refresh token twice": { breaks: "hmail.refresh-token-is-not-consumed" },
  "a server that tells the expiry of access tokens in seconds": { breaks: "hmail.access-token-expires-in-the-future" },
  "a server that takes an unknown refresh token for a bad request": {
    breaks: "hmail.unknown-refresh-token-is-failure",
  },
  "a server that compares the first half of a refresh token": { breaks: "hmail.unknown-refresh-token-is-failure" },
  "a server that takes undecodable refresh tokens for unknown ones": {
    breaks: "hmail.undecodable-refresh-token-is-bad-request",
  },
  "a server that skips what base64 does not have": { breaks: "hmail.undecodable-refresh-token-is-bad-request" },
  "a server that ignores what follows a refresh token": { breaks: "hmail.refresh-token-is-taken-whole" },
  "a server that takes a malformed request for access for a bad token": {
    breaks: "hmail.malformed-refresh-has-no-outcome",
  },
  "a server that takes an access token for a refresh token": { breaks: "hmail.access-token-is-no-refresh-token" },
  "a server that never lets refresh tokens expire": { breaks: "hmail.expired-refresh-token-is-failure" },

  // checkAuth
  "a server that names who logged in last": { breaks: "hmail.token-belongs-to-who-logged-in" },
  "a server that takes a token under any scheme": { breaks: "hmail.check-auth-needs-an-access-token" },
  "a server that takes the first token of a list": { breaks: "hmail.check-auth-needs-an-access-token" },
  "a server that lets check_auth pass without the field": { breaks: "hmail.check-auth-needs-an-access-token" },
  "a server that takes a refresh token for an access token": { breaks: "hmail.refresh-token-is-no-bearer" },
  "a server that takes a refresh token for an access token where mails are listed": {
    breaks: "hmail.refresh-token-is-no-bearer",
  },
  "a server that never lets access tokens expire": { breaks: "hmail.expired-access-token-is-unauthorized" },
  "a server that checks only that an access token's refresh token lives": {
    breaks: "hmail.expired-access-token-is-unauthorized",
  },

  "a server that extends access tokens when they are used": { breaks: "hmail.expired-access-token-is-unauthorized" },
  "a server that forgets an expiry once it has told it": { breaks: "hmail.expired-access-token-is-unauthorized" },
  "a server that wears access tokens out": { breaks: "hmail.access-token-is-good-until-it-expires" },
  "a server that tells twice the lifetime": { breaks: "hmail.access-token-is-good-until-it-expires" },
  "a server that serves garbage under a scheme in lower case": { breaks: "hmail.check-auth-needs-an-access-token" },
  "a server that takes name and password under the scheme Basic": { breaks: "hmail.check-auth-needs-an-access-token" },
  "a server that ends the user's sessions on an expired token": { breaks: "hmail.refused-request-changes-no-token" },

  // Mails
  "a server that delivers to the first recipient only": { breaks: "hmail.mail-reaches-its-recipient" },
  "a server that takes every domain for its own": { breaks: "hmail.mail-to-another-domain-reaches-nobody-here" },
  "a server that shows blind copies as copies": { breaks: "hmail.blind-copies-stay-blind" },
  "a server that lists the inbox as outbox": { breaks: "hmail.outbox-lists-what-was-sent" },
  "a server that sends mails with an empty token": { breaks: "hmail.send-hmail-needs-an-access-token" },
  "a server that sends mails before it looks at the token": { breaks: "hmail.unauthorized-mail-is-not-sent" },
  "a server that loses mails": { breaks: "hmail.mail-reaches-its-recipient" },
  "a server that puts the caller in the place of a false sender": { breaks: "hmail.sender-is-the-caller" },
  "a server that compares the first half of an access token where mails are listed": {
    breaks: "hmail.get-hmails-needs-an-access-token",
  },
  "a server that lists everybody's mails": { breaks: "hmail.mails-are-listed-to-their-owner-only" },
  "a server that lists the oldest mail first": { breaks: "hmail.mails-are-listed-newest-first" },
  "a server that lists mails before until": { breaks: "hmail.until-is-inclusive" },
  "a server that lists one mail more than the limit": { breaks: "hmail.limit-bounds-the-list" },

  // TLS
  "a server that serves plain HTTP beside TLS": { breaks: "hmail.credentials-are-taken-over-tls-only" },

  // Accounts
  "a server that makes accounts which nobody can use": { breaks: "hmail.account-is-created-for-a-proof" },
  "a server that takes any answer to a challenge": { breaks: "hmail.proof-must-be-right" },
  "a server that takes as much work as was done": { breaks: "hmail.proof-meets-the-policy" },
  "a server that takes answers to challenges of the client's own": { breaks: "hmail.challenge-is-the-servers-own" },
  "a server that gives a challenge back for another answer": { breaks: "hmail.wrong-answer-spends-its-challenge" },
  "a server that gives a challenge back for another name": { breaks: "hmail.refused-name-spends-its-challenge" },
  "a server that never forgets a challenge": { breaks: "hmail.challenge-is-used-once" },
  "a server that looks a challenge up, and deletes it a moment later": {
    breaks: "hmail.single-use-credential-is-redeemed-once",
  },
  "a server that gives a taken name a new password": { breaks: "hmail.taken-name-is-refused" },
  "a server that looks whether a name is free, and takes it a moment later": { breaks: "hmail.taken-name-is-refused" },
  "a server that takes names of 3 characters": { breaks: "hmail.name-has-4-to-64-characters" },
  "a server that takes names of 65 characters": { breaks: "hmail.name-has-4-to-64-characters" },
  "a server that takes letters of any script in names": { breaks: "hmail.name-is-ascii" },
  "a server that takes passwords of 7 characters": { breaks: "hmail.password-has-8-characters" },
  "a server that keeps the first 256 characters of a password": { breaks: "hmail.long-password-is-never-cut" },
  "a server that ignores dots in names": { breaks: "hmail.registered-look-alike-takes-nothing-over" },
  "a server that renews the access of who is gone": { breaks: "hmail.removed-account-gets-no-token" },
  "a server that keeps used challenges in memory": { breaks: "hmail.dead-stays-dead-after-a-restart" },
} as const satisfies Record<string, Fault>;
