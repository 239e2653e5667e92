import { describe, expect, it } from "vitest";
import { fromLittleEndian, parseBigUint, renderBigUint } from "./biguint.ts";

describe("an unsigned integer", () => {
  it.each([
    [0n, ""],
    [1n, "AQ=="],
    [255n, "/w=="],
    [256n, "AAE="],
    [0x010203n, "AwIB"],
  ])("%i is %j, and the other way round", (integer, text) => {
    expect(renderBigUint(integer)).toBe(text);
    expect(parseBigUint(text)).toBe(integer);
  });

  it("of any size is read as it was written", () => {
    const integer = BigInt(`0x${"7f00".repeat(1_000)}`);
    expect(parseBigUint(renderBigUint(integer))).toBe(integer);
  });

  it("may be read with zeros above its highest byte", () => {
    expect(parseBigUint("AQAA")).toBe(1n);
    expect(fromLittleEndian(Buffer.from([1, 0]))).toBe(1n);
  });

  it.each(["AR==", "AQ", "A===", "*"])("is not read from %j, which is no canonical base64", (text) => {
    expect(parseBigUint(text)).toBeUndefined();
  });
});
