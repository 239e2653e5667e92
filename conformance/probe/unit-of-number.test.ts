import { expect, it } from "vitest";
import { type Beside, unitOfNumber } from "./unit-of-number.ts";

const access = { name: "expires", role: "accessToken" } as const;
const refresh = { name: "refreshExpires", role: "refreshToken" } as const;

it.each<[string, number, Beside, string | undefined]>([
  ["the token's own claims say seconds", 900, { ...access, secondsInToken: 900 }, "seconds"],
  ["the token's own claims say milliseconds", 900_000, { ...access, secondsInToken: 900 }, "milliseconds"],
  ["the token's own claims say neither", 60, { ...access, secondsInToken: 900 }, undefined],
  ["OAuth says so, however long it is", 31_536_000, { ...access, name: "expires_in" }, "seconds"],
  ["it is short", 3600, access, "seconds"],
  ["it is whole days", 1_209_600, access, "seconds"],
  ["a refresh token lives shorter than so many seconds", 900_000, { ...access, otherSeconds: 604_800 }, "milliseconds"],
  ["a refresh token lives as long as either", 900_000, { ...access, otherSeconds: 2_592_000 }, undefined],
  ["nothing else is known", 900_000, access, undefined],
  ["a refresh token may live for weeks", 604_801, refresh, "seconds"],
  ["no refresh token lives for decades", 604_800_000, refresh, undefined],
])("the unit of a lifetime, where %s", (_, value, beside, unit) => {
  expect(unitOfNumber(value, beside)).toBe(unit);
});
