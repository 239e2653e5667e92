import { commonFaults } from "./common.ts";
import type { Fault } from "./faults.ts";

/** Broken servers of GetNative, as data; self-test/mutants/getnative.ts builds each of them from the reference server. */
export const getnativeFaults = {
  ...commonFaults("getnative"),

  // Bad input, and the shape of answers
  "a server that tells of an unreadable body under status 200": { breaks: "getnative.unreadable-body-is-refused" },
  "a server that answers an error outside of a list": { breaks: "getnative.responses-have-the-declared-shape" },
  "a server that leaves out the code of its errors": { breaks: "getnative.responses-have-the-declared-shape" },
  "a server that tells the number of a user as text": { breaks: "getnative.responses-have-the-declared-shape" },

  // Login
  "a server that refuses every third login of a user": { breaks: "getnative.right-password-logs-in" },
  "a server that issues tokens which are good a second later": { breaks: "getnative.right-password-logs-in" },
  "a server that takes any password of a known user": { breaks: "getnative.wrong-credentials-are-refused" },
  "a server that takes a wrong password when it comes again": { breaks: "getnative.wrong-credentials-are-refused" },
  "a server that registers unknown users when they log in": { breaks: "getnative.wrong-credentials-are-refused" },
  "a server that says which emails it knows": { breaks: "getnative.wrong-password-and-unknown-user-look-alike" },
  "a server that ignores the tag of an email": { breaks: "getnative.email-tag-is-another-email" },
  "a server that knows emails without their tags": { breaks: "getnative.email-tag-is-another-email" },
  "a server that compares the domain of an email in its case": {
    breaks: "getnative.email-domain-is-compared-without-case",
  },
  "a server that refuses a login without a challenge": { breaks: "getnative.refused-credentials-carry-a-challenge" },
  "a server that lets caches keep tokens": { breaks: "getnative.token-responses-are-uncacheable" },
  "a server that lets caches keep the tokens of what they ask for": {
    breaks: "getnative.token-responses-are-uncacheable",
  },
  "a server that compares passwords byte by byte": { breaks: "getnative.password-is-the-same-in-every-normal-form" },

  // Registration
  "a server that makes accounts which nobody can use": { breaks: "getnative.registration-logs-in" },
  "a server that makes accounts and brings no token": { breaks: "getnative.registration-logs-in" },
  "a server that spells emails in lower case when they are registered": { breaks: "getnative.registration-logs-in" },
  "a server that gives a taken email a new password": { breaks: "getnative.taken-email-is-refused" },
  "a server that logs in whoever registers a taken email": { breaks: "getnative.taken-email-is-refused" },
  "a server that logs in who registers an email again with its password": {
    breaks: "getnative.taken-email-is-refused",
  },
  "a server that looks whether an email is free, and takes it a moment later": {
    breaks: "getnative.parallel-registrations-have-one-winner",
  },
  "a server that takes a taken email for a bad request": { breaks: "getnative.taken-email-is-409" },
  "a server that registers an email again with another case of its domain": {
    breaks: "getnative.email-in-other-case-is-taken",
  },
  "a server that keeps the first 256 characters of a password": { breaks: "getnative.long-password-is-never-cut" },
  "a server that ignores dots in names": { breaks: "getnative.registered-look-alike-takes-nothing-over" },
  "a server that gives the number of a deleted account to the next one": {
    breaks: "getnative.subject-is-never-reused",
  },
  "a server that calls accounts by their emails": { breaks: "getnative.subject-is-never-reused" },

  // What tokens say
  "a server that puts the scheme before a token that it brings": { breaks: "getnative.token-is-a-compact-jws" },
  "a server that puts a token in quotes": { breaks: "getnative.token-is-a-compact-jws" },
  "a server that pads the signatures of its tokens": { breaks: "getnative.token-is-a-compact-jws" },
  "a server that leaves out the type of its tokens": { breaks: "getnative.token-has-the-type-jwt" },
  "a server that signs with RS512": { breaks: "getnative.token-is-signed-with-rs256" },
  "a server that says RS256 and signs with SHA-512": { breaks: "getnative.token-is-signed-with-rs256" },
  "a server that signs with a key of 1024 bits": { breaks: "getnative.key-has-2048-bits" },
  "a server that names no issuer": { breaks: "getnative.token-names-its-issuer" },
  "a server that names its address as its issuer": { breaks: "getnative.token-names-its-issuer" },
  "a server that names no account": { breaks: "getnative.token-names-its-account" },
  "a server that names every account alike": { breaks: "getnative.token-names-its-account" },
  "a server that names its account anew in each token": { breaks: "getnative.token-names-its-account" },
  "a server that makes an account under the number that is asked for": {
    breaks: "getnative.token-names-its-account",
  },
  "a server that names no audience": { breaks: "getnative.token-names-its-audience" },
  "a server that names an empty list of audiences": { breaks: "getnative.token-names-its-audience" },
  "a server that tells the expiry of tokens as text": { breaks: "getnative.expiry-is-a-numeric-date" },
  "a server that tells the expiry of tokens in milliseconds": { breaks: "getnative.expiry-is-a-numeric-date" },
  "a server that tells no expiry of tokens": { breaks: "getnative.expiry-is-a-numeric-date" },
  "a server that says that tokens live for a day": { breaks: "getnative.lifetime-is-as-declared" },
  "a server that says that the tokens of a renewal live for a day": { breaks: "getnative.lifetime-is-as-declared" },
  "a server that does not tell when it issued a token": { breaks: "getnative.token-tells-when-it-was-issued" },
  "a server that keeps the time of issue at a renewal": { breaks: "getnative.token-tells-when-it-was-issued" },

  // Access
  "a server that names who logged in last": { breaks: "getnative.token-tells-its-user" },
  "a server that lets whoever asks for an account pass without the field": {
    breaks: "getnative.protected-resources-need-a-token",
  },
  "a server that serves garbage under a scheme in lower case": {
    breaks: "getnative.protected-resources-need-a-token",
  },
  "a server that deletes the account that a query names": { breaks: "getnative.protected-resources-need-a-token" },
  "a server that takes a token from the body": { breaks: "getnative.protected-resources-need-a-token" },
  "a server that takes a token under any scheme": { breaks: "getnative.other-schemes-are-refused" },
  "a server that takes the first token of a list": { breaks: "getnative.other-schemes-are-refused" },
  "a server that takes a token without a scheme": { breaks: "getnative.other-schemes-are-refused" },
  "a server that takes a token under any scheme where an account is deleted": {
    breaks: "getnative.other-schemes-are-refused",
  },
  "a server that takes name and password under the scheme Basic": { breaks: "getnative.other-schemes-are-refused" },
  "a server that refuses without a challenge": { breaks: "getnative.refusal-carries-a-challenge" },
  "a server that challenges only who has no token": { breaks: "getnative.refusal-carries-a-challenge" },
  "a server that refuses a deletion without a challenge": { breaks: "getnative.refusal-carries-a-challenge" },
  "a server that challenges for names and passwords": { breaks: "getnative.refusal-carries-a-challenge" },
  "a server that answers a bad token with 403": { breaks: "getnative.missing-token-is-401" },
  "a server that names no error in its challenge": { breaks: "getnative.challenge-names-the-error" },
  "a server that names an error to who sent no token": { breaks: "getnative.challenge-without-token-has-no-error" },

  // Lifetimes
  "a server that never lets tokens expire": { breaks: "getnative.expired-token-is-refused" },
  "a server that lets tokens live for a minute longer": { breaks: "getnative.expired-token-is-refused" },
  "a server that never lets the tokens of a renewal expire": { breaks: "getnative.expired-token-is-refused" },
  "a server that remembers which tokens it verified": { breaks: "getnative.expired-token-is-refused" },
  "a server that looks at no expiry where an account is deleted": { breaks: "getnative.expired-token-is-refused" },
  "a server that drops a token when it renews it": { breaks: "getnative.token-is-good-until-it-expires" },
  "a server that keeps one login a user": { breaks: "getnative.token-is-good-until-it-expires" },
  "a server that wears tokens out": { breaks: "getnative.token-is-good-until-it-expires" },
  "a server that ends tokens after half of their lifetime": { breaks: "getnative.token-is-good-until-it-expires" },
  "a server that ends a user's tokens on a failed login": { breaks: "getnative.token-is-good-until-it-expires" },

  // Renewals
  "a server that brings no token with an account": { breaks: "getnative.authenticated-response-brings-a-token" },
  "a server that brings no token with a changed password": {
    breaks: "getnative.authenticated-response-brings-a-token",
  },
  "a server that brings the same token again": { breaks: "getnative.authenticated-response-brings-a-token" },
  "a server that renews a token in the second half of its life": {
    breaks: "getnative.authenticated-response-brings-a-token",
  },
  "a server that renews the token of a login only": { breaks: "getnative.authenticated-response-brings-a-token" },
  "a server that drops the audience at a renewal": { breaks: "getnative.newer-token-keeps-its-claims" },
  "a server that names another issuer at a renewal": { breaks: "getnative.newer-token-keeps-its-claims" },
  "a server that names the account otherwise at a renewal": { breaks: "getnative.newer-token-keeps-its-claims" },
  "a server that keeps the expiry of a token at a renewal": { breaks: "getnative.newer-token-expires-later" },
  "a server that lets a second renewal live no longer": { breaks: "getnative.newer-token-expires-later" },
  "a server that ends a login after twice the lifetime": { breaks: "getnative.newer-token-expires-later" },
  "a server that brings no token with an error": { breaks: "getnative.error-after-verification-brings-a-token" },
  "a server that brings a token with every answer to one": { breaks: "getnative.refused-request-gets-no-token" },
  "a server that brings a token with a refused login": { breaks: "getnative.refused-request-gets-no-token" },
  "a server that sends a token that it refuses back": { breaks: "getnative.refused-request-gets-no-token" },
  "a server that brings a token with a deletion": { breaks: "getnative.deletion-brings-no-token" },
  "a server that lets pages read its answers, and not the tokens": {
    breaks: "getnative.browsers-can-read-the-token",
  },

  // Forged tokens
  "a server that decodes tokens and does not verify them": { breaks: "getnative.tampered-token-is-refused" },
  "a server that verifies a token where it has a signature": { breaks: "getnative.tampered-token-is-refused" },
  "a server that looks tokens up by their signature": { breaks: "getnative.tampered-token-is-refused" },
  "a server that compares the first half of a signature": { breaks: "getnative.tampered-token-is-refused" },
  "a server that decodes tokens and does not verify them where a password is changed": {
    breaks: "getnative.tampered-token-is-refused",
  },
  "a server that decodes tokens and does not verify them where an account is deleted": {
    breaks: "getnative.tampered-token-is-refused",
  },
  "a server that takes the algorithm none": { breaks: "getnative.unsigned-token-is-refused" },
  "a server that refuses the algorithm none in small letters only": {
    breaks: "getnative.unsigned-token-is-refused",
  },
  "a server that takes the algorithm none with a signature": { breaks: "getnative.unsigned-token-is-refused" },
  "a server that verifies no algorithm that it does not know": { breaks: "getnative.other-algorithms-are-refused" },
  "a server that takes HS256 with its public key in PEM": { breaks: "getnative.other-algorithms-are-refused" },
  "a server that takes HS256 with its public key in DER": { breaks: "getnative.other-algorithms-are-refused" },
  "a server that takes HS256 with its modulus": { breaks: "getnative.other-algorithms-are-refused" },
  "a server that takes HS512 with its public key in PEM": { breaks: "getnative.other-algorithms-are-refused" },
  "a server that takes what its key signed by RS512": { breaks: "getnative.key-signs-by-one-algorithm" },
  "a server that does not verify the tokens of keys that it does not know": {
    breaks: "getnative.foreign-key-is-refused",
  },
  "a server that does not verify the tokens of no named key": { breaks: "getnative.foreign-key-is-refused" },
  "a server that takes the key in the header of a token": { breaks: "getnative.header-selects-no-key" },
  "a server that takes the secret in the header of a token": { breaks: "getnative.header-selects-no-key" },
  "a server that takes the certificate in the header of a token": { breaks: "getnative.header-selects-no-key" },
  "a server that takes the keys at the address in a token": { breaks: "getnative.header-selects-no-key" },
  "a server that takes the certificate at the address in a token": { breaks: "getnative.header-selects-no-key" },
  "a server that takes the keys at the address that names one": { breaks: "getnative.header-selects-no-key" },
  "a server that takes the file that a token names for its key": { breaks: "getnative.header-selects-no-key" },
  "a server that asks its database for the key that a token names": { breaks: "getnative.header-selects-no-key" },
  "a server that fetches the keys at the address in a token for nothing": {
    breaks: "getnative.header-urls-are-not-fetched",
  },
  "a server that fetches the certificate at the address in a token for nothing": {
    breaks: "getnative.header-urls-are-not-fetched",
  },
  "a server that fetches the address in the name of a key for nothing": {
    breaks: "getnative.header-urls-are-not-fetched",
  },
  "a server that takes the first three parts of a token": { breaks: "getnative.malformed-jws-is-refused" },
  "a server that takes a token without its signature": { breaks: "getnative.malformed-jws-is-refused" },
  "a server that takes the claims of a token alone": { breaks: "getnative.malformed-jws-is-refused" },
  "a server that takes tokens in JSON": { breaks: "getnative.malformed-jws-is-refused" },

  // Well-signed tokens that say what is not right
  "a server that does not know that headers can be critical": { breaks: "getnative.critical-headers-are-refused" },
  "a server that ignores an empty list of critical headers": { breaks: "getnative.critical-headers-are-refused" },
  "a server that ignores that a payload is not encoded": { breaks: "getnative.critical-headers-are-refused" },
  "a server that takes a token without an expiry": { breaks: "getnative.token-without-numeric-expiry-is-refused" },
  "a server that takes a text for an expiry": { breaks: "getnative.token-without-numeric-expiry-is-refused" },
  "a server that looks at no issuer": { breaks: "getnative.other-issuer-is-refused" },
  "a server that compares the beginning of an issuer": { breaks: "getnative.other-issuer-is-refused" },
  "a server that takes a token without an issuer": { breaks: "getnative.other-issuer-is-refused" },
  "a server that takes a token before its time": { breaks: "getnative.token-is-refused-before-its-time" },
  "a server that looks at no audience": { breaks: "getnative.other-audience-is-refused" },
  "a server that compares the beginning of an audience": { breaks: "getnative.other-audience-is-refused" },
  "a server that takes a token without an audience": { breaks: "getnative.other-audience-is-refused" },
  "a server that takes one audience for the only one": { breaks: "getnative.audience-may-be-one-of-several" },

  // Accounts
  "a server that says that it deleted an account, and did not": { breaks: "getnative.deletion-removes-the-account" },
  "a server that deletes the account of who logged in last": { breaks: "getnative.deletion-removes-the-account" },
  "a server that deletes the account which the request names": { breaks: "getnative.deletion-removes-the-account" },
  "a server that serves who is gone": { breaks: "getnative.deleted-accounts-token-is-refused" },
  "a server that serves who is gone once more": { breaks: "getnative.deleted-accounts-token-is-refused" },
  "a server that keeps deletions in memory": { breaks: "getnative.dead-stays-dead-after-a-restart" },
  "a server that says that it changed a password, and did not": {
    breaks: "getnative.new-password-takes-the-place-of-the-old",
  },
  "a server that takes the old password beside the new one": {
    breaks: "getnative.new-password-takes-the-place-of-the-old",
  },
  "a server that changes the password of who logged in last": {
    breaks: "getnative.new-password-takes-the-place-of-the-old",
  },
  "a server that does not look at the current password": {
    breaks: "getnative.wrong-current-password-changes-nothing",
  },
  "a server that takes an empty current password for the right one": {
    breaks: "getnative.wrong-current-password-changes-nothing",
  },
  "a server that changes a password before it looks at the current one": {
    breaks: "getnative.wrong-current-password-changes-nothing",
  },

  // Keys
  "a server that publishes its private key": { breaks: "getnative.published-keys-are-public" },
  "a server that forgets its key when another one signs": { breaks: "getnative.tokens-outlive-a-key-rotation" },
} as const satisfies Record<string, Fault>;
