import { expect, it } from "vitest";
import { parseDuration } from "./duration.ts";

it.each([
  ["2s", 2000],
  ["2", 2000],
  ["0", 0],
  ["0.5", 500],
  ["1.5s", 1500],
  ["500ms", 500],
  ["0.4ms", 0],
  ["5m", 300_000],
  ["1h", 3_600_000],
  ["30d", 2_592_000_000],
  [" 2 s ", 2000],
])("%j is %i milliseconds", (text, milliseconds) => {
  expect(parseDuration(text)).toBe(milliseconds);
});

it.each(["", "s", "soon", "-1", "1e3", "2S", "2 weeks", "1,5s", "1s 500ms", "Infinity", "0x10", ".5", "1."])(
  "%j is no duration",
  (text) => {
    expect(parseDuration(text)).toBeUndefined();
  },
);
