import type { Session } from "../../engine/session.ts";
import type { Forged, Forgery, Material } from "../../kit/jwt/forgery.ts";
import { verifies } from "../../kit/jwt/jws.ts";
import { keysFit } from "../../kit/jwt/keys-fit.ts";
import { ownKeys } from "../../kit/jwt/own-keys.ts";
import { keyOf } from "../../kit/jwt/public-keys.ts";
import { signingKeyOf } from "../../kit/jwt/signing-key.ts";
import { CannotTest } from "../../model/errors.ts";
import type { Bait } from "../../model/ports.ts";

/** Tokens of one row, and what the suite offers for them to name. */
export interface Forging {
  readonly tokens: readonly Forged[];
  readonly bait?: Bait;
}

const NONE: Forging = { tokens: [] };

/**
 * Forges the tokens of a row from a good token, and has reports call them after it.
 *
 * @param another another good token, for a row that is `ofTwo`
 * @throws CannotTest where the token is no JWT, the other is the same, or the declared keys are not the target's
 */
export async function forge(session: Session, forgery: Forgery, token: string, another?: string): Promise<Forging> {
  const material = { ...materialOf(session, token), ...(another !== undefined && { another }) };
  const { offers } = forgery;
  const bait = offers && (await session.offer((url) => offers({ ...material, url })));
  const tokens = forgery.forge({ ...material, ...(bait && { url: bait.url }) });
  // Where two good tokens are one and the same, nothing is forged.
  if (tokens.some((forged) => forged.token === token)) throw new CannotTest("the target gave the same token twice");
  return { tokens: named(session, token, tokens), ...(bait && { bait }) };
}

/** The same, naming a URL over TLS at which nothing is served; none where there is no port for it. */
export async function forgeOverTls(session: Session, forgery: Forgery, token: string): Promise<Forging> {
  const bait = await session.offerOverTls();
  if (!bait) return NONE;
  const tokens = forgery.forge({ ...materialOf(session, token), url: bait.url });
  const overTls = tokens.map((forged) => ({ ...forged, how: `${forged.how}, over TLS` }));
  return { tokens: named(session, token, overTls), bait };
}

function named(session: Session, original: string, tokens: readonly Forged[]): readonly Forged[] {
  for (const { token, how } of tokens) session.derived(original, token, how);
  return tokens;
}

function materialOf({ jwt, targetNow, leewayMs }: Session, token: string): Material {
  if (!/^[\w-]+\.[\w-]+\.[\w-]+$/.test(token)) throw new CannotTest("the target's tokens are no signed JWTs");
  const fault = keysFit(token, jwt);
  if (fault !== undefined) throw new CannotTest(fault);
  const { audience, signingKey, publicKeyText } = jwt;
  const publicKey = jwt.publicKeys?.find((jwk) => verifies(token, keyOf(jwk)));
  return {
    token,
    own: ownKeys(),
    now: targetNow(),
    leewayMs,
    ...(publicKey && { publicKey }),
    ...(publicKeyText !== undefined && { publicKeyText }),
    ...(signingKey !== undefined && { signingKey: signingKeyOf(signingKey) }),
    ...(audience !== undefined && { audience }),
  };
}
