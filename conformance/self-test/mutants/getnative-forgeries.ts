import { createHmac, type KeyObject } from "node:crypto";
import type { Broken } from "./broken.ts";
import type { GetnativeMutants } from "./getnative.ts";
import { isOwn, isSigned, taking } from "./getnative-jws.ts";
import { chained, FIELD } from "./getnative-parts.ts";
import { objectIn, type Read, read } from "./jws.ts";
import { bearer } from "./parts.ts";

const algOf = ({ header }: Read) => String(header["alg"]);
const isWhole = ({ parts }: Read) => parts.length === 3;

/** Servers that take tokens which they, or their key, did not sign as they are. */
export const forgeries = {
  "a server that decodes tokens and does not verify them": () => taking(isWhole),
  "a server that verifies a token where it has a signature": () =>
    taking((token) => isWhole(token) && token.signature.length === 0 && algOf(token) === "RS256"),
  "a server that looks tokens up by their signature": () => {
    const seen = new Set<string>();
    return chained(
      {
        respond(response) {
          seen.add(lastPart(response.headers.get(FIELD) ?? ""));
          return response;
        },
      },
      taking((token, _, text) => isWhole(token) && seen.has(lastPart(text)) && isRs256(token)),
    );
  },
  "a server that compares the first half of a signature": () => {
    const seen = new Set<string>();
    const start = (text: string) => text.slice(0, text.lastIndexOf(".") + 172);
    return chained(
      {
        respond(response) {
          seen.add(start(response.headers.get(FIELD) ?? ""));
          return response;
        },
      },
      taking((token, _, text) => isWhole(token) && token.signature.length === 256 && seen.has(start(text))),
    );
  },
  "a server that decodes tokens and does not verify them where a password is changed": () => decodingAt("PUT"),
  "a server that decodes tokens and does not verify them where an account is deleted": () => decodingAt("DELETE"),

  "a server that takes the algorithm none": () => taking((token) => isWhole(token) && algOf(token) === "none"),
  "a server that refuses the algorithm none in small letters only": () =>
    taking((token) => isWhole(token) && /^none$/i.test(algOf(token)) && algOf(token) !== "none"),
  "a server that takes the algorithm none with a signature": () =>
    taking((token) => isWhole(token) && algOf(token) === "none" && token.signature.length > 0),
  "a server that verifies no algorithm that it does not know": () =>
    taking((token) => isWhole(token) && !/^((RS|PS|HS|ES)\d+|EdDSA|none)$/i.test(algOf(token))),

  "a server that takes HS256 with its public key in PEM": () =>
    keyedWith((key) => String(key.export({ format: "pem", type: "spki" }))),
  "a server that takes HS256 with its public key in DER": () =>
    keyedWith((key) => key.export({ format: "der", type: "spki" })),
  "a server that takes HS256 with its modulus": () =>
    keyedWith((key) => Buffer.from(key.export({ format: "jwk" }).n ?? "", "base64url")),
  "a server that takes HS512 with its public key in PEM": () =>
    keyedWith((key) => String(key.export({ format: "pem", type: "spki" })), "512"),
  "a server that takes what its key signed by RS512": () =>
    taking(async (token, { keyring }) => {
      const keys = await keyring.verifying();
      return isWhole(token) && algOf(token) === "RS512" && keys.some(({ key }) => isSigned(token, key, "sha512"));
    }),

  "a server that does not verify the tokens of keys that it does not know": () =>
    taking(async (token, { keyring }) => {
      const { kid } = token.header;
      const isKnown = kid === undefined || (await keyring.verifying()).some((key) => key.kid === kid);
      return isWhole(token) && isRs256(token) && !isKnown;
    }),
  "a server that does not verify the tokens of no named key": () =>
    taking((token) => isWhole(token) && isRs256(token) && token.header["kid"] === undefined),

  "a server that takes the first three parts of a token": () =>
    taking(async (token, env) => token.parts.length > 3 && isRs256(token) && (await isOwn(token, env))),
  "a server that takes a token without its signature": () => taking(({ parts }) => parts.length === 2),
  "a server that takes the claims of a token alone": () =>
    taking(
      ({ parts }) => parts.length === 1,
      {},
      (text) => (text.includes(".") ? undefined : read(`.${text}`)?.claims && oneOf(text)),
    ),
  "a server that takes tokens in JSON": () =>
    chained(
      bearer((request, good) => good ?? /^Bearer (\{.*\})$/.exec(request.headers.get("authorization") ?? "")?.[1]),
      taking(async (token, env) => isRs256(token) && isOwn(token, env), {}, flattened),
    ),
} satisfies GetnativeMutants;

const isRs256 = (token: Read) => algOf(token) === "RS256";
const lastPart = (text: string) => text.slice(text.lastIndexOf(".") + 1);

/** Claims alone, read as a token of one part. */
function oneOf(text: string): Read | undefined {
  const whole = read(`.${text}`);
  return whole && { ...whole, parts: [text] };
}

/** A token in the flattened JSON serialization (RFC 7515 §7.2.2), read as a compact one. */
function flattened(text: string): Read | undefined {
  const jws = text.startsWith("{") ? objectIn(Buffer.from(text).toString("base64url")) : undefined;
  return jws && read([jws["protected"], jws["payload"], jws["signature"]].join("."));
}

/** A server that has one key for all algorithms, and takes its text for that of an HMAC. */
function keyedWith(spell: (key: KeyObject) => string | Buffer, bits = "256"): Broken {
  return taking(async (token, { keyring }) => {
    const [own] = await keyring.verifying();
    if (own === undefined || !isWhole(token) || algOf(token) !== `HS${bits}`) return false;
    return createHmac(`sha${bits}`, spell(own.key)).update(token.input).digest().equals(token.signature);
  });
}

/** A server that looks at the signature of a token everywhere but in one place. */
function decodingAt(method: string): Broken {
  const there = new Set<string>();
  return chained(
    bearer((request, good) => {
      if (request.method === method && good !== undefined) there.add(good);
      return good;
    }),
    taking((token, _, text) => isWhole(token) && there.has(text)),
  );
}
