import { constants, createHash, createPublicKey, publicEncrypt } from "node:crypto";

/** An unsigned integer, from base64 of its bytes from the lowest. */
export function readNumber(base64: string): bigint {
  const bytes = Buffer.from(base64, "base64").reverse();
  return bytes.length === 0 ? 0n : BigInt(`0x${bytes.toString("hex")}`);
}

/** Base64 of an unsigned integer's bytes, from the lowest. */
export function writeNumber(value: bigint): string {
  return Buffer.from(toHex(value), "hex").reverse().toString("base64");
}

/** What work is done on: the SHA-256 of a text in UTF-8, its bytes read from the lowest. */
export function baseFor(text: string): bigint {
  return readNumber(createHash("sha256").update(text, "utf8").digest("base64"));
}

/** Below this, OpenSSL knows no RSA. */
const SMALLEST_MODULUS = 2n ** 512n;

/**
 * Squares a number again and again modulo another, as a client does that does not know the modulus's factors.
 *
 * Raising to 2^k is RSA's own operation with that exponent, for which OpenSSL is some six times as fast as a BigInt.
 * The steps are short, so that nothing else of this process waits.
 */
export async function squareRepeatedly(base: bigint, times: number, modulus: bigint): Promise<bigint> {
  let value = base % modulus;
  if (modulus < SMALLEST_MODULUS || modulus % 2n === 0n) {
    for (let done = 0; done < times; done++) value = (value * value) % modulus;
    return value;
  }
  const longest = modulus.toString(2).length - 2;
  for (let left = times; left > 0; left -= longest) {
    value = raise(value, 1n << BigInt(Math.min(left, longest)), modulus);
    await new Promise((resolve) => setImmediate(resolve));
  }
  return value;
}

function raise(value: bigint, exponent: bigint, modulus: bigint): bigint {
  const part = (number: bigint) => Buffer.from(toHex(number), "hex").toString("base64url");
  const jwk = { kty: "RSA", n: part(modulus), e: part(exponent) };
  const key = createPublicKey({ key: jwk, format: "jwk" });
  const length = toHex(modulus).length;
  const message = Buffer.from(toHex(value).padStart(length, "0"), "hex");
  return BigInt(`0x${publicEncrypt({ key, padding: constants.RSA_NO_PADDING }, message).toString("hex")}`);
}

function toHex(value: bigint): string {
  const digits = value.toString(16);
  return digits.length % 2 === 0 ? digits : `0${digits}`;
}
