import { altered, inOtherCase } from "../tokens.ts";
import { type Forged, type Forgery, given, goodOf, type Material } from "./forgery.ts";
import { compact, part, partsOf } from "./jws.ts";
import { nobodyLike } from "./nobody.ts";

const A_YEAR = 31_536_000;

/** The good token with other claims, and its signature as it was. */
function withClaims(material: Material, change: Readonly<Record<string, unknown>>, how: string): Forged {
  const { header, claims, signature } = goodOf(material);
  return { token: compact({ header, payload: part({ ...claims, ...change }), signature }), how };
}

/** The good token with another signature. */
function withSignature({ token }: Material, signature: string, how: string): Forged {
  return { token: compact({ ...partsOf(token), signature }), how };
}

/** Tokens with something changed that the signature is to keep, and with something changed in the signature. */
export const TAMPERED = {
  "tampered-subject": {
    says: "a good JWT with another sub, and its signature as it was",
    needs: [],
    forge: (material) => [withClaims(material, { sub: nobodyLike(goodOf(material).claims["sub"]) }, "another sub")],
  },
  "tampered-expiry": {
    says: "a good JWT with an exp that is a year later, and its signature as it was",
    needs: [],
    forge(material) {
      const exp = Math.floor(material.now / 1000) + A_YEAR;
      return [withClaims(material, { exp }, "a later exp")];
    },
  },
  "re-encoded-parts": {
    says: "a good JWT whose claims, or whose header, are spelt with a blank more, and its signature as it was",
    needs: [],
    forge({ token }) {
      const parts = partsOf(token);
      const spaced = (text: string) => part(` ${Buffer.from(text, "base64url").toString("utf8")}`);
      return [
        { token: compact({ ...parts, payload: spaced(parts.payload) }), how: "claims encoded anew" },
        { token: compact({ ...parts, header: spaced(parts.header) }), how: "header encoded anew" },
      ];
    },
  },
  "altered-signature": {
    says: "a good JWT with one bit of its signature changed: of the first, the middle and the last byte",
    needs: [],
    forge: (material) =>
      (["start", "middle", "end"] as const).map((place) =>
        withSignature(material, altered(partsOf(material.token).signature, place), `signature altered at its ${place}`),
      ),
  },
  "cut-signature": {
    says: "a good JWT with half of its signature, with a byte less of it, and with one byte of it",
    needs: [],
    forge(material) {
      const bytes = Buffer.from(partsOf(material.token).signature, "base64url");
      return [Math.floor(bytes.length / 2), bytes.length - 1, 1].map((length) =>
        withSignature(material, bytes.subarray(0, length).toString("base64url"), `${length} bytes of its signature`),
      );
    },
  },
  "signature-in-other-case": {
    says: "a good JWT whose signature has its letters in other case",
    needs: [],
    forge: (material) => [
      withSignature(material, inOtherCase(partsOf(material.token).signature), "its signature in other case"),
    ],
  },
  "emptied-signature": {
    says: "a good JWT whose signature is empty, with both of its dots",
    needs: [],
    forge: (material) => [withSignature(material, "", "no signature")],
  },
  "signature-of-zeros": {
    says: "a good JWT whose signature is as long as it was, and all zeros",
    needs: [],
    forge(material) {
      const { length } = Buffer.from(partsOf(material.token).signature, "base64url");
      return [withSignature(material, Buffer.alloc(length).toString("base64url"), "a signature of zeros")];
    },
  },
  "signature-of-another-token": {
    says: "a good JWT with the signature of another one",
    needs: [],
    ofTwo: true,
    forge(material) {
      const { signature } = partsOf(given(material.another, "another good token"));
      return [withSignature(material, signature, "another token's signature")];
    },
  },
} as const satisfies Record<string, Forgery>;
