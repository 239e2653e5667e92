import { errors, jwtVerify, SignJWT } from "jose";
import { z } from "zod";
import type { Clock, Random } from "../env.ts";

const idBytes = 16;
const headerMembers = ["alg", "typ"];

/** What a token says of its user. */
export interface UserClaims {
  /** The user's number, as text. */
  readonly sub: string;
  readonly username: string;
  readonly role: string;
  /** The number of the session that the token is of, where its issuer looks after sessions. */
  readonly sid?: number | undefined;
}

/** What a token says whose signature is right. */
export interface ReadToken {
  readonly claims: UserClaims;
  /** Whether its time is over. */
  readonly isExpired: boolean;
}

/** Signed tokens of one app: the secret that signs them is its own, and it remembers none of them. */
export interface HmacJwts {
  /**
   * Signs a token.
   *
   * @param latest when it expires at the latest, in milliseconds since the Unix epoch; its own lifetime if left out
   */
  issue(claims: UserClaims, latest?: number): Promise<string>;
  /** @returns what a token says that this app has signed, expired or not; undefined for every other string */
  read(token: string): Promise<ReadToken | undefined>;
}

const Claims = z.object({
  sub: z.string().regex(/^\d{1,16}$/),
  username: z.string(),
  role: z.string(),
  sid: z.int().optional(),
  exp: z.number(),
});

/**
 * Creates signed tokens over a clock and a source of randomness, which are asked for at each call.
 *
 * @param secret what signs and verifies, asked for at each call
 * @param accessTtl lifetime of a token, in seconds
 * @see {@link https://www.rfc-editor.org/rfc/rfc8725.html#section-3 RFC 8725 - Best Practices}
 */
export function createHmacJwts(
  ports: () => { clock: Clock; random: Random },
  secret: () => Promise<Uint8Array>,
  { accessTtl }: { readonly accessTtl: number },
): HmacJwts {
  return {
    async issue({ sub, username, role, sid }, latest = Number.POSITIVE_INFINITY) {
      const { clock, random } = ports();
      const iat = Math.floor(clock.now() / 1_000);
      const exp = Math.min(iat + Math.ceil(accessTtl), Math.ceil(latest / 1_000));
      // Two tokens of one second differ by their ids.
      const jti = random.bytes(idBytes).toString("base64url");
      const payload = { sub, username, role, ...(sid !== undefined && { sid }), iat, exp, jti };
      return new SignJWT(payload).setProtectedHeader({ alg: "HS256", typ: "JWT" }).sign(await secret());
    },
    async read(token) {
      try {
        const { protectedHeader, payload } = await jwtVerify(token, await secret(), {
          algorithms: ["HS256"],
          typ: "JWT",
          requiredClaims: ["sub", "exp"],
          // An expired token is told from a forged one, so that its expiry is looked at below.
          currentDate: new Date(0),
        });
        const claims = Claims.safeParse(payload);
        // What would select a key or change the signature's meaning is refused, and not only left unread.
        const isPlain = Object.keys(protectedHeader).every((name) => headerMembers.includes(name));
        if (!claims.success || !isPlain) return undefined;
        const { exp, ...rest } = claims.data;
        return { claims: rest, isExpired: exp * 1_000 <= ports().clock.now() };
      } catch (error) {
        if (error instanceof errors.JOSEError) return undefined;
        throw error;
      }
    },
  };
}
