import { expect, it } from "vitest";
import { spoken } from "./duration-text.ts";

it.each([
  [0, "0 ms"],
  [1, "1 ms"],
  [1999, "1999 ms"],
  [2000, "2 s"],
  [2540, "2.5 s"],
  [90_000, "90 s"],
  [900_000, "15 min"],
  [9_000_000, "2.5 h"],
  [2_592_000_000, "30 days"],
  [-5000, "-5 s"],
])("%i ms are %s", (milliseconds, text) => {
  expect(spoken(milliseconds)).toBe(text);
});
