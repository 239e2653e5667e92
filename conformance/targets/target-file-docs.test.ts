import { generateKeyPairSync } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { refuseUnknownNames } from "../commands/against-suite.ts";
import type { Target } from "../model/target.ts";
import { temporaryFolder } from "../testing/files.ts";
import { readTargetFile } from "./target-file.ts";
import { keyPaths, targetSchema } from "./target-schema.ts";
import { isRepeated } from "./wire-keys.ts";

const folder = temporaryFolder();
folder.write("ca.pem", "-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n");
const { publicKey, privateKey } = generateKeyPairSync("rsa", {
  modulusLength: 2048,
  publicKeyEncoding: { type: "spki", format: "pem" },
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
});
folder.write("public.pem", publicKey);
const page = readFileSync(join(import.meta.dirname, "../../docs/target-file.md"), "utf8");
const [first = "", ...parts] = [...page.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, example = ""]) => example);

const ENVIRONMENT = {
  ALICE_PASSWORD: "one",
  BOB_PASSWORD: "two",
  SHOP_SECRET: "three",
  ADMIN_PASSWORD: "four",
  JWT_SECRET: "five",
  OPERATOR_TOKEN: "six",
};
folder.write("auth.pem", "-----BEGIN CERTIFICATE-----\n");
folder.write("auth-key.pem", "-----BEGIN PRIVATE KEY-----\n");

/** An example, or a part of one put behind the first. */
const read = (example: string, index: number): Target => {
  const whole = example.startsWith("name:") ? example : `${first}${example}`;
  const file = folder.write(`example-${index}.yaml`, whole);
  return readTargetFile(file, { ...ENVIRONMENT, SIGNING_KEY: privateKey });
};

/** Whether a value has a key, by its path as the schema names it: `*` is any name, `[]` the items of a list. */
function has(value: unknown, [name, ...rest]: readonly string[]): boolean {
  if (name === undefined) return true;
  if (typeof value !== "object" || value === null) return false;
  const inner =
    name === "*" || name === "[]" ? Object.values(value) : Object.hasOwn(value, name) ? [Object(value)[name]] : [];
  return inner.some((each) => has(each, rest));
}

describe("the page on the target file", () => {
  it.each([first, ...parts].map((example, index) => [index, example] as const))(
    "has examples that are target files, of operations and deviations that there are: %i",
    (index, example) => {
      expect(() => refuseUnknownNames(read(example, index))).not.toThrow();
    },
  );

  it("takes passwords from the environment", () => {
    expect(read(first, 0).accounts.map(({ password }) => password)).toEqual(["one", "two"]);
  });

  it("has an example of every key", () => {
    const examples: unknown[] = [first, ...parts].map((example) => parse(example));
    const paths = keyPaths(targetSchema()).filter((path) => !isRepeated(path));
    expect(paths).toContain("hooks.restart");
    const missing = paths.filter((path) => {
      const names = path.replaceAll("[]", ".[]").split(".");
      return !examples.some((example) => has(example, names));
    });
    expect(missing).toEqual([]);
  });

  it("says of every command what it is told", () => {
    for (const variable of ["AUTHMARK_USERNAME", "AUTHMARK_PASSWORD", "AUTHMARK_NEW_PASSWORD", "AUTHMARK_EMAIL"]) {
      expect(page).toContain(`\`${variable}\``);
    }
    for (const hook of keyPaths(targetSchema()).filter((path) => /^hooks\.[^.]+$/.test(path))) {
      expect(page).toContain(`| \`${hook}\` |`);
    }
  });
});
