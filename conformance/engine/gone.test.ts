import { describe, expect, it } from "vitest";
import { exchange, unanswered } from "../testing/exchanges.ts";
import { blocked, fail, NOT_TESTED, PASS, result } from "../testing/results.ts";
import { noteOnEnd, withoutTarget } from "./gone.ts";

const GONE_SINCE = 1000;
const CLOSED = { code: "closed", message: "gone" } as const;
const before = unanswered("timeout", { startedAt: 100, durationMs: 500 });
const behind = unanswered("timeout", { startedAt: 900, durationMs: 500 });

describe("where the target went away", () => {
  it("a fault that was found on its silence is none", () => {
    const found = result("MUST", fail(), [exchange(), behind]);
    const blocked = { kind: "blocked", reason: expect.stringContaining("no longer answers"), findings: [] };
    expect(withoutTarget(found, GONE_SINCE)).toEqual({ ...found, verdict: blocked });
  });

  it.each([
    ["a fault that was found before", fail(), [exchange(), before]],
    ["a fault on answers", fail(), [exchange({ startedAt: 900, durationMs: 500 })]],
    ["a fault where the connection might be closed", fail(), [{ ...behind, mayClose: true as const, error: CLOSED }]],
    ["a pass", PASS, [behind]],
    ["what was blocked", blocked(), [behind]],
    ["what was not tested", NOT_TESTED, []],
  ])("%s stays as it is", (_, verdict, exchanges) => {
    const found = result("MUST", verdict, exchanges);
    expect(withoutTarget(found, GONE_SINCE)).toBe(found);
  });

  it("the silence stays a fault of a check that asks what a target has to survive", () => {
    const found = { ...result("MUST", fail(), [exchange(), behind]), survival: true as const };
    expect(withoutTarget(found, GONE_SINCE)).toBe(found);
  });

  it("the note names the first request that it left without an answer", () => {
    const request = { method: "PUT", url: "http://127.0.0.1:1/last" };
    const last = unanswered("closed", { request, startedAt: 700, durationMs: 400 });
    const note = noteOnEnd([result("MUST", PASS, [before, behind]), result("MUST", fail(), [last])], GONE_SINCE);
    expect(note).toContain(", since PUT http://127.0.0.1:1/last (gone (closed)): what was not through");
    expect(note).toContain("--concurrency 1");
  });

  it("the note says so also where no check saw it", () => {
    expect(noteOnEnd([], GONE_SINCE)).toMatch(/no longer answers: what was not through/);
  });
});
