import { createHmac } from "node:crypto";
import type { Env } from "@authmark/reference-server/env";
import type { HmacJwts, ReadToken } from "@authmark/reference-server/hmac/jwts";
import type { Broken } from "./broken.ts";
import { encoded, type Members, type Read, read } from "./jws.ts";
import { app } from "./pattmayne-app-parts.ts";

/** A client app that signs and reads its tokens otherwise. */
export function jwts(change: (good: HmacJwts, env: Env) => Partial<HmacJwts>): Broken {
  return app({ env: (env) => ({ ...env, clientJwts: { ...env.clientJwts, ...change(env.clientJwts, env) } }) });
}

/** What a secret signs a token with. */
export function signatureOf({ input }: Pick<Read, "input">, secret: string | Buffer): Buffer {
  return createHmac("sha256", secret).update(input).digest();
}

/** Whether a secret has signed it. */
export const isSigned = (token: Read, secret: string | Buffer): boolean =>
  signatureOf(token, secret).equals(token.signature);

/** Whether the client app itself has signed it. */
export const isOwn = (token: Read, { clientIdentity }: Env): boolean => isSigned(token, clientIdentity.jwtSecret);

export const algOf = ({ header }: Read): string => String(header["alg"]);
export const isWhole = ({ parts }: Read): boolean => parts.length === 3;

/** Whether a token's time is over. */
type IsExpired = (exp: unknown, now: number) => boolean;
const isOver: IsExpired = (exp, now) => typeof exp !== "number" || exp * 1_000 <= now;

/** What a token says, as far as it says who somebody is. */
export function believed({ claims }: Read, now: number, isExpired: IsExpired = isOver): ReadToken | undefined {
  const { sub, username, role, exp } = claims;
  if (typeof sub !== "string" && typeof sub !== "number") return undefined;
  return {
    claims: { sub: String(sub), username: String(username), role: String(role) },
    isExpired: isExpired(exp, now),
  };
}

/** A client app that takes more tokens than it should: those of which `is` is true. */
export function taking(is: (token: Read, env: Env, text: string) => unknown, isExpired?: IsExpired): Broken {
  return jwts((good, env) => ({
    async read(text) {
      const sound = await good.read(text);
      const token = sound === undefined ? read(text) : undefined;
      if (token === undefined || !(await is(token, env, text))) return sound;
      return believed(token, env.clock.now(), isExpired);
    },
  }));
}

/** A client app whose tokens say something else, and that takes them as what they say. */
export function claiming(change: (claims: Members) => Members): Broken {
  return jwts((good, env) => ({
    async issue(claims, latest) {
      const sound = read(await good.issue(claims, latest));
      if (sound === undefined) throw new Error("A sound client app issues what can be read.");
      const input = `${encoded(sound.header)}.${encoded({ ...sound.claims, ...change(sound.claims) })}`;
      const signature = signatureOf({ input: Buffer.from(input) }, env.clientIdentity.jwtSecret);
      return `${input}.${signature.toString("base64url")}`;
    },
  }));
}
