import { createPublicKey, type KeyObject, sign } from "node:crypto";

/** A value in DER (X.690 §8.1). */
function der(tag: number, ...contents: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(contents);
  return Buffer.concat([Buffer.of(tag, ...lengthOf(content.length)), content]);
}

function lengthOf(length: number): number[] {
  if (length < 0x80) return [length];
  return length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
}

const SEQUENCE = 0x30;
const sequence = (...contents: readonly Uint8Array[]) => der(SEQUENCE, ...contents);
const text = (value: string) => Buffer.from(value, "latin1");
/** An object identifier, by the bytes that it is made of. */
const identifier = (hex: string) => der(0x06, Buffer.from(hex, "hex"));

/** id-at-commonName (2.5.4.3), sha256WithRSAEncryption (1.2.840.113549.1.1.11), and its parameters. */
const COMMON_NAME = identifier("550403");
const RSA_WITH_SHA_256 = sequence(identifier("2a864886f70d01010b"), der(0x05));

/** Longer than any run. UTCTime ends in 2049 (RFC 5280 §4.1.2.5.1). */
const VALIDITY = sequence(der(0x17, text("200101000000Z")), der(0x17, text("491231235959Z")));

/**
 * Makes a certificate for an RSA key that is its own authority: what `x5u` and `x5c` name.
 *
 * @returns the certificate, in DER
 * @see {@link https://www.rfc-editor.org/rfc/rfc5280.html#section-4.1 RFC 5280 - Basic Certificate Fields}
 */
export function selfSigned(privateKey: KeyObject, commonName: string): Buffer {
  const name = sequence(der(0x31, sequence(COMMON_NAME, der(0x0c, Buffer.from(commonName)))));
  const publicKey = createPublicKey(privateKey).export({ type: "spki", format: "der" });
  const serial = der(0x02, Buffer.of(1));
  // The version field is left out, which is version 1: there are no extensions.
  const toBeSigned = sequence(serial, RSA_WITH_SHA_256, name, VALIDITY, name, publicKey);
  const signature = sign("sha256", toBeSigned, privateKey);
  return sequence(toBeSigned, RSA_WITH_SHA_256, der(0x03, Buffer.of(0), signature));
}

/** A certificate in PEM. */
export function inPem(certificate: Uint8Array): string {
  const lines =
    Buffer.from(certificate)
      .toString("base64")
      .match(/.{1,64}/g) ?? [];
  return ["-----BEGIN CERTIFICATE-----", ...lines, "-----END CERTIFICATE-----", ""].join("\n");
}
