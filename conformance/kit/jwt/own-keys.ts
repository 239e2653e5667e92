import { createHash, createPublicKey, generateKeyPairSync, type KeyObject } from "node:crypto";
import type { Jwk } from "../../model/jwt.ts";
import { selfSigned } from "./certificate.ts";

/** Keys that a target has nothing to do with: whoever takes a token that they sign lets anybody in. */
export interface OwnKeys {
  readonly rsa: KeyObject;
  readonly ec: KeyObject;
  readonly ed25519: KeyObject;
  /** Of the RSA key, in DER. */
  readonly certificate: Buffer;
}

let made: OwnKeys | undefined;

/** The suite's own keys; made once a process, since an RSA key takes its time. */
export function ownKeys(): OwnKeys {
  made ??= makeOwnKeys();
  return made;
}

function makeOwnKeys(): OwnKeys {
  const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;
  return {
    rsa,
    ec: generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey,
    ed25519: generateKeyPairSync("ed25519").privateKey,
    certificate: selfSigned(rsa, "authmark"),
  };
}

/** The public half of a key as a JWK. */
export function publicJwk(key: KeyObject): Jwk {
  const half = key.type === "private" ? createPublicKey(key) : key;
  return half.export({ format: "jwk" }) as Jwk;
}

/** The thumbprint of an RSA key, a usual `kid` (RFC 7638 §3). */
export function thumbprint(key: KeyObject): string {
  const { e, kty, n } = publicJwk(key);
  return createHash("sha256").update(JSON.stringify({ e, kty, n })).digest("base64url");
}
