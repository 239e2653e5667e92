import { generateKeyPairSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import { defaults } from "../config.ts";
import { createEnv } from "../env.ts";
import { createLog } from "../log.ts";
import { generateKey, parseKey } from "./keys.ts";
import { prepareSigning } from "./prepare.ts";

const pkcs8 = (key: { export(options: { format: "pem"; type: "pkcs8" }): string | Buffer }) =>
  String(key.export({ format: "pem", type: "pkcs8" }));

describe("a private key", () => {
  it("has the same name wherever it comes from", async () => {
    const made = await generateKey();
    expect(await parseKey(made.privateKey)).toEqual(made);
    expect(made.kid).toMatch(/^[\w-]{43}$/);
  });

  it.each([
    ["no key", "secret", "it is no RSA key in PKCS #8"],
    ["a key of another kind", pkcs8(generateKeyPairSync("ed25519").privateKey), "it is no RSA key in PKCS #8"],
    ["a short one", pkcs8(generateKeyPairSync("rsa", { modulusLength: 1_024 }).privateKey), "it has 1024 bits"],
  ])("is refused that is %s, by a message that quotes nothing of it", async (_, pem, message) => {
    await expect(parseKey(pem)).rejects.toThrow(new Error(message));
    const env = createEnv(defaults, createLog("silent"));
    await expect(prepareSigning(env, pem)).rejects.toThrow(`--signing-key: not usable (${message}); give a key`);
  });
});

describe("a server without a key", () => {
  it("makes one, and keeps it", async () => {
    const env = createEnv(defaults, createLog("silent"));
    await expect(env.keyring.signing()).rejects.toThrow("there is no key that signs");
    await prepareSigning(env, undefined);
    const { kid } = await env.keyring.signing();
    await prepareSigning(env, undefined);
    expect((await env.keyring.signing()).kid).toBe(kid);
  });
});
