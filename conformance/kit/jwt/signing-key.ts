import { createPrivateKey, createSecretKey, type KeyObject } from "node:crypto";

/**
 * The key that a target signs with, as its file has it.
 *
 * @param text a private key in PEM; anything else is the secret of an HMAC, in UTF-8
 */
export function signingKeyOf(text: string): KeyObject {
  return text.includes("PRIVATE KEY-----") ? createPrivateKey(text) : createSecretKey(text, "utf8");
}
