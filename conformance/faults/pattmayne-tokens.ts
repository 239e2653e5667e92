import type { Fault } from "./faults.ts";

/** Auth apps that are broken in their cookies, and in the signed tokens and refresh tokens that are in them. */
export const tokenFaults = {
  // Cookies
  "a server that lets its cookies travel in plain HTTP": { breaks: "pattmayne.cookies-are-secure" },
  "a server that lets a renewed cookie travel in plain HTTP": { breaks: "pattmayne.cookies-are-secure" },
  "a server that lets scripts read its cookies": { breaks: "pattmayne.cookies-are-http-only" },
  "a server that says SameSite of the signed token alone": { breaks: "pattmayne.cookies-are-same-site" },
  "a server that sends its cookies along from every site": { breaks: "pattmayne.cookies-are-same-site" },
  "a server that repeats its cookies in the body of a login": { breaks: "pattmayne.cookie-tokens-stand-in-no-body" },
  "a server that renews for the user of the refresh token": { breaks: "pattmayne.cookies-of-two-users-never-mix" },

  // Pages of other origins
  "a server that lets pages of every site ask": { breaks: "pattmayne.foreign-origins-change-nothing" },
  "a server that takes the origin null for none": { breaks: "pattmayne.foreign-origins-change-nothing" },
  "a server that compares the beginning of an origin": { breaks: "pattmayne.foreign-origins-change-nothing" },
  "a server that compares the end of an origin": { breaks: "pattmayne.foreign-origins-change-nothing" },
  "a server that refuses every origin": { breaks: "pattmayne.own-origin-is-accepted" },
  "a server that reads JSON of any media type": { breaks: "pattmayne.other-media-types-change-nothing" },
  "a server that takes a form for JSON": { breaks: "pattmayne.other-media-types-change-nothing" },
  "a server that logs out by GET": { breaks: "pattmayne.get-changes-nothing" },
  "a server that logs in at a client by GET": { breaks: "pattmayne.get-changes-nothing" },

  // Signed tokens
  "a server that answers for whom it answered first": { breaks: "pattmayne.jwt-tells-its-user" },
  "a server that takes who sends no token for who asked before": { breaks: "pattmayne.me-needs-a-jwt" },
  "a server that gives its users a number with each token": { breaks: "pattmayne.jwt-is-a-compact-jws" },
  "a server that puts the scheme before its tokens": { breaks: "pattmayne.jwt-is-a-compact-jws" },
  "a server that signs tokens for a day": { breaks: "pattmayne.jwt-lives-minutes" },
  "a server that ends signed tokens before they say": { breaks: "pattmayne.jwt-is-good-until-it-expires" },
  "a server that ends the signed token at a second login": { breaks: "pattmayne.jwt-is-good-until-it-expires" },
  "a server that takes signed tokens for ever": { breaks: "pattmayne.expired-jwt-is-refused" },
  "a server that takes a token without an expiry": { breaks: "pattmayne.jwt-without-expiry-is-refused" },
  "a server that takes a text for an expiry": { breaks: "pattmayne.jwt-expiry-is-a-number" },
  "a server that decodes tokens and does not verify them": { breaks: "pattmayne.tampered-jwt-is-refused" },
  "a server that compares the first half of a signature": { breaks: "pattmayne.tampered-jwt-is-refused" },
  "a server that takes alg none": { breaks: "pattmayne.unsigned-jwt-is-refused" },
  "a server that takes alg none in capital letters": { breaks: "pattmayne.unsigned-jwt-is-refused" },
  "a server that takes what a client has signed": { breaks: "pattmayne.foreign-secret-is-refused" },
  "a server that signs with a usual secret": { breaks: "pattmayne.foreign-secret-is-refused" },
  "a server that takes the key out of a token": { breaks: "pattmayne.header-selects-no-key" },
  "a server that does not look at crit": { breaks: "pattmayne.critical-headers-are-refused" },
  "a server that reads the first three parts of a token": { breaks: "pattmayne.malformed-jws-is-refused" },
  "a server that takes a refresh token for a signed one": { breaks: "pattmayne.refresh-token-is-no-jwt" },

  // Renewal
  "a server that renews and sets no cookie": { breaks: "pattmayne.refresh-renews-the-jwt" },
  "a server that renews by the same token": { breaks: "pattmayne.refresh-renews-the-jwt" },
  "a server that lets refresh tokens live on with each renewal": {
    breaks: "pattmayne.refresh-keeps-the-refresh-token",
  },
  "a server that compares the first half of a refresh token": { breaks: "pattmayne.refresh-needs-a-refresh-token" },
  "a server that renews by refresh tokens for ever": { breaks: "pattmayne.expired-refresh-token-is-refused" },
  "a server that renews by a signed token": { breaks: "pattmayne.jwt-is-no-refresh-token" },
  "a server that renews by any client's refresh token": { breaks: "pattmayne.clients-token-renews-nothing" },
  "a server that serves an expired token and sets no new one": { breaks: "pattmayne.expired-jwt-is-renewed-silently" },
  "a server that renews at its route alone": { breaks: "pattmayne.expired-jwt-is-renewed-silently" },
  "a server that renews whatever is beside a good refresh token": { breaks: "pattmayne.forged-jwt-is-never-renewed" },
  "a server that ends the session of an altered refresh token": { breaks: "pattmayne.refused-renewal-changes-nothing" },
} as const satisfies Record<string, Fault>;
