import { describe, expect, it } from "vitest";
import { brokenServersOf } from "../faults/faults.ts";
import { fail, PASS, reportOn, result, runOf } from "../testing/results.ts";
import { renderConsole } from "./console.ts";
import { type BrokenServer, diagnose, diagnosisText, withDiagnoses } from "./diagnosis.ts";
import { renderHtml } from "./html/page.ts";
import { renderMarkdown } from "./markdown.ts";
import { plain } from "./style.ts";

const check = (index: number, verdict = fail()) => result("MUST", verdict, [], index);
const checksOf = (...results: ReturnType<typeof result>[]) => reportOn([runOf(results)]).runs[0]?.checks ?? [];
const server = (name: string, ...indexes: number[]): BrokenServer => ({
  name,
  breaks: "hmail.x",
  noticedBy: checksOf(...indexes.map((index) => check(index))).map(({ id }) => id),
});
const failing = (...indexes: number[]) => indexes.map((index) => check(index));
const passing = (...indexes: number[]) => indexes.map((index) => check(index, PASS));

describe("a diagnosis", () => {
  it("is the broken server whose checks fail, and no others", () => {
    const known = [server("a server that a", 0, 1), server("a server that b", 0, 1, 2)];
    expect(diagnose(checksOf(...failing(0, 1, 2), ...passing(3)), known)?.like).toBe("a server that b");
    expect(diagnose(checksOf(...failing(0, 1), ...passing(2, 3)), known)?.like).toBe("a server that a");
  });

  it("may differ in one check of five, and not in more", () => {
    const known = [server("a server that a", 0, 1, 2, 3, 4)];
    expect(diagnose(checksOf(...failing(0, 1, 2, 3), ...passing(4)), known)).toMatchObject({ shared: 4, all: 5 });
    expect(diagnose(checksOf(...failing(0, 1, 2), ...passing(3, 4)), known)).toBeUndefined();
    expect(diagnose(checksOf(...failing(0, 1, 2, 3, 5, 6), ...passing(4)), known)).toBeUndefined();
  });

  it("is none where two are equally alike", () => {
    const known = [server("a server that a", 0, 1), server("a server that b", 0, 1)];
    expect(diagnose(checksOf(...failing(0, 1)), known)).toBeUndefined();
  });

  it("is none of a single check, which says itself what is wrong, nor of a sound server", () => {
    expect(diagnose(checksOf(...failing(0)), [server("a server that a", 0)])).toBeUndefined();
    expect(diagnose(checksOf(...passing(0, 1)), [server("a server that a", 0, 1)])).toBeUndefined();
  });

  it("counts only what was run, and is none where too little of what notices the server was", () => {
    const five = [server("a server that a", 0, 1, 2, 3, 4)];
    expect(diagnose(checksOf(...failing(0, 1, 2, 3)), five)).toMatchObject({ shared: 4, all: 4 });
    expect(diagnose(checksOf(...failing(0, 1)), five)).toBeUndefined();
  });

  it("looks at violations alone", () => {
    const withAdvice = checksOf(...failing(0, 1), result("SHOULD", fail()), ...passing(2));
    expect(diagnose(withAdvice, [server("a server that a", 0, 1)])).toMatchObject({ shared: 2, all: 2 });
  });
});

describe("a diagnosis is told", () => {
  const known = [server("a server that a", 0, 1)];
  const report = withDiagnoses(reportOn([runOf([...failing(0, 1)])]), () => known, "https://docs.example/authmark/");
  const text = "It fails as a server that a would, in the same checks. That breaks hmail.x.";

  it.each([
    ["to a terminal", renderConsole(report, plain)],
    ["in HTML", renderHtml(report)],
    ["in Markdown", renderMarkdown(report)],
  ])("%s, in a line, with the page about that server", (_, rendered) => {
    expect(rendered).toContain(text);
    expect(rendered).toContain("https://docs.example/authmark/broken-servers/hmail/#a-server-that-a");
  });

  it("with what is not the same", () => {
    expect(diagnosisText({ like: "a server that a", breaks: "hmail.x", shared: 4, all: 5 })).toContain(
      "in 4 of 5 checks",
    );
  });
});

it.each(["hmail", "session", "getnative", "angen"])(
  "a server of %s that fails as one on record is told so",
  (protocol) => {
    const all = brokenServersOf(protocol);
    const ids = [...new Set(all.flatMap(({ noticedBy }) => noticedBy))];
    const [template] = checksOf(check(0));
    const told = all.map(({ name, noticedBy }) => {
      const checks = ids.flatMap((id) =>
        template
          ? [{ ...template, id, grade: noticedBy.includes(id) ? ("violation" as const) : ("conformant" as const) }]
          : [],
      );
      return [name, diagnose(checks, all)?.like] as const;
    });
    // Those noticed by one check alone, or by the same checks as another, are told nothing; nobody is told another's name.
    expect(told.filter(([name, like]) => like !== undefined && like !== name)).toEqual([]);
    expect(told.filter(([name, like]) => like === name).length).toBeGreaterThan(all.length / 4);
  },
);
