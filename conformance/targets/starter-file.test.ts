import { generateKeyPairSync } from "node:crypto";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { allRequirements, type ProtocolId } from "../model/requirement.ts";
import { temporaryFolder } from "../testing/files.ts";
import { roleOf } from "./roles.ts";
import { starterFile } from "./starter-file.ts";
import { readTargetFile } from "./target-file.ts";
import { isFor, KEYS } from "./target-file-keys.ts";
import { targetSchema } from "./target-schema.ts";
import { unknownNames } from "./wire/unknown-names.ts";
import { wireFor } from "./wires.ts";

const folder = temporaryFolder();
const signing = generateKeyPairSync("rsa", { modulusLength: 2048 });
const SIGNING_KEY = String(signing.privateKey.export({ type: "pkcs8", format: "pem" }));
const ENVIRONMENT = {
  ALICE_PASSWORD: "one",
  BOB_PASSWORD: "two",
  SIGNING_KEY,
  SHOP_SECRET: "three",
  ADMIN_PASSWORD: "four",
};
const protocols = [...new Set(allRequirements.map(({ protocol }) => protocol))] as ProtocolId[];

describe.each(protocols)("a file to begin with, for %s", (protocol) => {
  const { operations } = wireFor({ protocol, ...roleOf(protocol, undefined) });
  const text = starterFile({ protocol, protocols, wire: operations });
  const written = JSON.parse(JSON.stringify(operations, (name, value) => (name === "mayLack" ? undefined : value)));
  /** The same with every setting in force. */
  const inForce = text.replace(/^#(?=\S| {2})/gm, "");

  it("is a target file, once its passwords are set", () => {
    const target = readTargetFile(folder.write("authmark.yaml", text), ENVIRONMENT);
    expect(target).toMatchObject({ name: "My server", protocol, wire: {}, lifetimes: { leewayMs: 0 } });
    expect(target.accounts.map(({ password }) => password)).toEqual(["one", "two"]);
    expect(() => readTargetFile(folder.write("authmark.yaml", text), {})).toThrow(`\${ALICE_PASSWORD} is not set`);
  });

  it("is one also where all that it has as comments is put in force", () => {
    folder.write("ca.pem", "-----BEGIN CERTIFICATE-----\n");
    folder.write("public.pem", String(signing.publicKey.export({ type: "spki", format: "pem" })));
    const target = readTargetFile(folder.write("all.yaml", inForce), ENVIRONMENT);
    expect(target.lifetimes).toEqual({ accessMs: 900_000, refreshMs: 2_592_000_000, leewayMs: 0 });
    expect(target).toMatchObject({ caFile: "./ca.pem", wire: written });
    expect(unknownNames(target.wire, operations)).toEqual([]);
  });

  it("is what the JSON Schema asks for, in both forms", () => {
    const validate = new Ajv2020({ allowUnionTypes: true }).compile(targetSchema());
    for (const form of [text, inForce]) expect(validate(parse(form)), JSON.stringify(validate.errors)).toBe(true);
  });

  it("explains every key", () => {
    const prose = text.replace(/\n *# /g, " ");
    const others = Object.keys(KEYS).filter((path) => !isFor(path, protocol));
    const own = Object.entries(KEYS).filter(([path]) => !others.includes(path));
    for (const [, { says }] of own) expect(prose).toContain(says);
    for (const path of others) expect(prose).not.toContain(KEYS[path]?.says);
  });

  it("has no line that is too long to read", () => {
    expect(text.split("\n").filter((line) => line.length > 120)).toEqual([]);
  });
});
