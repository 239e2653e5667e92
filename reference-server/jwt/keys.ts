import { createPrivateKey, createPublicKey, generateKeyPair, type KeyObject } from "node:crypto";
import { promisify } from "node:util";
import { calculateJwkThumbprint } from "jose";
import type { KeyPair } from "../store/key-port.ts";

/** What RS256 asks for at least (RFC 7518 §3.3). */
const bits = 2_048;

/** Makes a new RSA key pair. */
export async function generateKey(): Promise<KeyPair> {
  const { privateKey } = await promisify(generateKeyPair)("rsa", { modulusLength: bits });
  return keyPairOf(privateKey);
}

/**
 * Parses a private key.
 *
 * @param pem PKCS #8
 * @throws Error that says what is wrong with it, and quotes nothing of it
 */
export async function parseKey(pem: string): Promise<KeyPair> {
  const key = privateKeyIn(pem);
  const { modulusLength = 0 } = key?.asymmetricKeyDetails ?? {};
  if (key?.asymmetricKeyType !== "rsa") throw new Error("it is no RSA key in PKCS #8");
  if (modulusLength < bits) throw new Error(`it has ${modulusLength} bits`);
  return keyPairOf(key);
}

function privateKeyIn(pem: string): KeyObject | undefined {
  try {
    return createPrivateKey({ key: pem, format: "pem", type: "pkcs8" });
  } catch {
    return undefined;
  }
}

/** A key is known by its thumbprint (RFC 7638), so that the same key has the same name wherever it comes from. */
async function keyPairOf(key: KeyObject): Promise<KeyPair> {
  const publicKey = createPublicKey(key);
  return {
    kid: await calculateJwkThumbprint(publicKey.export({ format: "jwk" })),
    privateKey: String(key.export({ format: "pem", type: "pkcs8" })),
    publicKey: String(publicKey.export({ format: "pem", type: "spki" })),
  };
}
