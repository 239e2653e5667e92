import { describe, expect, it } from "vitest";
import { instantOf } from "./instant.ts";

describe("an instant", () => {
  it.each([
    ["in whole seconds", "2026-11-22T02:34:34Z", "2026-11-22T02:34:34.000Z"],
    ["with a fraction", "2026-11-22T02:34:34.123456Z", "2026-11-22T02:34:34.123Z"],
    ["with a comma before its fraction", "2026-11-22T02:34:34,5Z", "2026-11-22T02:34:34.500Z"],
    ["without seconds", "2026-11-22T02:34Z", "2026-11-22T02:34:00.000Z"],
    ["with an offset", "2026-11-22T02:34:34+02:00", "2026-11-22T00:34:34.000Z"],
    ["with an offset to the west that is no whole hour", "2026-11-22T02:34:34.250-03:30", "2026-11-22T06:04:34.250Z"],
    ["with an offset of hours", "2026-11-22T02:34:34+02", "2026-11-22T00:34:34.000Z"],
    ["in small letters", "2026-11-22t02:34:34z", "2026-11-22T02:34:34.000Z"],
    ["in the basic format", "20261122T023434Z", "2026-11-22T02:34:34.000Z"],
    ["on a leap day", "2028-02-29T00:00:00Z", "2028-02-29T00:00:00.000Z"],
  ])("is read %s", (_, text, instant) => expect(instantOf(text)).toBe(Date.parse(instant)));

  it.each([
    ["a time without its zone", "2026-11-22T02:34:34"],
    ["a date alone", "2026-11-22"],
    ["a blank for its T", "2026-11-22 02:34:34Z"],
    ["a month that there is not", "2026-13-22T02:34:34Z"],
    ["a day that there is not", "2026-02-30T02:34:34Z"],
    ["an hour that there is not", "2026-11-22T25:34:34Z"],
    ["seconds since the epoch", "1795000000"],
    ["the date of a header", "Sun, 22 Nov 2026 02:34:34 GMT"],
    ["something behind it", "2026-11-22T02:34:34Z."],
    ["nothing", ""],
  ])("is not %s", (_, text) => expect(instantOf(text)).toBeUndefined());
});
