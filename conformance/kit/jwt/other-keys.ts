import { type Forgery, goodOf, underHeader } from "./forgery.ts";
import type { Algorithm } from "./jws.ts";
import { type OwnKeys, thumbprint } from "./own-keys.ts";

/** By which of the suite's keys an algorithm signs. */
const BY_KEY = [
  ["PS256", "rsa"],
  ["RS384", "rsa"],
  ["RS512", "rsa"],
  ["ES256", "ec"],
  ["EdDSA", "ed25519"],
] as const satisfies readonly (readonly [Algorithm, keyof OwnKeys])[];

/** What a file that is empty, or that is not there, makes of the key of an HMAC. */
const NOTHING = Buffer.alloc(0);
/** What the queries below would select for a key. */
const SELECTED = "authmark";

const PATHS = ["/dev/null", "../../../../../../../../dev/null", "file:///dev/null"];
const QUERIES = [
  `' UNION SELECT '${SELECTED}' -- `,
  `" UNION SELECT "${SELECTED}" -- `,
  `0 UNION SELECT '${SELECTED}'`,
];

/** What stands in manuals where a secret is to be put. */
const USUAL_SECRETS = ["secret", "password", "changeme", "your-256-bit-secret"];

/** What no name of a key is, or what means something to a runtime. */
const NO_NAMES: readonly (readonly [name: string, kid: unknown])[] = [
  ["a number", 99],
  ["null", null],
  ["true", true],
  ["a list", ["authmark"]],
  ["an object", { $ne: null }],
  ["empty", ""],
  ["__proto__", "__proto__"],
  ["constructor", "constructor"],
];

/** Tokens that another key than the target's has signed, and that say nothing of where it is. */
export const OTHER_KEYS = {
  "another-rsa-key": {
    says: "a good JWT's claims, signed by another RSA key, under the good kid, under the key's own, and under none, without typ, and with a cty",
    needs: [],
    forge(material) {
      const { rsa } = material.own;
      const good = goodOf(material);
      const { kid: _, ...others } = good.headers;
      return [
        { token: underHeader(good, { ...good.headers, alg: "RS256" }, "RS256", rsa), how: "signed by another key" },
        {
          token: underHeader(good, { ...others, alg: "RS256", kid: thumbprint(rsa) }, "RS256", rsa),
          how: "signed by another key under its own kid",
        },
        {
          token: underHeader(good, { ...others, alg: "RS256" }, "RS256", rsa),
          how: "signed by another key without a kid",
        },
        {
          token: underHeader(good, { ...good.headers, alg: "RS256", typ: undefined }, "RS256", rsa),
          how: "signed by another key without a typ",
        },
        {
          token: underHeader(good, { ...good.headers, alg: "RS256", cty: "JWT" }, "RS256", rsa),
          how: "signed by another key with a cty",
        },
      ];
    },
  },
  "another-algorithm": {
    says: "a good JWT's claims under PS256, RS384, RS512, ES256 and EdDSA, signed by other keys",
    needs: [],
    forge(material) {
      const good = goodOf(material);
      return BY_KEY.map(([alg, key]) => ({
        token: underHeader(good, { ...good.headers, alg }, alg, material.own[key]),
        how: `${alg} by another key`,
      }));
    },
  },
  "usual-secrets": {
    says: "a good JWT's claims under HS256, keyed with secrets that stand in manuals, and with the kid",
    needs: [],
    forge(material) {
      const good = goodOf(material);
      const { kid = "authmark" } = good.headers;
      const header = { ...good.headers, alg: "HS256", kid };
      const keyed = (key: string) => underHeader(good, header, "HS256", Buffer.from(key));
      return [
        ...USUAL_SECRETS.map((secret, index) => ({ token: keyed(secret), how: `HS256 by usual secret ${index + 1}` })),
        { token: keyed(String(kid)), how: "HS256 keyed with its kid" },
      ];
    },
  },
  "kid-of-another-type": {
    says: "a good JWT's claims, signed by another key, with a kid that is a number, a list, empty, or a name of a runtime",
    needs: [],
    forge(material) {
      const good = goodOf(material);
      return NO_NAMES.map(([name, kid]) => ({
        token: underHeader(good, { ...good.headers, alg: "RS256", kid }, "RS256", material.own.rsa),
        how: `a kid that is ${name}`,
      }));
    },
  },
  "kid-as-path": {
    says: "a good JWT's claims under HS256 with an empty key, or by another key, and a kid that is the path of an empty file",
    needs: [],
    forge(material) {
      const good = goodOf(material);
      return PATHS.flatMap((kid) => [
        { token: underHeader(good, { ...good.headers, alg: "HS256", kid }, "HS256", NOTHING), how: `kid ${kid}` },
        {
          token: underHeader(good, { ...good.headers, alg: "RS256", kid }, "RS256", material.own.rsa),
          how: `kid ${kid}, by another key`,
        },
      ]);
    },
  },
  "kid-as-query": {
    says: "a good JWT's claims under HS256, or by another key, with a kid that has a database select the key",
    needs: [],
    forge(material) {
      const good = goodOf(material);
      return QUERIES.flatMap((kid, index) => [
        {
          token: underHeader(good, { ...good.headers, alg: "HS256", kid }, "HS256", Buffer.from(SELECTED)),
          how: `kid that is query ${index + 1}`,
        },
        {
          token: underHeader(good, { ...good.headers, alg: "RS256", kid }, "RS256", material.own.rsa),
          how: `kid that is query ${index + 1}, by another key`,
        },
      ]);
    },
  },
} as const satisfies Record<string, Forgery>;
