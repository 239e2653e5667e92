import type { Fault } from "./faults.ts";

/** Auth apps that are broken where users log in, and where they go on at a client. */
export const loginFaults = {
  // Logins by a password
  "a server that refuses every third login of a user": { breaks: "pattmayne.right-password-logs-in" },
  "a server that knows users by their names alone": { breaks: "pattmayne.email-logs-in-as-well" },
  "a server that calls its user as the login did": { breaks: "pattmayne.login-names-its-user" },
  "a server that takes any password of a known user": { breaks: "pattmayne.wrong-credentials-are-refused" },
  "a server that registers unknown users when they log in": { breaks: "pattmayne.wrong-credentials-are-refused" },
  "a server that goes on with the session of a login's cookies": {
    breaks: "pattmayne.password-beats-presented-cookies",
  },
  "a server that ends the session of whose login fails": { breaks: "pattmayne.failed-login-ends-nothing" },

  // Logins without one
  "a server that asks for the password at each client": { breaks: "pattmayne.login-elsewhere-needs-no-password" },
  "a server that lets in by a signed token that has expired": {
    breaks: "pattmayne.login-without-password-needs-good-cookies",
  },
  "a server that lets in by the cookies of a session that has ended": {
    breaks: "pattmayne.login-without-password-needs-good-cookies",
  },
  "a server that knows one client a user": { breaks: "pattmayne.login-elsewhere-drops-no-token" },
  "a server that gives a user one refresh token for all clients": { breaks: "pattmayne.tokens-of-two-clients-differ" },
  "a server that begins the life of a token at each client anew": { breaks: "pattmayne.tokens-share-one-expiry" },
  "a server that has the tokens of one client outlive the session": { breaks: "pattmayne.tokens-expire-together" },
  "a server that sets no cookies of its own for another client": {
    breaks: "pattmayne.external-login-sets-cookies-as-declared",
  },

  // Clients
  "a server that logs in for a client that it does not know": { breaks: "pattmayne.unknown-client-is-refused" },
  "a server that logs in at clients that are switched off": { breaks: "pattmayne.inactive-client-is-refused" },
  "a server that leaves out the code of its errors": { breaks: "pattmayne.responses-have-the-declared-shape" },
  "a server that tells an expiry as text": { breaks: "pattmayne.responses-have-the-declared-shape" },
  "a server that calls every error 400": { breaks: "pattmayne.responses-have-the-declared-shape" },
  "a server that tells of an unreadable body under status 200": { breaks: "pattmayne.unreadable-body-is-refused" },

  // Redirects
  "a server that names the user where it redirects to": { breaks: "pattmayne.redirect-goes-to-the-registered-uri" },
  "a server that adds a client at the host of X-Forwarded-Host": {
    breaks: "pattmayne.redirect-goes-to-the-registered-uri",
  },
  "a server that redirects to the host of X-Forwarded-Host": { breaks: "pattmayne.redirect-ignores-the-request" },
  "a server that redirects where the request says": { breaks: "pattmayne.redirect-ignores-the-request" },
  "a server that drops the query of a registered URI": { breaks: "pattmayne.redirect-keeps-the-registered-query" },
  "a server that cuts off the codes of its redirects": { breaks: "pattmayne.redirect-carries-a-code" },
  "a server that does not encode a state": { breaks: "pattmayne.redirect-returns-the-state" },
  "a server that takes a state of digits for a number": { breaks: "pattmayne.redirect-returns-the-state" },
  "a server that leaves a state out": { breaks: "pattmayne.redirect-returns-the-state" },
  "a server that redirects who logs in at home": { breaks: "pattmayne.own-login-has-no-redirect" },
  "a server that puts the signed token into its redirects": { breaks: "pattmayne.redirect-carries-no-token" },
} as const satisfies Record<string, Fault>;
