import { commonFaults, opaqueFaults } from "./common.ts";
import type { Fault } from "./faults.ts";

/** Broken servers of the session flow, as data; self-test/mutants/session.ts builds each of them from the reference server. */
export const sessionFaults = {
  ...commonFaults("session"),
  ...opaqueFaults("session"),

  // Bad input
  "a server that tells of an unreadable body under status 200": { breaks: "session.unreadable-body-is-refused" },

  // In general
  "a server that leaves out the type of its tokens": { breaks: "session.responses-have-the-declared-shape" },
  "a server that tells lifetimes as text": { breaks: "session.responses-have-the-declared-shape" },
  "a server that refreshes the sessions of who is gone": { breaks: "session.removed-account-gets-no-token" },
  "a server that serves who is gone": { breaks: "session.removed-accounts-bearer-is-refused" },
  "a server that keeps logouts in memory": { breaks: "session.dead-stays-dead-after-a-restart" },

  // Login
  "a server that refuses every third login of a user": { breaks: "session.next-request-is-served" },
  "a server that issues refresh tokens that are dead": { breaks: "session.right-password-begins-a-session" },
  "a server that takes any password of a known user": { breaks: "session.wrong-password-is-an-error" },
  "a server that takes a wrong password when it comes again": { breaks: "session.wrong-password-is-an-error" },
  "a server that registers unknown users when they log in": { breaks: "session.unknown-user-is-an-error" },
  "a server that says which names it knows": { breaks: "session.wrong-password-and-unknown-user-look-alike" },
  "a server that ends a user's other sessions at a login": { breaks: "session.login-leaves-other-sessions-alone" },
  "a server that ends a user's sessions on a failed login": { breaks: "session.failed-login-ends-nothing" },
  "a server that lets caches keep tokens": { breaks: "session.token-responses-are-uncacheable" },
  "a server that lets caches keep the tokens of a refresh": { breaks: "session.token-responses-are-uncacheable" },
  "a server that has caches ask again, and not forget": { breaks: "session.token-responses-are-uncacheable" },
  "a server that lets caches keep refusals": { breaks: "session.token-errors-are-uncacheable" },
  "a server that refuses a login without a challenge": { breaks: "session.refused-credentials-carry-a-challenge" },

  // Lifetimes
  "a server that tells access tokens a longer life than they have": { breaks: "session.told-lifetimes-are-true" },
  "a server that lets refresh tokens outlive what it told": { breaks: "session.told-lifetimes-are-true" },
  "a server that lets access tokens live as long as refresh tokens": { breaks: "session.access-token-lives-shorter" },
  "a server that lets refreshed access tokens live as long as refresh tokens": {
    breaks: "session.access-token-lives-shorter",
  },
  "a server that never lets access tokens expire": { breaks: "session.expired-access-token-is-refused" },
  "a server that never lets the access tokens of a refresh expire": {
    breaks: "session.expired-access-token-is-refused",
  },
  "a server that checks only that an access token's session lives": {
    breaks: "session.expired-access-token-is-refused",
  },
  "a server that drops access tokens that rest for a second": {
    breaks: "session.access-token-is-good-until-it-expires",
  },
  "a server that extends access tokens when they are used": { breaks: "session.use-extends-no-access-token" },
  "a server that tells the whole lifetime of a token, however old it is": {
    breaks: "session.told-lifetime-counts-down",
  },
  "a server that never lets refresh tokens expire": { breaks: "session.expired-refresh-token-is-refused" },
  "a server that never lets the refresh tokens of a refresh expire": {
    breaks: "session.expired-refresh-token-is-refused",
  },
  "a server that ends refresh tokens before their time": { breaks: "session.refresh-token-is-good-until-it-expires" },
  "a server that ends a session with its access token": { breaks: "session.expired-access-token-does-not-hinder" },
  "a server that keeps the end of a session at a refresh": { breaks: "session.refresh-lifetime-is-as-declared" },
  "a server that puts off the end of a session at a refresh": { breaks: "session.refresh-lifetime-is-as-declared" },

  // Access
  "a server that names who logged in last": { breaks: "session.access-token-tells-its-user" },
  "a server that takes a token under any scheme": { breaks: "session.session-needs-an-access-token" },
  "a server that takes the first token of a list": { breaks: "session.session-needs-an-access-token" },
  "a server that lets a session pass without the field": { breaks: "session.session-needs-an-access-token" },
  "a server that serves garbage under a scheme in lower case": { breaks: "session.session-needs-an-access-token" },
  "a server that takes name and password under the scheme Basic": { breaks: "session.session-needs-an-access-token" },
  "a server that compares the first half of an access token": { breaks: "session.session-needs-an-access-token" },
  "a server that ignores the case of access tokens": { breaks: "session.session-needs-an-access-token" },
  "a server that ignores what follows an access token": { breaks: "session.session-needs-an-access-token" },
  "a server that takes a refresh token for an access token": { breaks: "session.refresh-token-is-no-bearer" },
  "a server that refuses without a challenge": { breaks: "session.refusal-carries-a-challenge" },
  "a server that challenges only who has no token": { breaks: "session.refusal-carries-a-challenge" },
  "a server that names no error in its challenge": { breaks: "session.challenge-names-the-error" },
  "a server that names an error to who sent no token": { breaks: "session.challenge-without-token-has-no-error" },

  // Refresh
  "a server that keeps the refresh token at a refresh": { breaks: "session.refresh-rotates-both-tokens" },
  "a server that keeps the access token at a refresh": { breaks: "session.refresh-rotates-both-tokens" },
  "a server that issues dead access tokens at a refresh": { breaks: "session.refresh-rotates-both-tokens" },
  "a server that refreshes a session twice": { breaks: "session.every-refresh-is-as-the-first" },
  "a server that rotates the refresh token once": { breaks: "session.every-refresh-is-as-the-first" },
  "a server that takes a spent refresh token for the newest": { breaks: "session.spent-refresh-token-is-refused" },
  "a server that takes a spent refresh token once more": { breaks: "session.spent-refresh-token-is-refused" },
  "a server that remembers only the last spent refresh token of a session": {
    breaks: "session.spent-refresh-token-is-refused",
  },
  "a server that forgets which refresh tokens are spent when their user logs in again": {
    breaks: "session.spent-refresh-token-is-refused",
  },
  "a server that leaves access tokens alive at a refresh": { breaks: "session.rotated-access-token-is-dead" },
  "a server that leaves the last access token alive at a refresh": { breaks: "session.rotated-access-token-is-dead" },
  "a server that ends a user's other sessions at a refresh": { breaks: "session.refresh-leaves-other-sessions-alone" },
  "a server that takes an access token for a refresh token": { breaks: "session.access-token-is-no-refresh-token" },
  "a server that compares the first half of a refresh token": { breaks: "session.unknown-refresh-token-is-refused" },
  "a server that ignores what follows a refresh token": { breaks: "session.unknown-refresh-token-is-refused" },
  "a server that looks refresh tokens up with wildcards": { breaks: "session.unknown-refresh-token-is-refused" },
  "a server that takes a list for the refresh token in it": { breaks: "session.unknown-refresh-token-is-refused" },
  "a server that refreshes the newest session where no refresh token comes": {
    breaks: "session.unknown-refresh-token-is-refused",
  },
  "a server that drops all access tokens when it refuses a refresh token": {
    breaks: "session.refused-refresh-changes-nothing",
  },
  "a server that ends a session whose access token comes as a refresh token": {
    breaks: "session.refused-refresh-changes-nothing",
  },
  "a server that refuses the refresh after ten bad ones": { breaks: "session.refused-refresh-changes-nothing" },

  // Reuse and races
  "a server that forgives a reuse": { breaks: "session.reuse-revokes-the-family" },
  "a server that leaves the access token alive at a reuse": { breaks: "session.reuse-revokes-the-family" },
  "a server that ends only the next token's line at a reuse": { breaks: "session.reuse-revokes-the-family" },
  "a server that ends all sessions of a user at a reuse": { breaks: "session.reuse-revokes-no-other-family" },
  "a server that ends everybody's sessions at a reuse": { breaks: "session.reuse-revokes-no-other-family" },
  "a server that locks a user out at a reuse": { breaks: "session.reuse-revokes-no-other-family" },
  "a server that looks whether a refresh token is spent, and spends it a moment later": {
    breaks: "session.parallel-refreshes-have-one-winner",
  },
  "a server that lets all that come at once succeed, one after the other": {
    breaks: "session.single-use-credential-is-redeemed-once",
  },
  "a server that takes a race for a reuse": { breaks: "session.raced-client-keeps-its-session" },
  "a server that begins a second line of tokens for a repeated refresh": {
    breaks: "session.lost-response-leaves-one-line",
  },

  // Logout
  "a server that answers a logout with a redirect": { breaks: "session.logout-is-confirmed" },
  "a server that forgets nothing at a logout": { breaks: "session.logout-revokes-both-tokens" },
  "a server that ends only the refresh token at a logout": { breaks: "session.logout-revokes-both-tokens" },
  "a server that ends only the access token at a logout": { breaks: "session.logout-revokes-both-tokens" },
  "a server that logs a user out once": { breaks: "session.logout-revokes-both-tokens" },
  "a server that refuses a second logout": { breaks: "session.logout-is-idempotent" },
  "a server that needs a living access token for a logout": { breaks: "session.stale-tokens-log-out" },
  "a server that needs the newest refresh token for a logout": { breaks: "session.stale-tokens-log-out" },
  "a server that takes anybody's refresh token for a logout": { breaks: "session.anothers-refresh-token-is-refused" },
  "a server that ends the session of the refresh token, whoever asks": {
    breaks: "session.anothers-refresh-token-is-refused",
  },
  "a server that refuses a logout with an unknown refresh token": {
    breaks: "session.unknown-refresh-token-ends-the-session",
  },
  "a server that logs out by the access token alone": { breaks: "session.logout-needs-a-refresh-token" },
  "a server that logs out by the refresh token alone": { breaks: "session.logout-needs-an-access-token" },
  "a server that ends all sessions of a user at a logout": { breaks: "session.logout-leaves-other-sessions-alone" },
  "a server that ends everybody's sessions at a logout": { breaks: "session.logout-leaves-other-sessions-alone" },
  "a server that ends what its user begins in the second of a logout": { breaks: "session.login-after-logout-works" },
  "a server that looks whether a session lives, and refreshes it a moment later": {
    breaks: "session.logout-beats-refresh",
  },

  // Cookies
  "a server that lets scripts read its cookies": { breaks: "session.cookies-are-out-of-reach-of-scripts" },
  "a server that lets its cookies travel in plain HTTP": { breaks: "session.cookies-are-out-of-reach-of-scripts" },
  "a server that says SameSite only of the first cookies": { breaks: "session.cookies-are-out-of-reach-of-scripts" },
  "a server that shares its cookies with other hosts": { breaks: "session.cookies-are-bound-to-their-host" },
  "a server that leaves its cookies at a logout": { breaks: "session.logout-clears-cookies" },
  "a server that clears one of two cookies at a logout": { breaks: "session.logout-clears-cookies" },
  "a server that goes on with the session of a login's cookies": { breaks: "session.login-replaces-presented-cookies" },
  "a server that takes over what a login's cookies say": { breaks: "session.login-replaces-presented-cookies" },
  "a server that refreshes the session of the access cookie": { breaks: "session.cookies-of-two-sessions-never-mix" },
  "a server that answers for the user of the refresh cookie": { breaks: "session.cookies-of-two-sessions-never-mix" },
  "a server that takes a form for JSON": { breaks: "session.forms-change-nothing" },
  "a server that reads JSON of any media type": { breaks: "session.forms-change-nothing" },
  "a server that lets pages of every site ask": { breaks: "session.foreign-sites-change-nothing" },
  "a server that looks at Sec-Fetch-Site alone": { breaks: "session.foreign-sites-change-nothing" },
  "a server that looks at Origin alone": { breaks: "session.foreign-sites-change-nothing" },
  "a server that takes the origin null for none": { breaks: "session.foreign-sites-change-nothing" },
  "a server that compares the beginning of an origin": { breaks: "session.foreign-sites-change-nothing" },
  "a server that refreshes and logs out by GET": { breaks: "session.get-changes-nothing" },
} as const satisfies Record<string, Fault>;
