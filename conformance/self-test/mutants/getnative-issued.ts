import { createPublicKey, generateKeyPairSync } from "node:crypto";
import { publicKeyOf } from "@authmark/reference-server/protocols/getnative/public-key";
import type { Broken } from "./broken.ts";
import type { GetnativeMutants } from "./getnative.ts";
import { claiming, heading, issuing, signed } from "./getnative-jws.ts";
import { bodyOf, handlers, inField, jwts, KEYS, REGISTER } from "./getnative-parts.ts";
import { answering } from "./parts.ts";
import { pathOf } from "./requests.ts";

const DAY_S = 86_400;

/** Servers whose tokens say something wrong, or are spelt so; they take them as if nothing were wrong. */
export const issued = {
  "a server that puts the scheme before a token that it brings": () => inField((token) => `Bearer ${token}`),
  "a server that puts a token in quotes": () => inField((token) => `"${token}"`),
  "a server that pads the signatures of its tokens": () => ({
    ...inField((token) => `${token}==`),
    ...jwts((good) => ({ verify: (token) => good.verify(token.replace(/=+$/, "")) })),
  }),
  "a server that leaves out the type of its tokens": () => heading(() => ({ typ: undefined })),
  "a server that signs with RS512": () => signing("RS512", "sha512"),
  "a server that says RS256 and signs with SHA-512": () => signing("RS256", "sha512"),
  "a server that signs with a key of 1024 bits": () => {
    const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 1024 });
    const weak = { kid: "weak", key: createPublicKey(privateKey) };
    return {
      ...issuing(({ header, claims }) => signed({ ...header, kid: weak.kid }, claims, privateKey)),
      ...handlers(() => ({ jwks: async () => ({ status: 200, body: { keys: [publicKeyOf(weak)] } }) })),
    };
  },

  "a server that names no issuer": () => claiming(() => ({ iss: undefined })),
  "a server that names its address as its issuer": () => claiming(() => ({ iss: "http://127.0.0.1:8080" })),
  "a server that names no account": () => claiming(() => ({ sub: undefined })),
  "a server that names every account alike": () => claiming(() => ({ sub: "user" })),
  "a server that names its account anew in each token": () =>
    claiming(({ sub }, { env }) => ({ sub: `${sub}.${env.random.bytes(8).toString("base64url")}` })),
  "a server that makes an account under the number that is asked for": () => {
    const asked = new Map<unknown, number>();
    return {
      async request(request) {
        if (pathOf(request) !== REGISTER) return request;
        const { email, id } = await bodyOf(request);
        if (typeof id === "number") asked.set(email, id);
        return request;
      },
      ...handlers((good, env) => ({
        async register(input) {
          const answer = await good.register(input);
          const id = asked.get(input.body.email);
          if (answer.status !== 200 || id === undefined) return answer;
          const token = await env.jwts.issue(String(id));
          return { ...answer, body: { ...answer.body, id }, headers: { ...answer.headers, "GN-Access-Token": token } };
        },
      })),
    };
  },
  "a server that names no audience": () => claiming(() => ({ aud: undefined })),
  "a server that names an empty list of audiences": () => claiming(() => ({ aud: [] })),
  "a server that tells the expiry of tokens as text": () => claiming(({ exp }) => ({ exp: String(exp) })),
  "a server that tells the expiry of tokens in milliseconds": () =>
    claiming(({ exp }) => ({ exp: Number(exp) * 1000 })),
  "a server that tells no expiry of tokens": () => claiming(() => ({ exp: undefined })),
  "a server that says that tokens live for a day": () => claiming(({ iat }) => ({ exp: Number(iat) + DAY_S })),
  "a server that says that the tokens of a renewal live for a day": () =>
    claiming(({ iat }, { before }) => (before === undefined ? {} : { exp: Number(iat) + DAY_S })),
  "a server that does not tell when it issued a token": () => claiming(() => ({ iat: undefined })),

  "a server that publishes its private key": publishing,
} satisfies GetnativeMutants;

/** A server that signs by another hash, and takes its tokens back. */
function signing(alg: string, hash: string): Broken {
  return issuing(async ({ header, claims }, { env }) => {
    const { key } = await env.keyring.signing();
    return signed({ ...header, alg }, claims, key, hash);
  });
}

/** A server that serializes all that it has of its key. */
function publishing(): Broken {
  let exponent: string | undefined;
  return {
    ...handlers((good, env) => ({
      async jwks(input) {
        const { key } = await env.keyring.signing();
        exponent = key.export({ format: "jwk" }).d;
        return good.jwks(input);
      },
    })),
    ...answering(KEYS, ({ status, body }) => {
      const { keys } = body as { keys: object[] };
      return status === 200 ? { body: { keys: keys.map((key) => ({ ...key, d: exponent })) } } : undefined;
    }),
  };
}
