import { createPublicKey, generateKeyPairSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import { publicJwk } from "../kit/jwt/own-keys.ts";
import { UsageError } from "../model/errors.ts";
import { temporaryFolder } from "../testing/files.ts";
import { readTargetFile } from "./target-file.ts";

const folder = temporaryFolder();
const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const pkcs8 = String(privateKey.export({ type: "pkcs8", format: "pem" }));
const pkcs1 = String(privateKey.export({ type: "pkcs1", format: "pem" }));
const locked = String(privateKey.export({ type: "pkcs8", format: "pem", cipher: "aes-256-cbc", passphrase: "x" }));
const spki = String(createPublicKey(privateKey).export({ type: "spki", format: "pem" }));
const jwk = publicJwk(privateKey);
const whole = privateKey.export({ format: "jwk" });

function read(keys: Readonly<Record<string, unknown>>, environment: NodeJS.ProcessEnv = {}) {
  const least = { protocol: "getnative", at: { url: "http://127.0.0.1:1" } };
  return readTargetFile(folder.write("target.json", JSON.stringify({ ...least, ...keys })), environment);
}

function complaint(keys: Readonly<Record<string, unknown>>, environment: NodeJS.ProcessEnv = {}): string {
  try {
    read(keys, environment);
  } catch (error) {
    expect(error).toBeInstanceOf(UsageError);
    return (error as UsageError).message.replace(folder.path, "");
  }
  throw new Error("There is no complaint.");
}

describe("what a target file says of JWTs", () => {
  it("is nothing where it says nothing", () => {
    expect(read({})).not.toHaveProperty("jwt");
    expect(read({})).not.toHaveProperty("listen");
  });

  it("is who issues them, and whom for", () => {
    expect(read({ issuer: "a", audience: "b" }).jwt).toEqual({ issuer: "a", audience: "b" });
  });

  it.each([
    ["in PEM", spki],
    ["in PEM of PKCS#1", String(createPublicKey(privateKey).export({ type: "pkcs1", format: "pem" }))],
  ])("is a public key %s, in a file or as text, and how it is spelt", (_, pem) => {
    const expected = { publicKeys: [jwk], publicKeyText: pem };
    folder.write("public.pem", pem);
    expect(read({ publicKey: "./public.pem" }).jwt).toEqual(expected);
    expect(read({ publicKey: pem }).jwt).toEqual(expected);
  });

  it("is a public key as a JWK or in a set", () => {
    folder.write("jwks.json", JSON.stringify({ keys: [{ ...jwk, kid: "1" }] }));
    expect(read({ publicKey: "jwks.json" }).jwt).toEqual({ publicKeys: [{ ...jwk, kid: "1" }] });
    expect(read({ publicKey: JSON.stringify(jwk) }).jwt).toEqual({ publicKeys: [jwk] });
  });

  it.each([
    ["PKCS#8", pkcs8],
    ["PKCS#1", pkcs1],
    ["PKCS#8 on one line", pkcs8.replaceAll("\n", "\\n")],
  ])("is the key that signs, from a file or a variable: %s", (_, pem) => {
    folder.write("signing.pem", pem.replaceAll("\\n", "\n"));
    expect(read({ signingKey: "signing.pem" }).jwt).toEqual({ signingKey: pkcs8 });
    expect(read({ signingKey: `\${KEY}` }, { KEY: pem }).jwt).toEqual({ signingKey: pkcs8 });
  });

  it.each([
    ["no such file", { publicKey: "nope.pem" }, "publicKey: is no key in PEM, nor a file that can be read (ENOENT)"],
    ["a private key for the public one", { publicKey: pkcs8 }, "publicKey: is a private key. Give the public one."],
    ["private members", { publicKey: JSON.stringify(whole) }, "publicKey: has private members (d, "],
    ["no key", { publicKey: '{"a":1}' }, "publicKey: there is no public key in it. Give a public key in PEM"],
    ["half of a public key", { publicKey: spki.slice(0, 90) }, "publicKey: cannot be read as a key. Give"],
    ["a public key for the private one", { signingKey: spki }, "signingKey: is no private key. Give"],
    ["a locked key", { signingKey: locked }, "signingKey: is encrypted. Give the key without a passphrase"],
    [
      "half of a key",
      { signingKey: pkcs8.slice(0, 900) },
      "signingKey: cannot be read as a private key. Give it whole",
    ],
    ["a key without its first line", { signingKey: pkcs8.split("\n").slice(1).join("\n") }, "signingKey: is no key in"],
    ["no text", { issuer: 1 }, "issuer: is a number; put it in quotes"],
    ["a host with a port", { listen: { host: "a:80" } }, "listen.host: write a name or an address"],
    ["a URL for a host", { listen: { host: "http://a" } }, "listen.host: write a name or an address"],
    ["no port", { listen: { host: "a", port: 0 } }, "listen.port: write a port from 1 to 65535"],
    ["no host", { listen: { port: 1 } }, "listen.host: is missing; add it"],
  ])("is refused with the remedy, and quotes no key: %s", (_, keys, expected) => {
    const message = complaint(keys);
    expect(message).toContain(`target.json: ${expected}`);
    const lines = pkcs8.split("\n").slice(1, -2);
    expect(lines.filter((line) => message.includes(line))).toEqual([]);
    expect(message).not.toContain(String(whole.d));
  });

  it.each([
    ["issuer", { issuer: "a" }],
    ["audience", { audience: "a" }],
    ["publicKey", { publicKey: spki }],
    ["signingKey", { signingKey: pkcs8 }],
    ["listen", { listen: { host: "a" } }],
    ["hooks.rotate-key", { hooks: { "rotate-key": "true" } }],
  ])("is refused of a protocol that has none: %s", (key, keys) => {
    for (const protocol of ["hmail", "session"]) {
      const expected = `${key}: the tokens of ${protocol} are no JWTs; leave it out.`;
      expect(complaint({ protocol, ...keys })).toBe(`/target.json: ${expected}`);
    }
  });

  it("is where the target reaches the suite", () => {
    expect(read({ listen: { host: "172.17.0.1", port: 8090 } }).listen).toEqual({ host: "172.17.0.1", port: 8090 });
    expect(read({ listen: { host: "fe80::1" } }).listen).toEqual({ host: "fe80::1" });
  });
});
