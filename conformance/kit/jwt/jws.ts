import { constants, createHmac, type KeyObject, type SignKeyObjectInput, sign, verify } from "node:crypto";

/** The parts of a compact JWS, as they are written: base64url. */
export interface Parts {
  readonly header: string;
  readonly payload: string;
  readonly signature: string;
}

/**
 * The parts of a compact JWS (RFC 7515 §3.1).
 *
 * @throws Error for what has not three of them
 */
export function partsOf(token: string): Parts {
  const [header, payload, signature, ...more] = token.split(".");
  if (!header || !payload || !signature || more.length > 0) throw new Error("There is no compact JWS to forge from.");
  return { header, payload, signature };
}

export function compact({ header, payload, signature }: Parts): string {
  return `${header}.${payload}.${signature}`;
}

/** The object that a part of a JWS encodes; empty for what is none. */
export function objectIn(part: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, "base64url").toString("utf8"));
    return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : {};
  } catch {
    return {};
  }
}

/** A part of a JWS: a value as JSON, or a text as it is. */
export function part(value: object | string): string {
  return Buffer.from(typeof value === "string" ? value : JSON.stringify(value)).toString("base64url");
}

type Key = KeyObject | Buffer;

/** One way to sign, and to look whether a signature is right. */
interface Signing {
  sign(input: Buffer, key: Key): Buffer;
  verify(input: Buffer, key: Key, signature: Buffer): boolean;
}

function hmac(hash: string): Signing {
  const digest = (input: Buffer, key: Key) => createHmac(hash, key).update(input).digest();
  return { sign: digest, verify: (input, key, signature) => digest(input, key).equals(signature) };
}

function asymmetric(hash: string | null, options: Omit<SignKeyObjectInput, "key"> = {}): Signing {
  const pair = (key: Key) => {
    if (Buffer.isBuffer(key)) throw new Error("An asymmetric algorithm has no shared key.");
    return { key, ...options };
  };
  return {
    sign: (input, key) => sign(hash, input, pair(key)),
    verify: (input, key, signature) => verify(hash, input, pair(key), signature),
  };
}

const PSS = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST };

/** The algorithms that the suite knows (RFC 7518 §3, RFC 8037 §3.1). */
const ALGORITHMS = {
  HS256: hmac("sha256"),
  HS384: hmac("sha384"),
  HS512: hmac("sha512"),
  RS256: asymmetric("sha256"),
  RS384: asymmetric("sha384"),
  RS512: asymmetric("sha512"),
  PS256: asymmetric("sha256", PSS),
  ES256: asymmetric("sha256", { dsaEncoding: "ieee-p1363" }),
  EdDSA: asymmetric(null),
};

export type Algorithm = keyof typeof ALGORITHMS;

/** Whether the suite can sign by an algorithm. */
export function isAlgorithm(name: unknown): name is Algorithm {
  return typeof name === "string" && Object.hasOwn(ALGORITHMS, name);
}

/**
 * Signs a header and a payload, both base64url, whatever the header says.
 *
 * @param key of an HMAC, its bytes or a secret key; else a private key
 */
export function signed(header: string, payload: string, algorithm: Algorithm, key: Key): string {
  const signature = ALGORITHMS[algorithm].sign(Buffer.from(`${header}.${payload}`), key).toString("base64url");
  return compact({ header, payload, signature });
}

/** Whether a compact JWS was signed with a key, by the algorithm that its header names; false where that is unknown. */
export function verifies(token: string, key: Key): boolean {
  const { header, payload, signature } = partsOf(token);
  const { alg } = objectIn(header);
  if (!isAlgorithm(alg)) return false;
  try {
    return ALGORITHMS[alg].verify(Buffer.from(`${header}.${payload}`), key, Buffer.from(signature, "base64url"));
  } catch {
    // A key of another type than the algorithm's.
    return false;
  }
}
