import { generateKeyPairSync } from "node:crypto";

/** RFC 7518 §3.3 asks for as many at least. */
const BITS = 2048;

/** The private key that reference servers sign with where the suite is to sign as well: PKCS #8 in PEM. */
export const signingKey: string = generateKeyPairSync("rsa", {
  modulusLength: BITS,
  publicKeyEncoding: { type: "spki", format: "pem" },
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
}).privateKey;
