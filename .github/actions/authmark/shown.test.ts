import { describe, expect, it } from "vitest";
import { renderMarkdown } from "../../../conformance/report/markdown.ts";
import { blocked, deviating, fail, PASS, reportOn, result, runOf } from "../../../conformance/testing/results.ts";
import { annotationsOf } from "./annotations.ts";
import { summaryOf } from "./summary.ts";

const HOSTILE = "</pre><b>bold</b>\r\n::set-output name=x::y\n\n# heading 100%, a:b\u001b[31m";
const report = (...results: Parameters<typeof runOf>[0]) => reportOn([runOf(results)]);

describe("annotations", () => {
  it("are errors for what counts, and warnings for what does not", () => {
    const of = report(
      result("SHOULD", fail()),
      result("MUST", fail()),
      result("MUST", blocked(), [], 1),
      deviating(fail(), 2),
    );
    expect(annotationsOf(of, 1).map((line) => line.replace(/%3A.*/, ""))).toEqual([
      "::error title=violation",
      "::error title=blocked",
      "::warning title=advisory",
      "::warning title=deviation",
    ]);
  });

  it("are one line each, in which nothing of the target is a command", () => {
    const [line = "", ...more] = annotationsOf(
      reportOn([runOf([result("MUST", fail(HOSTILE))], { name: "a, b: c\n::d" })]),
      1,
    );
    expect(more).toEqual([]);
    expect(line).toMatch(/^::error title=violation%3A [^,:\n\r]*%2C b%3A c%0A%3A %3Ad\)::/);
    expect(line).toContain("100%25, a:b");
    // biome-ignore lint/suspicious/noControlCharactersInRegex: that there is none is what is asked
    expect(line).not.toMatch(/[\n\r\u001b]|::set-output/);
  });

  it("are no more than are shown, and the last says how many are left", () => {
    const of = report(...Array.from({ length: 13 }, (_, index) => result("MUST", fail(), [], index)));
    const lines = annotationsOf(of, 1);
    expect(lines).toHaveLength(10);
    expect(lines.at(-1)).toBe("::error title=Authmark::4 more are in the summary and in the reports.");
  });

  it.each([
    [2, "a mistake in the inputs or in a file"],
    [3, "fewer MUSTs than min-verified"],
    [4, "the baseline has an entry too much"],
  ])("say what exit code %i means, also where there is no report", (code, text) => {
    expect(annotationsOf(undefined, code)).toEqual([
      expect.stringContaining(`::error title=Authmark::It ended in ${code}: `),
    ]);
    expect(annotationsOf(undefined, code).join()).toContain(text);
  });

  it("are none where all is in order", () => {
    expect(annotationsOf(report(result("MUST", PASS)), 0)).toEqual([]);
  });
});

describe("the summary", () => {
  it("is the report in Markdown", () => {
    const of = reportOn([runOf([result("MUST", fail())], { name: "Acme" })]);
    expect(summaryOf(of, 1)).toBe(renderMarkdown(of));
  });

  it("stays below what GitHub takes", () => {
    const many = Array.from({ length: 60 }, (_, index) => result("MUST", fail("x".repeat(100_000)), [], index % 13));
    expect(summaryOf(report(...many), 1).length).toBeLessThan(500_000);
  });

  it("says of what no finding explains why it failed, also where there is no report", () => {
    const ending = "Authmark ended in 2: a mistake in the inputs or in a file; the log of this step says which.\n\n";
    expect(summaryOf(undefined, 2)).toBe(ending);
    expect(summaryOf(report(result("MUST", PASS)), 2)).toMatch(
      /^Authmark ended in 2: [^\n]*\n\n# Authmark: conformant\n/,
    );
  });
});
