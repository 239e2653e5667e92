import { createPublicKey, X509Certificate } from "node:crypto";
import { expect, it } from "vitest";
import { inPem } from "./certificate.ts";
import { ownKeys } from "./own-keys.ts";

it("a certificate of the suite's own is one that others can read, for its key, and signed by it", () => {
  const { rsa, certificate } = ownKeys();
  const read = new X509Certificate(inPem(certificate));
  expect(read.subject).toBe("CN=authmark");
  expect(read.issuer).toBe("CN=authmark");
  expect(read.publicKey.equals(createPublicKey(rsa))).toBe(true);
  expect(read.verify(createPublicKey(rsa))).toBe(true);
  expect([read.validFromDate.toISOString(), read.validToDate.toISOString()]).toEqual([
    "2020-01-01T00:00:00.000Z",
    "2049-12-31T23:59:59.000Z",
  ]);
});
