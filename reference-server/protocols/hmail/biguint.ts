/**
 * Reads a `BigUint`: base64 of an integer's bytes from the lowest.
 *
 * @returns undefined for base64 that is not canonical, which decodes to the bytes of another text
 * @see {@link https://www.rfc-editor.org/rfc/rfc4648.html#section-3.5 RFC 4648 - Canonical Encoding}
 */
export function parseBigUint(text: string): bigint | undefined {
  const bytes = Buffer.from(text, "base64");
  return bytes.toString("base64") === text ? fromLittleEndian(bytes) : undefined;
}

/** Writes a `BigUint`. An integer has no leading zeros, so its last byte is not zero; that of 0 has no bytes at all. */
export function renderBigUint(integer: bigint): string {
  if (integer === 0n) return "";
  const hex = integer.toString(16);
  return Buffer.from(hex.padStart(hex.length + (hex.length % 2), "0"), "hex")
    .reverse()
    .toString("base64");
}

/** Reads an integer from its bytes, the lowest first. */
export function fromLittleEndian(bytes: Uint8Array): bigint {
  return BigInt(`0x0${Buffer.from(bytes).reverse().toString("hex")}`);
}
