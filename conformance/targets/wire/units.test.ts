import { describe, expect, it } from "vitest";
import type { Unit } from "../../model/wire.ts";
import { secondsOf } from "./units.ts";

const answeredAt = Date.parse("2026-03-01T12:00:00Z");
const jwt = (claims: unknown) =>
  ["{}", JSON.stringify(claims), "signature"].map((part) => Buffer.from(part).toString("base64url")).join(".");

describe("seconds from the answer on", () => {
  it.each<[Exclude<Unit, "max-age">, unknown, number | undefined]>([
    ["seconds", 900, 900],
    ["seconds", " 900.5 ", 900.5],
    ["seconds", -1, -1],
    ["seconds", "15 minutes", undefined],
    ["seconds", true, undefined],
    ["seconds", null, undefined],
    ["milliseconds", 1500, 1.5],
    ["epoch-seconds", answeredAt / 1000 + 900, 900],
    ["epoch-seconds", String(answeredAt / 1000 + 900), 900],
    ["epoch-milliseconds", answeredAt + 900_123, 900.123],
    ["iso8601", "2026-03-01T12:15:00Z", 900],
    ["iso8601", "2026-03-01T13:15:00.250+01:00", 900.25],
    ["iso8601", "2026-03-01 12:15:00+0000", 900],
    ["iso8601", "2026-03-01T12:15:00", undefined],
    ["iso8601", "2026-03-01", undefined],
    ["iso8601", "2026-13-01T12:15:00Z", undefined],
    ["iso8601", 900, undefined],
    ["jwt", jwt({ exp: answeredAt / 1000 + 900 }), 900],
    ["jwt", jwt({}), undefined],
    ["jwt", jwt([]), undefined],
    ["jwt", jwt(null), undefined],
    ["jwt", "a.b.c", undefined],
    ["jwt", "opaque", undefined],
    ["jwt", 900, undefined],
  ])("as %s, of %j, are %j", (unit, value, seconds) => {
    expect(secondsOf(value, unit, { answeredAt })).toBe(seconds);
  });
});
