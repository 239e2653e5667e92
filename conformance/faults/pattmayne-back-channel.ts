import type { Fault } from "./faults.ts";

/** Auth apps that are broken on the back channel, where clients ask. */
export const backChannelFaults = {
  // Codes
  "a server that makes tokens at clients good a second later": { breaks: "pattmayne.code-yields-the-users-token" },
  "a server that numbers its users at each client anew": { breaks: "pattmayne.code-names-its-user" },
  "a server that tells clients of twice the time that tokens live": { breaks: "pattmayne.told-expiry-is-true" },
  "a server that tells clients when a token was given": { breaks: "pattmayne.told-expiry-is-true" },
  "a server that answers a spent code as it did before": { breaks: "pattmayne.spent-code-is-refused" },
  "a server that redeems a code for whoever brings it": { breaks: "pattmayne.code-is-its-clients-own" },
  "a server that takes codes for ever": { breaks: "pattmayne.code-expires" },
  "a server that compares the first half of a code": { breaks: "pattmayne.unknown-code-is-refused" },
  "a server that makes codes of 8 bytes": { breaks: "pattmayne.code-encodes-16-bytes" },
  "a server that keeps one code a user and client": { breaks: "pattmayne.codes-never-repeat" },
  "a server that looks whether a code is spent, and spends it a moment later": {
    breaks: "pattmayne.single-use-credential-is-redeemed-once",
  },

  // Clients and their secrets
  "a server that takes any client secret": { breaks: "pattmayne.wrong-client-secret-is-refused" },
  "a server that asks for no client secret where there is none": {
    breaks: "pattmayne.wrong-client-secret-is-refused",
  },
  "a server that takes the secret of any client": { breaks: "pattmayne.another-clients-secret-is-refused" },
  "a server that listens to clients that it does not know": {
    breaks: "pattmayne.unknown-client-is-refused-at-the-back",
  },
  "a server that listens to clients that are switched off": {
    breaks: "pattmayne.inactive-client-is-refused-at-the-back",
  },
  "a server that compares the beginning of a client secret": { breaks: "pattmayne.client-secret-is-compared-whole" },
  "a server that ignores the case of client secrets": { breaks: "pattmayne.client-secret-is-compared-whole" },
  "a server that takes a client secret from the query": { breaks: "pattmayne.client-secret-in-the-query-is-ignored" },
  "a server that spends a code before it looks at the secret": { breaks: "pattmayne.refused-client-changes-nothing" },
  "a server that exchanges a token before it looks at the secret": {
    breaks: "pattmayne.refused-client-changes-nothing",
  },

  // Whether a token is valid
  "a server that calls a token valid once": { breaks: "pattmayne.living-token-is-valid" },
  "a server that calls every token valid that it has given": { breaks: "pattmayne.dead-token-is-not-valid" },
  "a server that compares the first half of a token that it is asked for": {
    breaks: "pattmayne.dead-token-is-not-valid",
  },
  "a server that calls a token valid whoever's it is": { breaks: "pattmayne.token-is-its-users-own" },
  "a server that calls a token valid at every client": { breaks: "pattmayne.token-is-its-clients-own" },
  "a server that ends a token about which another client asks": { breaks: "pattmayne.check-changes-no-token" },
  "a server that lets sessions live on when a client asks": { breaks: "pattmayne.check-changes-no-token" },

  // Exchanges
  "a server that exchanges a token for itself": { breaks: "pattmayne.last-token-yields-a-new-one" },
  "a server that exchanges tokens that have not expired": { breaks: "pattmayne.expired-token-is-exchanged" },
  "a server that leaves an exchanged token alive": { breaks: "pattmayne.exchanged-token-is-dead" },
  "a server that exchanges a token again": { breaks: "pattmayne.exchanged-token-is-dead" },
  "a server that begins the life of an exchanged token anew": { breaks: "pattmayne.exchange-keeps-the-common-expiry" },
  "a server that exchanges tokens of sessions that have ended": { breaks: "pattmayne.exchange-needs-a-living-session" },
  "a server that exchanges a token whoever's it is": { breaks: "pattmayne.exchange-is-for-the-tokens-user" },
  "a server that exchanges a token for every client": { breaks: "pattmayne.exchange-is-for-the-tokens-client" },
  "a server that exchanges the auth app's own token": { breaks: "pattmayne.exchange-is-for-the-tokens-client" },
  "a server that compares the first half of a token that is exchanged": {
    breaks: "pattmayne.unknown-token-is-not-exchanged",
  },
  "a server that looks whether a token is the last, and exchanges it a moment later": {
    breaks: "pattmayne.parallel-exchanges-have-one-winner",
  },
  "a server that ends the user's other tokens at an exchange": {
    breaks: "pattmayne.exchange-leaves-other-clients-alone",
  },
  "a server that ends a token that another client would exchange": {
    breaks: "pattmayne.refused-exchange-changes-nothing",
  },
} as const satisfies Record<string, Fault>;
