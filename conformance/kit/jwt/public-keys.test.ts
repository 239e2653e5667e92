import { generateKeyPairSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import { privateMembersOf, publicKeysIn, spellingsOf } from "./public-keys.ts";

const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const whole = { ...privateKey.export({ format: "jwk" }), kid: "one" };
const { kty, n, e } = whole as unknown as { kty: string; n: string; e: string };
const own = { kty, kid: "one", n, e };

describe("public keys", () => {
  it.each([
    ["a key", own],
    ["a set", { keys: [own] }],
    ["a set with what nobody knows", { keys: [null, "x", { kty: "XYZ" }, own] }],
    ["a key with its private members, which are left out", whole],
  ])("are read from %s", (_, value) => {
    expect(publicKeysIn(value)).toEqual([own]);
  });

  it.each([undefined, null, "text", [], {}, { keys: "x" }, { kty: "oct", k: "AAAA" }])(
    "are not read from %j",
    (value) => {
      expect(publicKeysIn(value)).toEqual([]);
    },
  );

  it("tell private members by name", () => {
    expect(privateMembersOf(whole).toSorted()).toEqual(["d", "dp", "dq", "p", "q", "qi"]);
    expect(privateMembersOf(own)).toEqual([]);
  });

  it("are spelt in many ways, each once", () => {
    const spellings = spellingsOf(own, "as in its file");
    expect(spellings.length).toBeGreaterThan(10);
    expect(new Set(spellings.map(([, bytes]) => bytes.toString("hex"))).size).toBe(spellings.length);
    expect(spellings.at(-1)?.[1].toString()).toBe("as in its file");
  });
});
