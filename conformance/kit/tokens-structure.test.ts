import { describe, expect, it } from "vitest";
import { createRandom } from "../engine/ports.ts";
import { altered, constantPositions, decoded, inOtherCase, isPeriodic, sharedRun } from "./tokens.ts";

const bytes = (...values: readonly number[]) => Uint8Array.from(values);
const text = (value: string) => new TextEncoder().encode(value);

describe("an altered token without padding", () => {
  it.each(["start", "middle", "end"] as const)("stands for as many other bytes, at its %s", (place) => {
    const random = createRandom(1, "unpadded");
    for (let length = 1; length <= 40; length++) {
      const token = Buffer.from(random.bytes(length)).toString("base64url");
      const other = altered(token, place);
      expect(other).toHaveLength(token.length);
      expect(decoded(other)).toHaveLength(length);
      expect(decoded(other), token).not.toEqual(decoded(token));
    }
  });
});

describe("an altered token, however it is written,", () => {
  const unpadded = (bytes: Buffer) => bytes.toString("base64").replace(/=+$/, "");
  const padded = (bytes: Buffer) => bytes.toString("base64url").padEnd(Math.ceil(bytes.length / 3) * 4, "=");
  const plain = (bytes: Buffer) => bytes.toString("base64url");
  /** Bytes of many lengths that are written with signs, and with digits in all their places. */
  const random = createRandom(1, "signs");
  const SAMPLES = Array.from({ length: 120 }, (_, index) =>
    Buffer.from([...random.bytes(index % 40), index % 2 ? 0xfb : 0xff, 0xff, 0xbf, ...random.bytes(index % 3)]),
  );
  const places = ["start", "middle", "end"] as const;

  it.each(
    places.flatMap((place) => [
      ["unpadded base64", place, unpadded, "base64"] as const,
      ["padded base64url", place, padded, "base64url"] as const,
    ]),
  )("stands for other bytes in one place: %s, at its %s", (_, place, write, encoding) => {
    for (const bytes of SAMPLES) {
      const token = write(bytes);
      const other = Buffer.from(altered(token, place), encoding);
      expect(altered(token, place)).toBe(write(other));
      expect(other).toHaveLength(bytes.length);
      const changed = [...bytes.keys()].filter((index) => bytes[index] !== other[index]);
      expect(changed).toEqual([{ start: 0, middle: bytes.length >> 1, end: bytes.length - 1 }[place]]);
    }
  });

  it.each(places)("stands for another signature, and the same otherwise: a JWT, at its %s", (place) => {
    for (const bytes of SAMPLES) {
      const [head, body, signature = "", ...rest] = altered(`eyJhbGciOiJIUzI1NiJ9.e30.${plain(bytes)}`, place).split(
        ".",
      );
      expect([head, body, rest]).toEqual(["eyJhbGciOiJIUzI1NiJ9", "e30", []]);
      expect(signature).toBe(plain(Buffer.from(signature, "base64url")));
      expect(Buffer.from(signature, "base64url"), plain(bytes)).not.toEqual(bytes);
    }
  });

  it.each([".", "a.", "a.b.", "..", "a..b"])("is another one where its parts are odd: %j", (token) => {
    for (const place of places) expect(altered(token, place)).not.toBe(token);
  });
});

describe("the bytes of a UUID", () => {
  const BYTES = bytes(0x55, 0x0e, 0x84, 0, 0xe2, 0x9b, 0x41, 0xd4, 0xa7, 0x16, 0x44, 0x66, 0x55, 0x44, 0, 0xff);

  it.each(["550e8400-e29b-41d4-a716-4466554400ff", "550E8400-E29B-41D4-A716-4466554400FF"])("are read: %s", (uuid) => {
    expect(Uint8Array.from(decoded(uuid))).toEqual(BYTES);
  });

  it.each([
    ["one digit less", "550e8400-e29b-41d4-a716-4466554400f"],
    ["dashes elsewhere", "550e840-0e29b-41d4-a716-4466554400ff"],
    ["another letter", "550e8400-e29b-41d4-a716-4466554400fg"],
  ])("are not read from what has %s", (_, token) => {
    expect(Uint8Array.from(decoded(token))).toEqual(new Uint8Array(Buffer.from(token, "base64url")));
  });
});

it.each([
  [[7, 7, 7, 7], true],
  [[1, 2, 1, 2], true],
  [[1, 2, 1, 2, 1], true],
  [[1, 2, 3, 4, 1, 2, 3, 4], true],
  [[1, 1], true],
  [[1, 2, 3, 4, 1, 2, 3, 5], false],
  [[1, 2, 3, 1, 2], false],
  [[1, 2, 3, 4, 1], false],
  [[1, 2], false],
  [[1], false],
  [[], false],
])("of %j it is %s that its first few bytes come again and again", (values, periodic) => {
  expect(isPeriodic(bytes(...values))).toBe(periodic);
});

describe("constant positions", () => {
  /** So many byte strings; each position by the index of its string. */
  const strings = (count: number, ...positions: readonly ((index: number) => number)[]) =>
    Array.from({ length: count }, (_, index) => bytes(...positions.map((at) => at(index))));
  const wild = (index: number) => [3, 250, 40, 99, 180, 7, 61, 220, 133][index] ?? 0;

  it.each<[string, Uint8Array[], number[]]>([
    ["the same in all", strings(3, wild, () => 9, wild), [1]],
    ["a counter in eight", strings(8, wild, (index) => index + 70), [1]],
    ["a counter in eight, in any order", strings(8, wild, (index) => 70 + ((index * 3) % 8)), [1]],
    ["a counter in seven, which may be chance", strings(7, wild, (index) => index + 70), []],
    ["a counter with a gap", strings(8, (index) => index + (index > 3 ? 1 : 0)), []],
    ["two in eight that are the same, and no row", strings(8, (index) => Math.min(index, 6)), []],
    ["nothing in common", strings(9, wild, (index) => wild(8 - index)), []],
    ["every position of one alone", strings(1, wild, wild), [0, 1]],
    ["positions that all of them have", [bytes(1, 2, 3), bytes(1, 9), bytes(1, 2, 3)], [0]],
    ["no bytes", strings(3), []],
  ])("are found: %s", (_, all, positions) => {
    expect(constantPositions(all)).toEqual(positions);
  });
});

it.each([
  ["abcdef", "xxcdexx", 3],
  ["abc", "abc", 3],
  ["abcd", "cdab", 2],
  ["aaa", "aa", 2],
  ["abab", "babab", 4],
  ["abc", "xyz", 0],
  ["abc", "", 0],
  ["", "", 0],
])("of %j and %j the longest run in both is of %i bytes, either way round", (one, other, length) => {
  expect(sharedRun(text(one), text(other))).toBe(length);
  expect(sharedRun(text(other), text(one))).toBe(length);
});

it.each([
  ["aBc", "AbC"],
  ["\u00e4\u00d6", "\u00c4\u00f6"],
  ["1-_+/=", "1-_+/="],
  ["", ""],
])("%j in other case is %j, and back again", (one, other) => {
  expect(inOtherCase(one)).toBe(other);
  expect(inOtherCase(other)).toBe(one);
});
