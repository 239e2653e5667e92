import { describe, expect, it } from "vitest";
import { exchange } from "../testing/exchanges.ts";
import {
  blocked,
  CIRCUMSTANCE,
  fail,
  hostile,
  NOT_TESTED,
  PASS,
  reportOn,
  result,
  runOf,
  SUITE_ERROR,
  someRequirement,
} from "../testing/results.ts";
import { type Element, parseXml } from "../testing/xml.ts";
import { renderJunit } from "./junit.ts";

const render = (...runs: Parameters<typeof runOf>[]) =>
  parseXml(renderJunit(reportOn(runs.map((each) => runOf(...each)))));
const casesOf = (root: Element) => root.children.flatMap((suite) => suite.children);

describe("JUnit", () => {
  it("has a suite for each run, which counts its cases", () => {
    const results = [
      result("MUST", fail()),
      result("MUST", blocked(), [], 1),
      result("MUST", SUITE_ERROR, [], 2),
      result("MUST", NOT_TESTED, [], 3),
      result("MUST", PASS, [], 4),
      result("SHOULD", fail()),
    ];
    const root = render([results], [[], { name: "another" }]);
    expect([root.name, root.attributes]).toEqual(["testsuites", { name: "authmark", time: "2.000" }]);
    expect(root.children.map(({ attributes }) => attributes)).toEqual([
      {
        name: "a target (hmail, http)",
        tests: "6",
        failures: "1",
        errors: "2",
        skipped: "1",
        time: "2.000",
        timestamp: "1970-01-01T00:00:00.000Z",
      },
      expect.objectContaining({ name: "another (hmail, http)", tests: "0", failures: "0", errors: "0", skipped: "0" }),
    ]);
    expect(casesOf(root).map(({ children }) => children.map(({ name }) => name))).toEqual([
      ["failure"],
      ["error"],
      ["error"],
      ["skipped"],
      [],
      ["system-out"],
    ]);
  });

  it("has a case for each check, by its requirement and its circumstance", () => {
    const [only] = casesOf(render([[result("MUST", PASS)]]));
    expect(only?.attributes).toEqual({ classname: someRequirement("MUST").id, name: CIRCUMSTANCE, time: "1.500" });
  });

  it("says in a failure what was found, what was seen, and how to see it again", () => {
    const [failure] =
      casesOf(render([[result("MUST", fail(), [exchange({ response: { body: "a <b> & c" } })])]]))[0]?.children ?? [];
    expect(failure?.attributes).toEqual({ message: "violation: attempt: expected failure, was success: 200 {}" });
    expect(failure?.text).toContain("< a <b> & c");
    expect(failure?.text).toContain("\nagain: authmark test ");
  });

  it("says why a check was skipped", () => {
    const [skipped] = casesOf(render([[result("MUST", NOT_TESTED)]]))[0]?.children ?? [];
    expect(skipped?.attributes["message"]).toBe("not-tested: needs a second account (--account)");
  });

  it.each([
    ["markup", "</failure><!-- ]]> <![CDATA[ &amp; &#0; \"' <?x?>"],
    ["control characters", "\u0000\u0001\u001b[31m\u0085\u007f\t\r\n"],
    ["characters that Unicode does not have", "\ufffe\uffff\ud800 \udc00\ud800"],
    ["characters beyond the first plane", "😀\u{10ffff}"],
    ["a CI runner's commands", "\n::error::x\n##[error]y"],
  ])("is well-formed whatever a target says: %s", (_, text) => {
    const verdicts = [fail(text), blocked(text), { kind: "suite-error", reason: text } as const];
    const results = verdicts.map((verdict, index) => result("MUST", verdict, [hostile(text)], index));
    const root = render([[...results, result("SHOULD", fail(text), [hostile(text)])], { name: text }]);
    expect(casesOf(root)).toHaveLength(4);
    expect(JSON.stringify(root)).not.toMatch(/(?<!\\)\\n\s*::|##\[/);
  });
});

it.each(["<a>", "<a></b>", "<a/><a/>", "<a>&</a>", "<a>&x;</a>", '<a b="<"/>', "<a>\u0001</a>", "<a b=c/>", "a", ""])(
  "the parser that these tests rely on refuses %j",
  (text) => {
    expect(() => parseXml(text)).toThrow();
  },
);
