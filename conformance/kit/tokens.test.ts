import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { createRandom } from "../engine/ports.ts";
import { altered, decoded, inOtherCase, likeBase64, sharedLabel, tokenInOtherCase, truncated } from "./tokens.ts";

/** Bytes of every length, from 1 on, several of each. */
const SAMPLES = Array.from({ length: 400 }, (_, index) => {
  const length = 1 + (index % 40);
  return createHash("shake256", { outputLength: length }).update(String(index)).digest();
});
/** The same with the patterns that are likeliest to go unnoticed. */
const ALL = [
  ...SAMPLES,
  ...[1, 2, 3, 4, 5, 6].flatMap((length) => [0, 1, 16, 65, 170, 255].map((byte) => Buffer.alloc(length, byte))),
];

describe("an altered token", () => {
  const encodings = ["hex", "base64", "base64url"] as const;
  const places = ["start", "middle", "end"] as const;
  it.each(encodings.flatMap((encoding) => places.map((place) => [encoding, place] as const)))(
    "stands for other bytes, in %s, at its %s",
    (encoding, place) => {
      for (const bytes of ALL) {
        const token = bytes.toString(encoding);
        const other = altered(token, place);
        expect(other).toHaveLength(token.length);
        expect([...token].filter((character, index) => character !== other[index])).toHaveLength(1);
        expect(Buffer.from(other, encoding), token).not.toEqual(bytes);
      }
    },
  );

  it.each(["A", "a", "B", "Q", "7", "-"])("of one character, %s, is another one", (token) => {
    expect(altered(token)).toHaveLength(1);
    expect(altered(token).toLowerCase()).not.toBe(token.toLowerCase());
  });

  it("is not the same in another case, whatever it is written in", () => {
    const token = "mfzwizlbmrstgmrr";
    expect(altered("aaaa-aaaa?")).toBe("aaaa-Baaa?");
    expect(altered(token).toLowerCase()).not.toBe(token);
  });
});

describe("a random token", () => {
  it.each(["hex", "base64", "base64url"] as const)("is as long as the one it stands for, in %s", (encoding) => {
    for (const bytes of ALL) {
      const token = bytes.toString(encoding);
      const drawn = likeBase64(token, createRandom(1, token));
      expect(drawn).toHaveLength(token.length);
      if (encoding === "base64") expect(Buffer.from(drawn, "base64").toString("base64")).toBe(drawn);
    }
  });

  it("is drawn anew each time", () => {
    const random = createRandom(1, "test");
    const token = Buffer.alloc(32).toString("base64");
    expect(likeBase64(token, random)).not.toBe(likeBase64(token, random));
  });

  it.each(["", "a.b.c", "no base64 at all!"])("is as long as %j too", (token) => {
    expect(likeBase64(token, createRandom(1, "test"))).toHaveLength(token.length);
  });
});

it.each([
  ["", ""],
  ["a", ""],
  ["abcd", "ab"],
  ["abcde", "ab"],
])("a cut token is its first half: of %j, %j", (token, half) => {
  expect(truncated(token)).toBe(half);
});

describe("the bytes of a token", () => {
  it.each([
    ["hex", "00ff10", [0, 255, 16]],
    ["hex in capitals", "00FF10", [0, 255, 16]],
    ["base64", "+/+/", [251, 255, 191]],
    ["base64 with padding", "AAE=", [0, 1]],
    ["base64url", "-_-_", [251, 255, 191]],
    ["hex of an odd length, which is none", "abc", [105, 183]],
    ["nothing", "", []],
  ])("are read from %s", (_, token, bytes) => {
    expect([...decoded(token)]).toEqual(bytes);
  });
});

it("a token in other case has every letter changed, and nothing else", () => {
  expect(inOtherCase("aB3+/z=")).toBe("Ab3+/Z=");
});

it("a token in other case is still written as base64 must be", () => {
  for (const bytes of SAMPLES) {
    for (const writing of ["base64", "base64url"] as const) {
      const other = tokenInOtherCase(bytes.toString(writing));
      expect(Buffer.from(other, writing).toString(writing)).toBe(other);
    }
  }
  expect(tokenInOtherCase("aBcDeQ==")).toBe("AbCdEQ==");
  expect(tokenInOtherCase("")).toBe("");
});

describe("the label of tokens", () => {
  const labelled = (label: string) => SAMPLES.slice(20, 28).map((bytes) => `${label}${bytes.toString("base64url")}`);

  it.each(["", "b_", "ghp_", "glpat-", "at-", "v1.", "v4.local.", "access:", "ory_at_", "door_badge_"])(
    "is %j where all have it in front",
    (label) => {
      expect(sharedLabel(labelled(label))).toBe(label);
    },
  );

  it.each(["1732-", "0190a5d2-", "AAAAAAAAAAAAAAAAAAAA", "averyveryverylongword_", "b"])(
    "is none where they begin with %j, which is no word",
    (label) => {
      expect(sharedLabel(labelled(label))).toBe("");
    },
  );

  it("is none of one token, and none of tokens that are one", () => {
    expect(sharedLabel(["b_AAAA"])).toBe("");
    expect(sharedLabel([])).toBe("");
    expect(sharedLabel(["b_AAAA", "c_AAAA"])).toBe("");
    expect(sharedLabel(["b_AAAA", "b_AAAA"])).toBe("");
  });
});
