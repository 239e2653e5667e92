import type { Content } from "../../model/ports.ts";
import { inPem } from "./certificate.ts";
import { type Forged, type Forgery, given, goodOf, type Material, underHeader } from "./forgery.ts";
import { publicJwk, thumbprint } from "./own-keys.ts";

/** Where the suite listens. */
function urlOf({ url }: Material): string {
  return given(url, "the URL of the suite's listener");
}

/** The suite's RSA key under every name that a verifier may look for: its own, the good token's, and where it is. */
function keySet(material: Material): Content {
  const { rsa } = material.own;
  const { kid } = goodOf(material).headers;
  const names = [thumbprint(rsa), kid, material.url].filter((name) => typeof name === "string");
  const jwk = { ...publicJwk(rsa), use: "sig", alg: "RS256" };
  return { type: "application/json", body: JSON.stringify({ keys: names.map((name) => ({ ...jwk, kid: name })) }) };
}

/** The good claims, signed by the suite's RSA key, with a URL in the header: under the good kid, and under the key's own. */
function naming(material: Material, member: "jku" | "x5u"): readonly Forged[] {
  const good = goodOf(material);
  const { rsa } = material.own;
  const header = { ...good.headers, alg: "RS256", [member]: urlOf(material) };
  // Some look whether the issuer's name is anywhere in it.
  const withIssuer = { ...header, [member]: `${urlOf(material)}?${good.claims["iss"]}` };
  return [
    { token: underHeader(good, header, "RS256", rsa), how: `${member} of another key` },
    {
      token: underHeader(good, { ...header, kid: thumbprint(rsa) }, "RS256", rsa),
      how: `${member} of another key, its own kid`,
    },
    {
      token: underHeader(good, withIssuer, "RS256", rsa),
      how: `${member} of another key, the issuer's name behind it`,
    },
  ];
}

/** Tokens that bring the key along that they are signed with, or say where it is. */
export const KEYS_IN_THE_HEADER = {
  "key-in-jwk": {
    says: "a good JWT's claims, signed by another key that is in the header as jwk: of RSA, EC, EdDSA, or an HMAC's",
    needs: [],
    forge(material) {
      const good = goodOf(material);
      const { rsa, ec, ed25519 } = material.own;
      const { kid: _, ...others } = good.headers;
      const secret = Buffer.from("authmark".repeat(4));
      const k = secret.toString("base64url");
      const rows = [
        ["RS256", publicJwk(rsa), rsa],
        ["ES256", publicJwk(ec), ec],
        ["HS256", { kty: "oct", k }, secret],
        ["RS512", publicJwk(rsa), rsa],
        ["EdDSA", publicJwk(ed25519), ed25519],
      ] as const;
      const whole = rsa.export({ format: "jwk" });
      const withPrivate = underHeader(good, { ...others, alg: "RS256", jwk: whole }, "RS256", rsa);
      const each = rows.flatMap(([alg, jwk, key]) => [
        { token: underHeader(good, { ...others, alg, jwk }, alg, key), how: `jwk of another key, ${alg}` },
        {
          token: underHeader(good, { ...good.headers, alg, jwk }, alg, key),
          how: `jwk of another key, ${alg}, the good kid`,
        },
      ]);
      return [...each, { token: withPrivate, how: "jwk of another key, with its private members" }];
    },
  },
  "key-in-x5c": {
    says: "a good JWT's claims, signed by another key whose certificate is in the header as x5c",
    needs: [],
    forge(material) {
      const good = goodOf(material);
      const { rsa, certificate } = material.own;
      const header = { ...good.headers, alg: "RS256", x5c: [certificate.toString("base64")] };
      return [{ token: underHeader(good, header, "RS256", rsa), how: "x5c of another key" }];
    },
  },
  "key-at-jku": {
    says: "a good JWT's claims, signed by another key, with a jku that leads to it",
    needs: ["listener"],
    offers: keySet,
    forge: (material) => naming(material, "jku"),
  },
  "key-at-x5u": {
    says: "a good JWT's claims, signed by another key, with an x5u that leads to its certificate",
    needs: ["listener"],
    offers: ({ own }) => ({ type: "application/x-pem-file", body: inPem(own.certificate) }),
    forge: (material) => naming(material, "x5u"),
  },
  "key-at-kid": {
    says: "a good JWT's claims, signed by another key, with a kid that is the URL of that key",
    needs: ["listener"],
    offers: keySet,
    forge(material) {
      const good = goodOf(material);
      const header = { ...good.headers, alg: "RS256", kid: urlOf(material) };
      return [{ token: underHeader(good, header, "RS256", material.own.rsa), how: "kid that is a URL" }];
    },
  },
} as const satisfies Record<string, Forgery>;
