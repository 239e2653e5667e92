import { type Forged, type Forgery, goodOf } from "./forgery.ts";
import { compact, part, partsOf } from "./jws.ts";

/** Within what most servers take for a field. */
const MANY = 5000;

/** What no header is: other JSON, and no JSON. */
const NO_OBJECTS: readonly (readonly [name: string, text: string | Buffer])[] = [
  ["a list", '[{"alg":"RS256"}]'],
  ["a text", '"RS256"'],
  ["a number", "1"],
  ["null", "null"],
  ["no JSON", "RS256"],
  ["half of a JSON text", '{"alg":"RS256"'],
  ["no UTF-8", Buffer.from('{"alg":"RS256","typ":"\xff\xfe"}', "latin1")],
];

const forged = (how: string, token: string): Forged => ({ how, token });

/** Tokens that are no compact JWS, though made of a good one. */
export const SHAPES = {
  "one-segment": {
    says: "each of a good JWT's segments alone",
    needs: [],
    forge({ token }) {
      const { header, payload, signature } = partsOf(token);
      return [
        forged("its header alone", header),
        forged("its claims alone", payload),
        forged("its signature alone", signature),
      ];
    },
  },
  "two-segments": {
    says: "a good JWT without its third segment, also under alg none",
    needs: [],
    forge(material) {
      const { header, payload, headers } = goodOf(material);
      return [
        forged("two segments", `${header}.${payload}`),
        forged("two segments, alg none", `${part({ ...headers, alg: "none" })}.${payload}`),
      ];
    },
  },
  "four-segments": {
    says: "a good JWT with a segment more: an empty one, its signature again, and one in front of it",
    needs: [],
    forge({ token }) {
      const { header, signature } = partsOf(token);
      return [
        forged("an empty fourth segment", `${token}.`),
        forged("its signature as a fourth segment", `${token}.${signature}`),
        forged("a segment in front of it", `${header}.${token}`),
      ];
    },
  },
  "five-segments": {
    says: "a good JWT with two segments more: empty ones, and those of itself again",
    needs: [],
    forge({ token }) {
      const { payload, signature } = partsOf(token);
      return [
        forged("two empty segments behind it", `${token}..`),
        forged("two segments of its own behind it", `${token}.${payload}.${signature}`),
      ];
    },
  },
  "empty-segments": {
    says: "a good JWT with its header, its claims, both or everything left out, and all dots in their places",
    needs: [],
    forge({ token }) {
      const { header, payload, signature } = partsOf(token);
      return [
        forged("an empty header", `.${payload}.${signature}`),
        forged("empty claims", `${header}..${signature}`),
        forged("its signature behind two dots", `..${signature}`),
        forged("two dots", ".."),
      ];
    },
  },
  "thousands-of-dots": {
    says: "5,000 dots alone, and behind a good JWT",
    needs: [],
    forge: ({ token }) => [
      forged("5,000 dots", ".".repeat(MANY)),
      forged("5,000 dots behind it", token + ".".repeat(MANY)),
    ],
  },
  "json-serialization": {
    says: "a good JWT in the JSON serializations, flattened, as base64url as well, and general",
    needs: [],
    forge({ token }) {
      const { header, payload, signature } = partsOf(token);
      const one = { protected: header, signature };
      return [
        forged("flattened JSON serialization", JSON.stringify({ payload, ...one })),
        forged("flattened JSON serialization in base64url", part({ payload, ...one })),
        forged("general JSON serialization", JSON.stringify({ payload, signatures: [one] })),
        forged(
          "flattened JSON serialization, alg none",
          JSON.stringify({ payload, header: { alg: "none" }, signature: "" }),
        ),
      ];
    },
  },
  "header-of-another-type": {
    says: "a good JWT's claims and signature under a header that is a list, a text, a number, null, no JSON or no UTF-8",
    needs: [],
    forge({ token }) {
      const parts = partsOf(token);
      return NO_OBJECTS.map(([name, text]) => {
        const header = Buffer.from(text as string).toString("base64url");
        return forged(`a header that is ${name}`, compact({ ...parts, header }));
      });
    },
  },
  "huge-header": {
    says: "a good JWT's claims and signature under a header with a member of 4,000 characters",
    needs: [],
    forge(material) {
      const { headers, payload, signature } = goodOf(material);
      const header = part({ ...headers, "authmark-unknown": "a".repeat(4000) });
      return [forged("a huge header", compact({ header, payload, signature }))];
    },
  },
} as const satisfies Record<string, Forgery>;

/**
 * Good tokens that are spelt as no base64url is (RFC 7515 §2, §5.2): widespread decoders take them all the same. They
 * forge nothing, since the bytes that they stand for are as they were.
 */
export const LOOSE_SPELLINGS = {
  "padded-signature": {
    says: "a good JWT whose signature is padded with = as base64url in a JWT is not",
    needs: [],
    forge: ({ token }) => {
      const { signature } = partsOf(token);
      // What needs no padding has none that a decoder would take.
      const padding = "=".repeat(4 - (signature.length % 4));
      return [forged("padded", token + padding)];
    },
  },
  "blanks-in-the-signature": {
    says: "a good JWT with a blank, and with a tab, in the middle of its signature",
    needs: [],
    forge: ({ token }) =>
      [" ", "\t"].map((blank) => forged(`${blank === " " ? "a blank" : "a tab"} inside`, inside(token, blank))),
  },
  "characters-beyond-base64url": {
    says: "a good JWT with characters in the middle of its signature that base64url does not have",
    needs: [],
    forge: ({ token }) =>
      ["!", "*", "~", "%"].map((character) => forged(`${character} inside`, inside(token, character))),
  },
} as const satisfies Record<string, Forgery>;

/** A token with a character more in the middle of its signature. */
function inside(token: string, character: string): string {
  const { header, payload, signature } = partsOf(token);
  const half = Math.floor(signature.length / 2);
  return compact({ header, payload, signature: signature.slice(0, half) + character + signature.slice(half) });
}
