import type { Fault } from "./faults.ts";

/** Broken client apps of Pattmayne, as data; self-test/mutants/pattmayne-app.ts builds each of them. */
export const clientAppFaults = {
  // Where a login begins
  "a client app that does not say who it is where a login begins": {
    breaks: "pattmayne.app-login-goes-to-the-auth-app",
  },
  "a client app that begins logins in the name of its auth app": { breaks: "pattmayne.app-login-goes-to-the-auth-app" },
  "a client app that looks for its auth app where a proxy says": { breaks: "pattmayne.app-login-ignores-the-request" },
  "a client app that begins a login wherever a parameter says": { breaks: "pattmayne.app-login-ignores-the-request" },
  "a client app that gives every login the same state": { breaks: "pattmayne.app-login-carries-a-state" },
  "a client app that takes a callback without a state": { breaks: "pattmayne.app-callback-is-bound-to-its-browser" },
  "a client app that looks only whether it gave the state": {
    breaks: "pattmayne.app-callback-is-bound-to-its-browser",
  },
  "a client app that takes a state again": { breaks: "pattmayne.app-state-works-once" },

  // Where it ends
  "a client app that has one login under way at a time": { breaks: "pattmayne.app-callback-sets-both-cookies" },
  "a client app that takes its tokens from the next second on": {
    breaks: "pattmayne.app-callback-sets-both-cookies",
  },
  "a client app that logs in the user of the login before": { breaks: "pattmayne.app-callback-knows-its-user" },
  "a client app that goes on with the query of the callback": {
    breaks: "pattmayne.app-callback-leaves-the-code-behind",
  },
  "a client app that hands its token on in a fragment": { breaks: "pattmayne.app-callback-leaves-the-code-behind" },
  "a client app that goes on wherever a parameter says": { breaks: "pattmayne.app-callback-stays-at-home" },
  "a client app that goes on at the host that a proxy names": { breaks: "pattmayne.app-callback-stays-at-home" },
  "a client app that logs in by a code again": { breaks: "pattmayne.app-bad-code-logs-nobody-in" },
  "a client app that logs in the last user by a refused code": { breaks: "pattmayne.app-bad-code-logs-nobody-in" },
  "a client app that logs in a guest where the auth app names nobody": {
    breaks: "pattmayne.app-bad-code-logs-nobody-in",
  },
  "a client app that leads who has a bad code back to the login": { breaks: "pattmayne.app-bad-code-is-refused" },
  "a client app that tells of a bad code under status 200": { breaks: "pattmayne.app-bad-code-is-refused" },

  // Cookies
  "a client app that lets its cookies travel in plain HTTP": { breaks: "pattmayne.app-cookies-are-secure" },
  "a client app that renews its cookies without Secure": { breaks: "pattmayne.app-cookies-are-secure" },
  "a client app that lets scripts read its refresh token": { breaks: "pattmayne.app-cookies-are-http-only" },
  "a client app that lets scripts read what it renews": { breaks: "pattmayne.app-cookies-are-http-only" },
  "a client app that does not say to which sites its cookies go": { breaks: "pattmayne.app-cookies-are-same-site" },
  "a client app that lets its cookies go to every site": { breaks: "pattmayne.app-cookies-are-same-site" },
  "a client app that hands its tokens to scripts as well": { breaks: "pattmayne.app-cookie-tokens-stand-in-no-body" },
  "a client app that tells who is logged in with the refresh token": {
    breaks: "pattmayne.app-cookie-tokens-stand-in-no-body",
  },
  "a client app that sees by the refresh token whose cookies they are": {
    breaks: "pattmayne.app-cookies-of-two-users-never-mix",
  },
  "a client app that asks about a refresh token without its user": {
    breaks: "pattmayne.app-cookies-of-two-users-never-mix",
  },
  "a client app that takes its token from the query": { breaks: "pattmayne.app-token-in-the-query-is-ignored" },

  // Pages of other sites
  "a client app that lets pages of every site log its users out": {
    breaks: "pattmayne.app-foreign-origins-change-nothing",
  },
  "a client app that takes the origin null for none": { breaks: "pattmayne.app-foreign-origins-change-nothing" },
  "a client app that compares the beginning of an origin": { breaks: "pattmayne.app-foreign-origins-change-nothing" },
  "a client app that compares the end of an origin": { breaks: "pattmayne.app-foreign-origins-change-nothing" },
  "a client app that lets pages of its host at any port log its users out": {
    breaks: "pattmayne.app-foreign-origins-change-nothing",
  },
  "a client app that takes its own origin for a foreign one": { breaks: "pattmayne.app-own-origin-is-accepted" },
  "a client app that takes a form for JSON": { breaks: "pattmayne.app-other-media-types-change-nothing" },
  "a client app that reads JSON of any media type": { breaks: "pattmayne.app-other-media-types-change-nothing" },
  "a client app that logs out by GET": { breaks: "pattmayne.app-get-changes-nothing" },

  // Signed tokens
  "a client app that answers for who has logged in last": { breaks: "pattmayne.app-jwt-tells-its-user" },
  "a client app that numbers users by their names": { breaks: "pattmayne.app-jwt-tells-its-user" },
  "a client app that serves who has no token as the last user": { breaks: "pattmayne.app-needs-a-jwt" },
  "a client app that takes the beginning of a token": { breaks: "pattmayne.app-needs-a-jwt" },
  "a client app that forbids what needs a login": { breaks: "pattmayne.app-missing-jwt-is-401" },
  "a client app that issues tokens for a day": { breaks: "pattmayne.app-jwt-lives-minutes" },
  "a client app that renews tokens for a day": { breaks: "pattmayne.app-jwt-lives-minutes" },
  "a client app that issues one token a user and second": { breaks: "pattmayne.app-jwts-never-repeat" },
  "a client app that asks its auth app about every token": { breaks: "pattmayne.app-jwt-is-verified-at-home" },
  "a client app that serves nobody who has logged out elsewhere": { breaks: "pattmayne.app-jwt-is-verified-at-home" },
  "a client app that lets no token expire": { breaks: "pattmayne.app-expired-jwt-is-refused" },
  "a client app that gives an expired token a minute more": { breaks: "pattmayne.app-expired-jwt-is-refused" },
  "a client app that takes a token without an expiry for one that lasts": {
    breaks: "pattmayne.app-jwt-without-expiry-is-refused",
  },
  "a client app that reads an expiry of text": { breaks: "pattmayne.app-jwt-without-expiry-is-refused" },
  "a client app that takes a refresh token for a signed one": { breaks: "pattmayne.app-refresh-token-is-no-jwt" },

  // Forgeries
  "a client app that decodes tokens and does not verify them": { breaks: "pattmayne.app-tampered-jwt-is-refused" },
  "a client app that compares the first half of a signature": { breaks: "pattmayne.app-tampered-jwt-is-refused" },
  "a client app that looks tokens up by their signature": { breaks: "pattmayne.app-tampered-jwt-is-refused" },
  "a client app that takes the algorithm none": { breaks: "pattmayne.app-unsigned-jwt-is-refused" },
  "a client app that refuses the algorithm none in small letters only": {
    breaks: "pattmayne.app-unsigned-jwt-is-refused",
  },
  "a client app that takes the algorithm none with a signature": { breaks: "pattmayne.app-unsigned-jwt-is-refused" },
  "a client app that verifies tokens by its client secret as well": {
    breaks: "pattmayne.app-foreign-secret-is-refused",
  },
  "a client app that falls back to a secret of its manual": { breaks: "pattmayne.app-foreign-secret-is-refused" },
  "a client app that looks at the secret of symmetric algorithms only": {
    breaks: "pattmayne.app-foreign-secret-is-refused",
  },
  "a client app that takes the key that a token brings": { breaks: "pattmayne.app-header-selects-no-key" },
  "a client app that reads its key from the file that a token names": { breaks: "pattmayne.app-header-selects-no-key" },

  // Renewal
  "a client app that renews no token": { breaks: "pattmayne.app-renews-by-the-refresh-token" },
  "a client app that serves an expired token and keeps it": { breaks: "pattmayne.app-renews-by-the-refresh-token" },
  "a client app that asks about each refresh token once": { breaks: "pattmayne.app-asks-anew-each-time" },
  "a client app that takes the refresh tokens that it was given for valid": {
    breaks: "pattmayne.app-ended-session-is-not-renewed",
  },
  "a client app that renews whatever its auth app says": { breaks: "pattmayne.app-ended-session-is-not-renewed" },
  "a client app that verifies a token only while it lives": { breaks: "pattmayne.app-forged-jwt-is-never-renewed" },
  "a client app that verifies no token beside a refresh token": { breaks: "pattmayne.app-forged-jwt-is-never-renewed" },
  "a client app that keeps to itself the refresh token that it exchanges": {
    breaks: "pattmayne.app-exchanged-token-is-set",
  },
  "a client app that exchanges a refresh token and serves nobody": { breaks: "pattmayne.app-exchanged-token-is-set" },
  "a client app that renews while its auth app is out of order": {
    breaks: "pattmayne.app-unreachable-auth-app-renews-nothing",
  },
  "a client app that takes an answer that says nothing for a yes": {
    breaks: "pattmayne.app-unreachable-auth-app-renews-nothing",
  },

  // Logout
  "a client app that answers a logout as if nobody were logged in": { breaks: "pattmayne.app-logout-is-confirmed" },
  "a client app that logs out at home only": { breaks: "pattmayne.app-logout-ends-every-session" },
  "a client app that logs out nobody whose token has expired": { breaks: "pattmayne.app-logout-ends-every-session" },
  "a client app that logs out who has logged in last": { breaks: "pattmayne.app-logout-ends-every-session" },
  "a client app that logs out the user whom the request names": { breaks: "pattmayne.app-logout-ends-every-session" },
  "a client app that leaves its cookies at a logout": { breaks: "pattmayne.app-logout-clears-cookies" },
  "a client app that clears one of two cookies at a logout": { breaks: "pattmayne.app-logout-clears-cookies" },
  "a client app that clears its cookies at another path": { breaks: "pattmayne.app-logout-clears-cookies" },
  "a client app that logs out whom a token names, whoever signed it": {
    breaks: "pattmayne.app-logout-needs-tokens-of-its-user",
  },
  "a client app that logs out by an expired token alone": { breaks: "pattmayne.app-logout-needs-tokens-of-its-user" },
  "a client app that logs out the last user where none is named": {
    breaks: "pattmayne.app-logout-needs-tokens-of-its-user",
  },
  "a client app that remembers which tokens were logged out": { breaks: "pattmayne.app-logout-keeps-jwts-as-declared" },
  "a client app that lets nobody back in who has logged out": { breaks: "pattmayne.app-login-after-logout-works" },
  "a client app that confirms a logout that its auth app has not taken": {
    breaks: "pattmayne.app-failed-logout-is-not-confirmed",
  },

  // What is shown, and how
  "a client app that begins a login with its secret": { breaks: "pattmayne.app-secrets-are-never-shown" },
  "a client app that shows its settings where it refuses": { breaks: "pattmayne.app-secrets-are-never-shown" },
  "a client app that tells what it signs with": { breaks: "pattmayne.app-secrets-are-never-shown" },
  "a client app that names its secret in a URL": { breaks: "pattmayne.app-asks-in-bodies" },
  "a client app that does not say that it asks in JSON": { breaks: "pattmayne.app-asks-in-bodies" },
  "a client app that repeats a token that it refuses": { breaks: "pattmayne.app-tokens-are-never-echoed" },
  "a client app that repeats a code that it refuses": { breaks: "pattmayne.app-tokens-are-never-echoed" },
  "a client app that lets caches keep its cookies": { breaks: "pattmayne.app-token-responses-are-uncacheable" },
  "a client app that tells the number of a user as text": { breaks: "pattmayne.app-responses-have-the-declared-shape" },
  "a client app that spells its errors in its own way": { breaks: "pattmayne.app-responses-have-the-declared-shape" },
  "a client app that shows where it stumbled": { breaks: "pattmayne.app-answers-show-no-trace" },

  // What every protocol over HTTP asks
  "a client app that takes a body which it cannot read for an empty one": {
    breaks: "pattmayne.unreadable-body-is-refused",
  },
  "a client app that fails on a token that is none": { breaks: "pattmayne.no-request-is-a-server-error" },
  "a client app that refuses a request after one that it could not read": {
    breaks: "pattmayne.next-request-is-served",
  },
  "a client app that authenticates a connection": { breaks: "pattmayne.authentication-is-not-sticky" },
  "a client app that keeps the caller of a request where the next one finds it": {
    breaks: "pattmayne.pipelined-requests-keep-their-users",
  },
  "a client app that guards a path in one spelling only": { breaks: "pattmayne.paths-have-one-spelling" },
  "a client app that answers 405 without Allow": { breaks: "pattmayne.405-carries-allow" },
  "a client app that lets every origin read": { breaks: "pattmayne.foreign-origins-get-no-credentials" },
  "a client app that looks at preconditions before the token": { breaks: "pattmayne.dead-token-is-never-not-modified" },
  "a client app that takes the first of two lengths": { breaks: "pattmayne.conflicting-content-lengths-are-refused" },
  "a client app that needs no Host": { breaks: "pattmayne.missing-host-is-refused" },
  "a client app that takes the first of two Hosts": { breaks: "pattmayne.second-host-is-refused" },
  "a client app that ignores a blank before the colon": { breaks: "pattmayne.space-before-the-colon-is-refused" },
  "a client app that ignores a length beside a transfer coding": {
    breaks: "pattmayne.length-beside-transfer-encoding-ends-the-connection",
  },
  "a client app that still speaks TLS 1.1": { breaks: "pattmayne.old-tls-is-refused" },
} as const satisfies Record<string, Fault>;
