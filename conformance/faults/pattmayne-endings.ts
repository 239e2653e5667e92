import type { Fault } from "./faults.ts";

/** Auth apps that are broken where sessions end, where addresses are suspended, and where operators look after clients. */
export const endingFaults = {
  // Logout
  "a server that says of a logout that it failed": { breaks: "pattmayne.logout-is-confirmed" },
  "a server that ends a browser's own tokens at a logout": { breaks: "pattmayne.logout-ends-every-refresh-token" },
  "a server that ends at a logout what clients have": { breaks: "pattmayne.logout-ends-every-refresh-token" },
  "a server that leaves signed tokens alive until they expire": { breaks: "pattmayne.logout-ends-the-jwt-at-once" },
  "a server that redeems codes after a logout": { breaks: "pattmayne.logout-ends-unused-codes" },
  "a server that leaves its cookies at a logout": { breaks: "pattmayne.logout-clears-cookies" },
  "a server that logs nobody out by an expired token": { breaks: "pattmayne.logout-works-with-an-expired-jwt" },
  "a server that logs everybody out": { breaks: "pattmayne.logout-leaves-other-users-alone" },
  "a server that logs out whom a token names, whoever has signed it": {
    breaks: "pattmayne.logout-needs-tokens-of-its-user",
  },
  "a server that logs in nobody who has logged out": { breaks: "pattmayne.login-after-logout-works" },
  "a server that has what ended live again when its user is back": { breaks: "pattmayne.return-revives-nothing" },
  "a server that forgets logouts when it is restarted": { breaks: "pattmayne.dead-stays-dead-after-a-restart" },
  "a server that forgets spent codes when it is restarted": { breaks: "pattmayne.dead-stays-dead-after-a-restart" },
  "a server that goes on with a redemption during which its user logs out": {
    breaks: "pattmayne.logout-beats-redemption",
  },
  "a server that goes on with an exchange during which its user logs out": {
    breaks: "pattmayne.logout-beats-exchange",
  },
  "a server that goes on with a renewal during which its user logs out": { breaks: "pattmayne.logout-beats-renewal" },
  "a server that ends at a client's logout what that client has": {
    breaks: "pattmayne.logout-at-a-client-ends-every-token",
  },
  "a server that ends at a client's logout what clients have": {
    breaks: "pattmayne.logout-at-a-client-ends-every-token",
  },
  "a server that finds nobody to log out at a client": { breaks: "pattmayne.logout-of-nobody-is-confirmed" },
  "a server that logs out before it looks at the secret": { breaks: "pattmayne.logout-at-a-client-needs-its-secret" },

  // Suspension
  "a server that suspends nobody": { breaks: "pattmayne.failed-logins-suspend-the-address" },
  "a server that counts the failed logins of each account alone": {
    breaks: "pattmayne.failed-logins-suspend-the-address",
  },
  "a server that logs in from suspended addresses by the right password": {
    breaks: "pattmayne.suspension-refuses-the-right-password",
  },
  "a server that suspends after half as many failed logins": {
    breaks: "pattmayne.failures-below-the-limit-suspend-nobody",
  },
  "a server that suspends for longer than it says": { breaks: "pattmayne.suspension-ends" },
  "a server that suspends all addresses at once": { breaks: "pattmayne.suspension-spares-other-addresses" },
  "a server that serves nobody at a suspended address": { breaks: "pattmayne.suspension-spares-living-sessions" },
  "a server that takes the address out of X-Forwarded-For": { breaks: "pattmayne.forwarded-addresses-are-not-trusted" },
  "a server that takes the address out of Forwarded": { breaks: "pattmayne.forwarded-addresses-are-not-trusted" },
  "a server that forgets all failed logins at one that succeeds": { breaks: "pattmayne.own-logins-help-no-guesser" },

  // Operators
  "a server that adds clients and forgets them": { breaks: "pattmayne.new-client-is-known" },
  "a server that takes every user for an operator": { breaks: "pattmayne.operator-routes-need-an-operator" },
  "a server that puts a new client in the place of another": { breaks: "pattmayne.taken-client-id-is-refused" },
  "a server that takes any text for a redirect URI": { breaks: "pattmayne.redirect-uri-is-absolute" },
  "a server that makes client secrets of 8 bytes": { breaks: "pattmayne.client-secret-encodes-16-bytes" },
  "a server that shows a client's secret at each change": { breaks: "pattmayne.client-secret-is-shown-once" },
  "a server that issues a secret and keeps the old one": { breaks: "pattmayne.new-secret-works" },
  "a server that goes on with old secrets": { breaks: "pattmayne.old-secret-is-dead" },
  "a server that ends a client's tokens with its secret": { breaks: "pattmayne.new-secret-keeps-the-tokens" },
  "a server that keeps the first redirect URI of a client": { breaks: "pattmayne.changed-uri-is-used" },
  "a server that never switches a client on again": { breaks: "pattmayne.client-is-switched-on-again" },
} as const satisfies Record<string, Fault>;
