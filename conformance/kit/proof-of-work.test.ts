import { generateKeyPairSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import { baseFor, readNumber, squareRepeatedly, writeNumber } from "./proof-of-work.ts";

function modulus(bits: number): bigint {
  const { n = "" } = generateKeyPairSync("rsa", { modulusLength: bits }).publicKey.export({ format: "jwk" });
  return BigInt(`0x${Buffer.from(n, "base64url").toString("hex")}`);
}

function plainly(base: bigint, times: number, by: bigint): bigint {
  let value = base % by;
  for (let done = 0; done < times; done++) value = (value * value) % by;
  return value;
}

describe("proof of work", () => {
  it.each([1, 2, 1021, 1022, 1023, 3000])("squares %i times as plain arithmetic does", async (times) => {
    const by = modulus(1024);
    expect(await squareRepeatedly(baseFor("alice"), times, by)).toBe(plainly(baseFor("alice"), times, by));
  });

  it.each([1n, 2n, 3n, 15n, 2n ** 600n])("works with a modulus that is none of RSA: %i", async (by) => {
    expect(await squareRepeatedly(baseFor("alice"), 50, by)).toBe(plainly(baseFor("alice"), 50, by));
  });

  it("does nothing in no steps", async () => {
    expect(await squareRepeatedly(7n, 0, modulus(1024))).toBe(7n);
  });

  it.each([
    [0n, "AA=="],
    [1n, "AQ=="],
    [256n, "AAE="],
    [0x010203n, "AwIB"],
  ])("writes %i from its lowest byte, and reads it again", (value, text) => {
    expect(writeNumber(value)).toBe(text);
    expect(readNumber(text)).toBe(value);
  });

  it("reads the empty text as nothing", () => {
    expect(readNumber("")).toBe(0n);
  });

  it("works on the lowest byte first of the hash", () => {
    // SHA-256 of "alice" begins with 2b and ends with 90.
    const hex = baseFor("alice").toString(16);
    expect(hex.endsWith("2b")).toBe(true);
    expect(hex.startsWith("90")).toBe(true);
  });
});
