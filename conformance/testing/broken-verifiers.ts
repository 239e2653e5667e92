import { createPublicKey, type KeyObject } from "node:crypto";
import {
  compactDecrypt,
  compactVerify,
  createLocalJWKSet,
  flattenedVerify,
  generalVerify,
  importX509,
  jwtVerify,
} from "jose";
import type { ForgeryId } from "../kit/jwt/forgeries.ts";
import { objectIn, partsOf, verifies } from "../kit/jwt/jws.ts";
import { keyOf, spellingsOf } from "../kit/jwt/public-keys.ts";
import type { Content } from "../model/ports.ts";
import { AUDIENCE, ISSUER, material, SUBJECT } from "./jwt-material.ts";

/** Throws, or says no, for what it does not take; it may fetch what the suite offers. */
type Verifier = (token: string, offered: Content) => unknown;

const publicKey = keyOf(material.publicKey);

/** A verifier that does everything right, and knows one user. */
export const sound: Verifier = async (token) => {
  const { payload } = await jwtVerify(token, publicKey, {
    algorithms: ["RS256"],
    issuer: ISSUER,
    audience: AUDIENCE,
    requiredClaims: ["iss", "sub", "aud", "exp"],
  });
  return payload.sub === SUBJECT;
};

/** The same, which also reads base64url as strictly as it is defined. */
export const strict: Verifier = (token, offered) => /^[\w-]+\.[\w-]+\.[\w-]+$/.test(token) && sound(token, offered);

const claimsIn = (text: string) => typeof JSON.parse(text) === "object";
const segments = (token: string) => token.split(".");
const headerText = (token: string) => Buffer.from(segments(token)[0] ?? "", "base64url").toString("latin1");
const algIn = (token: string) => objectIn(segments(token)[0] ?? "")["alg"];

/** Reads claims, and looks at no signature. */
const unverified: Verifier = (token) => "sub" in objectIn(segments(token)[1] ?? "");
/** Whatever there is, it is somebody. */
const credulous: Verifier = () => true;
const holdsNone: Verifier = (token) => /"alg":"none ?"/i.test(headerText(token));
const unknownAlg: Verifier = (token) => !/^(RS|HS|ES|PS)\d+$/.test(String(algIn(token)));
const anySpelling: Verifier = (token) =>
  spellingsOf(material.publicKey, material.publicKeyText).some(([, key]) => verifies(token, key));
const decrypting: Verifier = async (token) => {
  const { plaintext } = await compactDecrypt(token, material.signingKey);
  return plaintext.length > 0;
};
const keyedBy =
  (key: KeyObject | Buffer): Verifier =>
  (token) =>
    verifies(token, key);
const byAnyOwnKey: Verifier = (token) => {
  const { rsa, ec, ed25519 } = material.own;
  return [rsa, ec, ed25519].some((key) => verifies(token, createPublicKey(key)));
};
const byJwk: Verifier = (token) => {
  const { jwk, alg } = objectIn(partsOf(token).header) as { jwk: { k?: string }; alg: string };
  if (jwk.k !== undefined) return alg === "HS256" && verifies(token, Buffer.from(jwk.k, "base64url"));
  return verifies(token, createPublicKey({ key: jwk, format: "jwk" }));
};
const either =
  (one: Verifier, other: Verifier): Verifier =>
  (token, offered) =>
    one(token, offered) || other(token, offered);
const guessable: Verifier = (token) => {
  const { kid } = objectIn(partsOf(token).header);
  const secrets = ["secret", "password", "changeme", "your-256-bit-secret", String(kid)];
  return secrets.some((secret) => verifies(token, Buffer.from(secret)));
};
const byX5c: Verifier = async (token) => {
  const { x5c } = objectIn(partsOf(token).header) as { x5c: [string] };
  const pem = `-----BEGIN CERTIFICATE-----\n${x5c[0]}\n-----END CERTIFICATE-----`;
  return jwtVerify(token, await importX509(pem, "RS256"));
};
const byOffered: Verifier = async (token, { body }) => {
  const header = objectIn(partsOf(token).header);
  const url = [header["jku"], header["x5u"], header["kid"]].find((value) =>
    String(value).startsWith(String(material.url)),
  );
  if (url === undefined) return false;
  if (body.startsWith("-----")) return jwtVerify(token, await importX509(body, "RS256"));
  return jwtVerify(token, createLocalJWKSet(JSON.parse(body)));
};
const threeOfMany: Verifier = (token) => {
  const all = segments(token);
  return [all.slice(0, 3), all.slice(-3)].some((three) => verifies(three.join("."), publicKey));
};
const json: Verifier = async (token) => {
  const text = token.startsWith("{") ? token : Buffer.from(token, "base64url").toString();
  const jws = JSON.parse(text);
  if (jws.header?.alg === "none") return true;
  return "signatures" in jws ? generalVerify(jws, publicKey) : flattenedVerify(jws, publicKey);
};
/** Verifies the signature, and looks at no claim. */
const signatureAlone: Verifier = async (token) =>
  claimsIn(Buffer.from((await compactVerify(token, publicKey)).payload).toString());
const withoutExtensions = keyedBy(publicKey);

/** For each forgery, a verifier with the fault that it is made for. */
export const BROKEN: Record<ForgeryId, Verifier> = {
  "tampered-subject": unverified,
  "tampered-expiry": unverified,
  "re-encoded-parts": unverified,
  "altered-signature": unverified,
  "cut-signature": unverified,
  "signature-in-other-case": unverified,
  "emptied-signature": unverified,
  "signature-of-zeros": unverified,
  "signature-of-another-token": unverified,
  "alg-none": holdsNone,
  "no-alg": unknownAlg,
  "alg-twice": holdsNone,
  "hs256-keyed-with-the-public-key": anySpelling,
  "longer-hmac-keyed-with-the-public-key": anySpelling,
  "encrypted-to-the-public-key": decrypting,
  "another-algorithm-by-the-right-key": keyedBy(publicKey),
  "another-rsa-key": byAnyOwnKey,
  "another-algorithm": byAnyOwnKey,
  "usual-secrets": guessable,
  "kid-of-another-type": byAnyOwnKey,
  "kid-as-path": either(keyedBy(Buffer.alloc(0)), byAnyOwnKey),
  "kid-as-query": either(keyedBy(Buffer.from("authmark")), byAnyOwnKey),
  "key-in-jwk": byJwk,
  "key-in-x5c": byX5c,
  "key-at-jku": byOffered,
  "key-at-x5u": byOffered,
  "key-at-kid": byOffered,
  "one-segment": credulous,
  "two-segments": unverified,
  "four-segments": threeOfMany,
  "five-segments": threeOfMany,
  "empty-segments": credulous,
  "thousands-of-dots": credulous,
  "json-serialization": json,
  "header-of-another-type": unverified,
  "huge-header": unverified,
  "no-exp": signatureAlone,
  "exp-as-text": signatureAlone,
  "exp-of-another-type": signatureAlone,
  "exp-of-zero": signatureAlone,
  "exp-twice": signatureAlone,
  "exp-that-is-over": signatureAlone,
  "nbf-ahead": signatureAlone,
  "another-iss": signatureAlone,
  "no-iss": signatureAlone,
  "another-aud": signatureAlone,
  "no-aud": signatureAlone,
  "no-sub": signatureAlone,
  "unknown-sub": signatureAlone,
  "sub-of-another-type": signatureAlone,
  "claims-of-another-type": withoutExtensions,
  "unencoded-payload": withoutExtensions,
  "unknown-crit": withoutExtensions,
  "empty-crit": withoutExtensions,
};

/** Whether a verifier takes a token. */
export async function takes(verifier: Verifier, token: string, offered: Content): Promise<boolean> {
  try {
    const result = await verifier(token, offered);
    return typeof result === "object" ? result !== null : result === true;
  } catch {
    return false;
  }
}
