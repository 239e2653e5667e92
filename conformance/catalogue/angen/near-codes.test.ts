import { describe, expect, it } from "vitest";
import { alteredInEveryPart, exchangedAt, nearly } from "./near-codes.ts";

describe("a code with a character exchanged", () => {
  it.each([
    ["at its start", 0, "nbcdEFGH0123"],
    ["in its middle", 0.5, "abcdESGH0123"],
    ["at its end, but for the last one", 1, "abcdEFGH0173"],
  ])("has it exchanged %s", (_, share, altered) => expect(exchangedAt("abcdEFGH0123", share)).toBe(altered));

  it("of hexadecimal digits is one of those", () => {
    expect(exchangedAt("00AF00", 0.5)).toBe("00DF00");
    expect(exchangedAt("ff00", 0)).toBe("cf00");
  });

  it("keeps what is neither letter nor digit", () => expect(exchangedAt("-_.a=", 0)).toBe("-_.a=A"));

  it("is another one for every part", () => {
    const code = "MTIzNDU2Nzg5MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTI=";
    const altered = alteredInEveryPart(code);
    expect(new Set([code, ...altered]).size).toBe(altered.length + 1);
    expect(altered.every(({ length }) => length === code.length)).toBe(true);
  });
});

it("what is nearly a code is never the code", () => {
  const code = "MTIzNDU2Nzg5MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTI=";
  expect(new Set([code, ...nearly(code)]).size).toBe(nearly(code).length + 1);
});
