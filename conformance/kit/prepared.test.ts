import { expect, it } from "vitest";
import { PreparationFailed } from "../model/errors.ts";
import { exchange } from "../testing/exchanges.ts";
import { isNumber, isText, prepared } from "./prepared.ts";

const login = exchange({ step: "login", taken: { token: "abc", expiresAt: 5 } });

it("a preparation yields its value", () => {
  expect(prepared(login, "token", isText)).toBe("abc");
  expect(prepared(login, "expiresAt", isNumber)).toBe(5);
});

it.each([
  ["is not there", "refreshToken"],
  ["is of another type", "expiresAt"],
])("a preparation fails where the value %s", (_, role) => {
  const failure = new PreparationFailed(`login did not yield ${role}`, login);
  expect(() => prepared(login, role, isText)).toThrow(failure);
});
