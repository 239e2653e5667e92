import { describe, expect, it } from "vitest";
import { exchange, unanswered } from "../testing/exchanges.ts";
import { clockAhead } from "./clock-ahead.ts";

/** An exchange that began and ended then, and whose answer has a Date; milliseconds by the suite's clock. */
function dated(date: number | string, startedAt: number, durationMs = 0) {
  const value = typeof date === "string" ? date : new Date(date).toUTCString();
  return exchange({ startedAt, durationMs, response: { headers: [["Date", value]] } });
}

describe("how far a target's clock is ahead", () => {
  it.each([
    ["nothing where it has the same second", [dated(10_000, 10_400)], 0],
    ["nothing where the second has just begun", [dated(10_000, 10_000)], 0],
    ["nothing where the second has just ended", [dated(10_000, 10_999)], 0],
    ["nothing where the answer took over a second's end", [dated(11_000, 10_900, 200)], 0],
    ["nothing where a slow answer leaves room for it", [dated(13_000, 10_000, 5000)], 0],
    ["the middle of what it may be, ahead", [dated(15_000, 10_000)], 5500],
    ["the middle of what it may be, behind", [dated(5000, 10_000)], -4500],
    ["less where the answer took longer", [dated(15_000, 10_000, 1000)], 5000],
    ["years, where it was never set", [dated(0, 1_000_000_000_000)], -999_999_999_500],
  ])("is %s", (_, exchanges, milliseconds) => {
    expect(clockAhead(exchanges)).toBe(milliseconds);
  });

  it("is the closer known the more answers there are", () => {
    const ahead = (startedAt: number) => dated(Math.floor((startedAt + 3300) / 1000) * 1000, startedAt);
    expect(clockAhead([ahead(10_000)])).toBe(3500);
    expect(clockAhead([ahead(10_000), ahead(10_650), ahead(10_750)])).toBe(3300);
  });

  it("is nothing where one answer of several has nothing against it, and none is against it", () => {
    expect(clockAhead([dated(10_000, 10_999), dated(11_000, 11_000), dated(11_000, 11_001)])).toBe(0);
  });

  it.each([
    ["no answers", []],
    ["answers without a Date", [exchange()]],
    ["a Date that is none", [dated("yesterday", 10_000), dated("", 10_000)]],
    ["no answer at all", [unanswered("timeout", { startedAt: 10_000 })]],
  ])("is nothing where there are %s", (_, exchanges) => {
    expect(clockAhead(exchanges)).toBe(0);
  });

  it("is read from the answers that have a Date, in any case", () => {
    const lower = exchange({ startedAt: 10_000, response: { headers: [["date", new Date(15_000).toUTCString()]] } });
    expect(clockAhead([exchange(), unanswered("closed"), dated("soon", 1), lower])).toBe(5500);
  });
});
