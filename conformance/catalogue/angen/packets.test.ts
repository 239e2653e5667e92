import { describe, expect, it } from "vitest";
import { beforeLast, cutAt, escaped, inHalves, pieces } from "./packets.ts";

const bytes = Buffer.from("abcdef");
const texts = (parts: readonly Uint8Array[]) => parts.map((part) => Buffer.from(part).toString());

describe("bytes are cut", () => {
  it("behind so many, each counted from the beginning", () => {
    expect(texts(cutAt(1, 4)(bytes))).toEqual(["a", "bcd", "ef"]);
    expect(texts(cutAt()(bytes))).toEqual(["abcdef"]);
  });

  it("nowhere else than within them", () => {
    expect(texts(cutAt(-1, 0, 2, 6, 9)(bytes))).toEqual(["ab", "cdef"]);
  });

  it("into pieces, halves, and the last ones", () => {
    expect(texts(pieces(4)(bytes))).toEqual(["abcd", "ef"]);
    expect(texts(pieces(3)(bytes))).toEqual(["abc", "def"]);
    expect(texts(inHalves(bytes))).toEqual(["abc", "def"]);
    expect(texts(beforeLast(1)(bytes))).toEqual(["abcde", "f"]);
  });
});

it("letters beyond ASCII are escaped, and mean the same", () => {
  const text = JSON.stringify("é😀a");
  expect(escaped(text)).toBe('"\\u00e9\\ud83d\\ude00a"');
  expect(JSON.parse(escaped(text))).toBe("é😀a");
});
