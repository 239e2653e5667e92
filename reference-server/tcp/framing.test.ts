import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createSplitter, type Line } from "./framing.ts";

const limit = 16;

/** The lines of some chunks, and the one that the end of the input ends. */
function linesOf(chunks: readonly Uint8Array[]): Line[] {
  const splitter = createSplitter(limit);
  return [...chunks.flatMap((chunk) => splitter.push(chunk)), ...splitter.end()];
}

/** Cuts bytes at places that may repeat, so that some chunks are empty. */
function cut(bytes: Uint8Array, places: readonly number[]): Uint8Array[] {
  const ends = places.map((place) => place % (bytes.length + 1)).toSorted((a, b) => a - b);
  return [...ends, bytes.length].map((end, index) => bytes.subarray(ends[index - 1] ?? 0, end));
}

describe("lines", () => {
  it.each<[string, Buffer, Line[]]>([
    ["end with a line feed", Buffer.from("a\nb\n"), [{ text: "a" }, { text: "b" }]],
    ["may be empty", Buffer.from("\n\na\n"), [{ text: "" }, { text: "" }, { text: "a" }]],
    [
      "lose one carriage return before it",
      Buffer.from("a\r\n\r\nb\r\r\n"),
      [{ text: "a" }, { text: "" }, { text: "b\r" }],
    ],
    ["keep one elsewhere", Buffer.from("a\rb\n"), [{ text: "a\rb" }]],
    ["end with the input as well", Buffer.from("a\nb"), [{ text: "a" }, { text: "b" }]],
    ["keep a byte order mark", Buffer.from("\u{feff}a\n"), [{ text: "\u{feff}a" }]],
    ["are UTF-8", Buffer.from("é\u{1f511}\n"), [{ text: "é\u{1f511}" }]],
    ["are none in Latin-1", Buffer.from("é\na\n", "latin1"), [{ fault: "notUtf8" }, { text: "a" }]],
    [
      "are none where they end within a character",
      Buffer.from([0xc3, 0x0a, 0xa9, 0x0a]),
      [{ fault: "notUtf8" }, { fault: "notUtf8" }],
    ],
    ["have as many bytes as they may", Buffer.from(`${"a".repeat(limit)}\n`), [{ text: "a".repeat(limit) }]],
    ["have no more", Buffer.from(`${"é".repeat(limit / 2)}e\nb\n`), [{ fault: "tooLong" }, { text: "b" }]],
    ["are too long once, without an end too", Buffer.from("a".repeat(5 * limit)), [{ fault: "tooLong" }]],
  ])("%s", (_, bytes, lines) => {
    expect(linesOf([bytes])).toEqual(lines);
    expect(linesOf([...bytes].map((byte) => Uint8Array.of(byte)))).toEqual(lines);
  });

  it("are the same however the bytes are cut", () => {
    const bytes = fc.uint8Array({ maxLength: 60 });
    const texts = fc.array(fc.constantFrom("\n", "\r\n", "a", "é", "\u{1f511}", "long enough"), { maxLength: 30 });
    const inputs = fc.oneof(
      bytes,
      texts.map((all) => Buffer.from(all.join(""))),
    );
    fc.assert(
      fc.property(inputs, fc.array(fc.nat(), { maxLength: 20 }), (input, places) => {
        expect(linesOf(cut(input, places))).toEqual(linesOf([input]));
      }),
    );
  });

  it("that are too long are told at once, and not kept", () => {
    const splitter = createSplitter(limit);
    expect(splitter.push(Buffer.alloc(limit, "a"))).toEqual([]);
    expect(splitter.push(Buffer.from("a"))).toEqual([{ fault: "tooLong" }]);
    expect(splitter.push(Buffer.alloc(1_000, "a"))).toEqual([]);
    expect(splitter.push(Buffer.from("\nb\n"))).toEqual([{ text: "b" }]);
  });
});
