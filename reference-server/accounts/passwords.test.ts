import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { createPasswords } from "./passwords.ts";
import { parsePhc, renderPhc } from "./phc.ts";

const cheap = { memory: 8, passes: 1 };
const random = { bytes: (size: number) => randomBytes(size) };
const passwords = createPasswords(() => ({ random }), cheap);

describe("passwords", () => {
  it("accept the password that was hashed, and no other", async () => {
    const phc = await passwords.hash("correct horse");
    expect(await passwords.verify("correct horse", phc)).toBe(true);
    expect(await passwords.verify("correct horsf", phc)).toBe(false);
  });

  it.each([16, 72, 128, 4095])("are compared beyond byte %i", async (length) => {
    const phc = await passwords.hash(`${"x".repeat(length)}a`);
    expect(await passwords.verify(`${"x".repeat(length)}b`, phc)).toBe(false);
    expect(await passwords.verify("x".repeat(length), phc)).toBe(false);
  });

  it.each([
    ["trailing blank", "secret12", "secret12 "],
    ["letter case", "secret12", "Secret12"],
    ["what follows a NUL", "secret12\0a", "secret12\0b"],
    ["half a surrogate pair", "secret12\ufffd", "secret12\ud800"],
  ])("differ by a %s", async (_, set, given) => {
    expect(await passwords.verify(given, await passwords.hash(set))).toBe(false);
  });

  it("are the same in NFC and NFD, and with every kind of space", async () => {
    const phc = await passwords.hash("caf\u00e9 noir");
    expect(await passwords.verify("cafe\u0301\u00a0noir", phc)).toBe(true);
  });

  it("are never right for an account that does not exist, not even the decoy's", async () => {
    expect(await passwords.verify("", undefined)).toBe(false);
    expect(await passwords.verify("correct horse", undefined)).toBe(false);
  });

  it("take as much work for an account that does not exist as for one that does", async () => {
    const costly = createPasswords(() => ({ random }), { memory: 65_536, passes: 3 });
    const phc = await costly.hash("correct horse");
    const timed = async (hash: string | undefined) => {
      const startedAt = performance.now();
      await costly.verify("wrong horse", hash);
      return performance.now() - startedAt;
    };
    // A generous bound: without the decoy, the quotient is a thousandth.
    expect((await timed(undefined)) / (await timed(phc))).toBeGreaterThan(0.25);
  });

  it("get a salt each, so that equal ones have different hashes", async () => {
    expect(await passwords.hash("correct horse")).not.toBe(await passwords.hash("correct horse"));
  });

  it("are compared at the cost that is written in their hash", async () => {
    const phc = await createPasswords(() => ({ random }), { memory: 16, passes: 2 }).hash("correct horse");
    expect(phc).toMatch(/^\$argon2id\$v=19\$m=16,t=2,p=1\$/);
    expect(await passwords.verify("correct horse", phc)).toBe(true);
  });
});

describe("a PHC string", () => {
  it("is read as it was written", () => {
    const hash = { memory: 19456, passes: 2, salt: Buffer.alloc(16, 1), tag: Buffer.alloc(32, 2) };
    expect(parsePhc(renderPhc(hash))).toEqual(hash);
  });

  it("of another algorithm is refused", () => {
    expect(() => parsePhc("$2b$12$abcdefghijklmnopqrstuv")).toThrow("PHC");
  });
});
