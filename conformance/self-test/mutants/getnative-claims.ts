import { AUDIENCE, ISSUER } from "../signing.ts";
import type { GetnativeMutants } from "./getnative.ts";
import { takingOwn } from "./getnative-jws.ts";
import { rules } from "./getnative-parts.ts";

const any = () => true;

/** Servers that do not look at all claims of the tokens that are well signed. */
export const claims = {
  "a server that takes a token without an expiry": () =>
    takingOwn(({ claims }) => claims["exp"] === undefined, { exp: any }),
  "a server that takes a text for an expiry": () =>
    takingOwn(({ claims }) => typeof claims["exp"] === "string", {
      exp: (exp, now) => Number(exp) * 1000 > now || Date.parse(String(exp)) > now,
    }),
  "a server that looks at no issuer": () => takingOwn(any, { iss: any }),
  "a server that compares the beginning of an issuer": () =>
    takingOwn(any, { iss: (iss) => String(iss).startsWith(ISSUER) }),
  "a server that takes a token without an issuer": () => takingOwn(any, { iss: (iss) => iss === undefined }),
  "a server that takes a token before its time": () => takingOwn(any, { nbf: any }),
  "a server that looks at no audience": () => takingOwn(any, { aud: any }),
  "a server that compares the beginning of an audience": () =>
    takingOwn(any, { aud: (aud) => String(aud).startsWith(AUDIENCE) }),
  "a server that takes a token without an audience": () => takingOwn(any, { aud: (aud) => aud === undefined }),
  "a server that takes one audience for the only one": () =>
    rules((good) => ({
      readClaims: (payload) => (Array.isArray(payload.aud) ? undefined : good.readClaims(payload)),
    })),
} satisfies GetnativeMutants;
