import type { Fault } from "./faults.ts";

/** Servers of angen that are broken where tokens are renewed, and where they keep their address. */
export const renewalFaults = {
  // Renewals
  "a server that keeps the renewal code at a renewal": { breaks: "angen.both-codes-renew-a-token" },
  "a server that keeps the identifier code at a renewal": { breaks: "angen.both-codes-renew-a-token" },
  "a server that renews for an identifier code alone": { breaks: "angen.renewal-needs-both-codes" },
  "a server that renews for a renewal code alone": { breaks: "angen.renewal-needs-both-codes" },
  "a server that renews for the identifier code in both places": { breaks: "angen.renewal-needs-both-codes" },
  "a server that renews for an empty renewal code": { breaks: "angen.renewal-needs-both-codes" },
  "a server that compares the first half of a renewal code": { breaks: "angen.renewal-needs-both-codes" },
  "a server that mixes the codes of a user's tokens": { breaks: "angen.codes-of-two-tokens-do-not-mix" },
  "a server that mixes the codes of everybody's tokens": { breaks: "angen.codes-of-two-tokens-do-not-mix" },
  "a server that renews where the token's user is logged in": { breaks: "angen.renewal-needs-no-login" },
  "a server that renews for the user of the connection": { breaks: "angen.renewed-token-is-of-the-same-user" },
  "a server that names the user of the connection in a renewed token": {
    breaks: "angen.renewed-token-is-of-the-same-user",
  },
  "a server that logs in where it renews": { breaks: "angen.renewal-logs-nobody-in" },
  "a server that logs out where it renews": { breaks: "angen.renewal-logs-nobody-in" },
  "a server that leaves a token good that it renewed": { breaks: "angen.renewal-ends-the-old-identifier-code" },
  "a server that leaves the identifier code good at a renewal": {
    breaks: "angen.renewal-ends-the-old-identifier-code",
  },
  "a server that ends the old token at the first renewal only": {
    breaks: "angen.renewal-ends-the-old-identifier-code",
  },
  "a server that ends the old token when the new one logs in": { breaks: "angen.renewal-ends-the-old-identifier-code" },
  "a server that leaves the renewal code good at a renewal": { breaks: "angen.renewal-ends-the-old-renewal-code" },
  "a server that renews an old token once more where its answer may be lost": {
    breaks: "angen.renewal-ends-the-old-renewal-code",
  },
  "a server that ends all tokens of a user at a renewal": { breaks: "angen.renewal-ends-one-token-only" },
  "a server that closes the connections of a token that it renews": {
    breaks: "angen.renewal-leaves-connections-alone",
  },
  "a server that logs out the connections of a token that it renews": {
    breaks: "angen.renewal-leaves-connections-alone",
  },
  "a server that renews a token as one that is dead": { breaks: "angen.renewed-token-logs-in" },
  "a server that renews a token as one that is good a second later": { breaks: "angen.renewed-token-logs-in" },
  "a server that renews a token once": { breaks: "angen.renewed-token-is-renewed-in-its-turn" },
  "a server that renews a token twice": { breaks: "angen.renewed-token-is-renewed-in-its-turn" },
  "a server that keeps the expiry at a renewal": { breaks: "angen.renewal-begins-a-new-lifetime" },
  "a server that tells a new expiry at a renewal, and keeps the old one": {
    breaks: "angen.renewal-begins-a-new-lifetime",
  },
  "a server that ends tokens after twice the lifetime": { breaks: "angen.renewal-begins-a-new-lifetime" },
  "a server that takes codes which renew nothing for a malformed command": {
    breaks: "angen.failed-renewal-is-failure",
  },
  "a server that ends a token whose renewal code is wrong": { breaks: "angen.failed-renewal-ends-nothing" },
  "a server that ends a token whose identifier code is wrong": { breaks: "angen.failed-renewal-ends-nothing" },
  "a server that renews tokens which have expired": { breaks: "angen.expired-token-is-not-renewed" },

  // Addresses
  "a server that keeps addresses, and does not look at them": { breaks: "angen.kept-address-is-asked-for" },
  "a server that compares two octets of an address": { breaks: "angen.kept-address-is-asked-for" },
  "a server that compares the beginning of an address": { breaks: "angen.kept-address-is-asked-for" },
  "a server that compares addresses without their dots": { breaks: "angen.kept-address-is-asked-for" },
  "a server that keeps the address of the first login": { breaks: "angen.kept-address-is-asked-for" },
  "a server that keeps the address of a user's last token": { breaks: "angen.kept-address-is-asked-for" },
  "a server that writes an address in two ways, and compares them": { breaks: "angen.kept-address-logs-in" },
  "a server that takes a token from its address once": { breaks: "angen.kept-address-logs-in" },
  "a server that keeps addresses unasked": { breaks: "angen.other-address-logs-in" },
} as const satisfies Record<string, Fault>;
