import { describe, expect, it } from "vitest";
import type { Report } from "../../model/report.ts";
import { blocked, fail, NOT_TESTED, PASS, reportOn, result, runOf } from "../../testing/results.ts";
import { plain } from "../style.ts";
import { compare } from "./compare.ts";
import { renderDifference } from "./diff-text.ts";

const report = (
  verdicts: readonly Parameters<typeof result>[1][],
  otherwise: Parameters<typeof runOf>[1] = {},
): Report =>
  reportOn([
    runOf(
      verdicts.map((verdict, index) => result("MUST", verdict, [], index)),
      otherwise,
    ),
  ]);
const directions = (before: Report, now: Report) =>
  compare(before, now).targets.flatMap(({ changes }) => changes.map(({ direction }) => direction));

describe("between two reports", () => {
  it.each([
    ["worse", PASS, fail()],
    ["worse", PASS, blocked()],
    ["better", fail(), PASS],
    ["newly tested", NOT_TESTED, PASS],
    ["newly tested", NOT_TESTED, fail()],
    ["no longer tested", fail(), NOT_TESTED],
  ])("a check is %s", (direction, before, now) => {
    expect(directions(report([before]), report([now]))).toEqual([direction]);
  });

  it("what came to the same is not told", () => {
    expect(directions(report([PASS, fail(), NOT_TESTED]), report([PASS, fail("other"), NOT_TESTED]))).toEqual([]);
  });

  it("a check that one of them does not have is newly tested, or no longer", () => {
    expect(directions(report([PASS]), report([PASS, PASS]))).toEqual(["newly tested"]);
    expect(directions(report([PASS, PASS]), report([PASS]))).toEqual(["no longer tested"]);
  });

  it("targets are the same by their names, or where each report has one alone", () => {
    expect(compare(report([PASS], { name: "a" }), report([PASS], { name: "b" })).targets).toHaveLength(1);
    const two = reportOn(["a", "b"].map((name) => runOf([result("MUST", PASS)], { name })));
    const { targets, gone, added } = compare(two, report([PASS], { name: "c" }));
    expect([targets.length, gone.length, added.length]).toEqual([0, 2, 1]);
  });

  it("it is told what is declared otherwise", () => {
    const { targets } = compare(
      report([PASS], { url: "http://127.0.0.1:1" }),
      report([PASS], { url: "http://127.0.0.1:2" }),
    );
    expect(targets[0]?.settings).toEqual([{ key: "url", before: "http://127.0.0.1:1", now: "http://127.0.0.1:2" }]);
  });
});

describe("who changed", () => {
  const text = (before: Report, now: Report) => renderDifference(compare(before, now), plain);
  const newer = (one: Report): Report => ({ ...one, suite: { version: "2.0.0", spec: "2.0.0" } });

  it("is the target, where the suite is the same", () => {
    const told = text(report([PASS]), report([fail()]));
    expect(told).toContain("conformant → violation\n      attempt: expected failure, was success: 200 {}");
    expect(told).toContain("1 worse\nThe suite is the same: the target changed");
  });

  it("may be either, where the suite is another", () => {
    expect(text(report([PASS]), newer(report([fail()])))).toContain(
      "The suite changed: 1.2.3 → 2.0.0. To know whether the target did as well, test both with one suite.",
    );
  });

  it("is the suite alone, where only its new checks came to something", () => {
    expect(text(report([PASS]), newer(report([PASS, fail()])))).toContain("The suite changed: 1.2.3 → 2.0.0.\n");
  });

  it("is nobody, where nothing came to something else", () => {
    expect(text(report([PASS]), report([PASS]))).toContain("no check came to something else\nThe suite is the same.");
  });

  it("is told inertly", () => {
    const told = text(report([PASS]), report([fail("\u001b[31m\n::error::x")]));
    expect(told).toContain("\\u{1b}[31m");
    expect(told).not.toMatch(/^\s*::/m);
  });
});
