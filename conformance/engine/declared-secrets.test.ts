import { generateKeyPairSync } from "node:crypto";
import { expect, it } from "vitest";
import { createRedactor } from "../report/redact.ts";
import { target } from "../testing/targets.ts";
import { seeDeclared } from "./declared-secrets.ts";
import { createSecrets } from "./secrets.ts";

const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const signingKey = String(privateKey.export({ type: "pkcs8", format: "pem" }));

it("a signing key is shown in no form", () => {
  const secrets = createSecrets();
  seeDeclared(target({ accounts: [{ username: "alice", password: "p1" }], jwt: { signingKey } }), secrets);
  const redact = createRedactor(secrets.all(), new Set());
  const { d = "", p = "" } = privateKey.export({ format: "jwk" });
  const der = privateKey.export({ type: "pkcs8", format: "der" }).toString("base64");
  const shown = [signingKey, JSON.stringify({ key: signingKey }), JSON.stringify({ d, p }), der].map(redact);
  expect(shown).toEqual([
    expect.stringContaining("signingKey#1"),
    '{"key":"signingKey#1"}',
    '{"d":"signingKey#1, member d","p":"signingKey#1, member p"}',
    "signingKey#1, in DER",
  ]);
  const lines = signingKey.split("\n").slice(1, -2);
  expect(lines.filter((line) => shown.some((text) => text.includes(line)))).toEqual([]);
  expect(secrets.all()[0]).toEqual({ value: "p1", label: "password#1" });
});
