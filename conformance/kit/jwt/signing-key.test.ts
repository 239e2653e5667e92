import { generateKeyPairSync } from "node:crypto";
import { expect, it } from "vitest";
import { part, signed } from "./jws.ts";
import { keysFit } from "./keys-fit.ts";
import { signingKeyOf } from "./signing-key.ts";

const SECRET = "a secret that two share";

it("a private key in PEM is one, and any other text the secret of an HMAC", () => {
  const { privateKey } = generateKeyPairSync("ed25519");
  expect(signingKeyOf(String(privateKey.export({ type: "pkcs8", format: "pem" }))).type).toBe("private");
  expect(signingKeyOf(SECRET).type).toBe("secret");
});

it("a secret fits the tokens that it signed, and no others", () => {
  const token = signed(part({ alg: "HS256" }), part({ sub: 1 }), "HS256", signingKeyOf(SECRET));
  expect(keysFit(token, { signingKey: SECRET })).toBeUndefined();
  expect(keysFit(token, { signingKey: `${SECRET}!` })).toContain("signingKey is not the key");
});
