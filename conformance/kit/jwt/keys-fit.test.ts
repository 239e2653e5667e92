import { generateKeyPairSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import { material } from "../../testing/jwt-material.ts";
import { keysFit } from "./keys-fit.ts";
import { ownKeys, publicJwk } from "./own-keys.ts";

const { token, publicKey } = material;
const pem = (key: { export(options: { type: "pkcs8"; format: "pem" }): string | Buffer }) =>
  String(key.export({ type: "pkcs8", format: "pem" }));
const signingKey = pem(material.signingKey);
const another = publicJwk(ownKeys().rsa);

describe("declared keys", () => {
  it("fit where the target's own token verifies with them", () => {
    expect(keysFit(token, {})).toBeUndefined();
    expect(keysFit(token, { publicKeys: [another, publicKey] })).toBeUndefined();
    expect(keysFit(token, { publicKeys: [publicKey], signingKey })).toBeUndefined();
  });

  it.each([
    ["of another pair", pem(ownKeys().rsa)],
    ["of another kind", pem(generateKeyPairSync("ed25519").privateKey)],
  ])("do not fit where the signing key is %s", (_, other) => {
    const message = keysFit(token, { publicKeys: [publicKey], signingKey: other });
    expect(message).toBe(
      'signingKey is not the key of the target\'s own tokens (alg "RS256", kid "target-1"): give the one that it signs with',
    );
  });

  it("do not fit where no public key verifies", () => {
    expect(keysFit(token, { publicKeys: [another] })).toContain("give the right one as publicKey");
  });

  it("are for nothing where tokens are no JWTs", () => {
    for (const opaque of ["opaque", "a.b", "a.b.c.d", ""]) {
      expect(keysFit(opaque, { publicKeys: [publicKey] })).toContain("leave publicKey and signingKey out");
      expect(keysFit(opaque, {})).toBeUndefined();
    }
    expect(keysFit("a.b.c", { publicKeys: [publicKey] })).toContain("publicKey");
  });
});
