import { describe, expect, it } from "vitest";
import type { Exchange } from "../model/exchange.ts";
import { Report } from "../model/report.ts";
import { exchange, unanswered } from "../testing/exchanges.ts";
import { blocked, fail, PASS, reportOn, result, runOf, someRequirement } from "../testing/results.ts";

const SECRET = "hunter2-hunter2+/&";
const CANARY = /hunter2/;
const only = (verdict = PASS, exchanges: readonly Exchange[] = []) =>
  reportOn([runOf([result("MUST", verdict, exchanges)])], { "password#1": SECRET });

describe("a report", () => {
  it("has what its schema says, and nothing else", () => {
    const runs = [runOf([result("MUST", fail(), [exchange()]), result("SHOULD", blocked(), [unanswered("closed")])])];
    const report = reportOn(runs);
    expect(Report.parse(report)).toEqual(report);
  });

  it("says of a requirement what the specification says, and how bad it is", () => {
    const { id, level, text, source } = someRequirement("MUST");
    const { requirements, checks } = only(fail()).runs[0] ?? {};
    expect(requirements).toMatchObject([{ id, level, text, source, grade: "violation", checks: [checks?.[0]?.id] }]);
  });

  it("shows every exchange of a check by its step, with times and what came back", () => {
    const { checks } =
      only(PASS, [exchange({ startedAt: 1000 }), unanswered("closed", { step: "second" })]).runs[0] ?? {};
    expect(checks?.[0]?.evidence).toMatchObject({
      attempt: { startedAt: "1970-01-01T00:00:01.000Z", response: { status: 200 }, outcome: "success" },
      second: { error: { code: "closed", message: "gone" }, outcome: "unanswered" },
    });
    expect(checks?.[0]?.evidence["second"]).not.toHaveProperty("response");
  });

  it.each<[string, Exchange]>([
    ["a URL", exchange({ request: { url: `http://x/?p=${encodeURIComponent(SECRET)}` } })],
    ["a field that was sent", exchange({ request: { headers: [["authorization", `Bearer ${SECRET}`]] } })],
    ["a body that was sent", exchange({ request: { body: JSON.stringify({ password: SECRET }) } })],
    ["bytes that were sent", exchange({ request: { body: { base64: btoa(`{"password":"${SECRET}"}`) } } })],
    ["a field that came back", exchange({ response: { headers: [["set-cookie", `p=${SECRET}`]] } })],
    ["the name of a field that came back", exchange({ response: { headers: [[SECRET, "1"]], body: `${SECRET}!` } })],
    ["a body that came back", exchange({ response: { body: `<p>${SECRET.replace("&", "&amp;")}</p>` } })],
    ["an error", exchange({ error: { code: "tls", message: `no ${SECRET}` } })],
  ])("keeps a secret in %s to itself", (_, leaking) => {
    const text = JSON.stringify(only(PASS, [leaking]));
    expect(text).not.toMatch(CANARY);
    expect(text).not.toContain(btoa("hunter2").slice(0, 8));
    expect(text).toContain("password#1");
  });

  it.each([
    ["what a finding saw", fail(`200 ${SECRET}`)],
    ["why something is blocked", { ...blocked(), reason: SECRET } as const],
    ["a fault of the suite", { kind: "suite-error", reason: `Error: ${SECRET}` } as const],
  ])("keeps a secret in %s to itself", (_, verdict) => {
    const text = JSON.stringify(only(verdict));
    expect(text).not.toMatch(CANARY);
    expect(text).toContain("password#1");
  });

  it("keeps a secret in a note to itself", () => {
    const report = reportOn([runOf([], {}, [`alice cannot log in: ${SECRET}`])], { "password#1": SECRET });
    expect(report.runs[0]?.notes).toEqual(["alice cannot log in: password#1"]);
  });

  it("cuts what is long only when no secret is left in it, so that no half of one stays", () => {
    for (let before = 270; before < 310; before++) {
      const long = `${"x".repeat(before)}${SECRET}${"x".repeat(500)}`;
      expect(JSON.stringify(only(fail(long)))).not.toMatch(/hun/);
    }
    for (let before = 4070; before < 4100; before++) {
      const body = `${" ".repeat(before)}${SECRET}${"x".repeat(500)}`;
      expect(JSON.stringify(only(PASS, [exchange({ response: { body } })]))).not.toMatch(/hun/);
    }
  });

  it("says how much it left out", () => {
    const { checks } = only(PASS, [exchange({ response: { body: "x ".repeat(4000) } })]).runs[0] ?? {};
    expect(checks?.[0]?.evidence["attempt"]?.response?.body).toMatch(/… \(3904 characters more\)$/);
  });

  it("lets no target make a secret a name, and so show it", () => {
    const body = JSON.stringify({ [SECRET]: 1 });
    const text = JSON.stringify(only(PASS, [exchange({ response: { headers: [[SECRET, "1"]], body } })]));
    expect(text).not.toMatch(CANARY);
  });
});
