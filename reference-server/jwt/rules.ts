import type { JWTPayload, JWTVerifyOptions } from "jose";

/** What tokens say, and are asked for. */
export interface JwtSettings {
  readonly issuer: string;
  readonly audience: string;
  /** Lifetime of a token, in seconds. */
  readonly accessTtl: number;
}

/** What a token says of itself besides its times. */
export interface Claims {
  readonly iss: string;
  readonly sub: string;
  readonly aud: string | readonly string[];
}

/** How tokens are made and verified: pure decisions, each of which can be replaced by another. */
export interface JwtRules {
  /** Which algorithm, type, issuer, audience and times a token needs to be good at `now`, milliseconds since the epoch. */
  verification(settings: JwtSettings, now: number): JWTVerifyOptions;
  /** Whether the protected header of a token has nothing in it but what this server writes there. */
  acceptsHeader(header: object): boolean;
  /** Reads the claims of a token; undefined where they are not of the types that this server gives them. */
  readClaims(payload: JWTPayload): Claims | undefined;
  /** The times of a token that is issued at `now`, milliseconds since the epoch. */
  times(settings: JwtSettings, now: number): { readonly iat: number; readonly exp: number };
}

const headerMembers = ["alg", "typ", "kid"];

/**
 * The rules as they are meant.
 *
 * @see {@link https://www.rfc-editor.org/rfc/rfc8725.html#section-3 RFC 8725 - Best Practices}
 * @see {@link https://www.rfc-editor.org/rfc/rfc7519.html#section-4.1 RFC 7519 - Registered Claim Names}
 */
export const strictRules: JwtRules = {
  verification({ issuer, audience }, now) {
    return {
      algorithms: ["RS256"],
      typ: "JWT",
      issuer,
      audience,
      requiredClaims: ["iss", "sub", "aud", "exp"],
      currentDate: new Date(now),
    };
  },
  // What would select a key, be fetched or change the signature's meaning is refused, and not only left unread.
  acceptsHeader(header) {
    return Object.keys(header).every((name) => headerMembers.includes(name));
  },
  readClaims({ iss, sub, aud, exp }) {
    const isWhole = iss !== undefined && typeof sub === "string" && aud !== undefined && Number.isFinite(exp);
    return isWhole ? { iss, sub, aud } : undefined;
  },
  // A token of a later second expires later, however short the time between them is.
  times({ accessTtl }, now) {
    const iat = Math.floor(now / 1_000);
    return { iat, exp: iat + Math.ceil(accessTtl) };
  },
};

/**
 * Whether tokens of a key can be good still.
 *
 * @param retiredAt when it ceased to sign, in milliseconds since the Unix epoch, as is `now`; null where it still does
 * @param accessTtl lifetime of a token, in seconds
 */
export function keyOutlives(retiredAt: number | null, accessTtl: number, now: number): boolean {
  return retiredAt === null || now < retiredAt + Math.ceil(accessTtl) * 1_000;
}
