import { createPublicKey, generateKeyPairSync } from "node:crypto";
import { expect, it } from "vitest";
import { publicJwk } from "../kit/jwt/own-keys.ts";
import { jwtSettings } from "./jwt-settings.ts";

const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const signingKey = String(privateKey.export({ type: "pkcs8", format: "pem" }));
const [declared, published] = [[{ kty: "RSA", kid: "declared" }], [{ kty: "RSA", kid: "published" }]];
const own = [publicJwk(createPublicKey(privateKey))];

it.each([
  ["the declared one", { publicKeys: declared, signingKey }, published, declared],
  ["else the published ones", { signingKey }, published, published],
  ["else the one that belongs to the signing key", { signingKey }, undefined, own],
  ["else none", { issuer: "a" }, [], undefined],
])("the public key is %s", (_, jwt, publicKeys, expected) => {
  const settings = jwtSettings({ jwt }, publicKeys ? { publicKeys } : {});
  expect(settings).toEqual(expected ? { ...jwt, publicKeys: expected } : jwt);
});
