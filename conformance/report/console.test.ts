import { PassThrough } from "node:stream";
import { WriteStream } from "node:tty";
import { describe, expect, it, vi } from "vitest";
import { CIRCUMSTANCES } from "../catalogue/circumstances.ts";
import { exchange, unanswered } from "../testing/exchanges.ts";
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
import { renderConsole } from "./console.ts";
import { plain, styleFor } from "./style.ts";

const render = (...runs: Parameters<typeof runOf>[]) =>
  renderConsole(reportOn(runs.map((each) => runOf(...each))), plain);
const lines = (text: string) => text.split("\n").map((line) => line.trim().replace(/ {2,}/g, "  "));

describe("on the console", () => {
  const must = someRequirement("MUST");

  it("a violation is told in full: what was required, where, how, what was seen, and how to see it again", () => {
    const attempt = exchange({ request: { body: "sent" }, response: { headers: [["x-two", "2"]], body: "received" } });
    expect(lines(render([[result("MUST", fail(), [attempt])]]))).toEqual(
      expect.arrayContaining([
        expect.stringContaining(`✗ MUST ${must.id}`.replace("MUST ", "MUST  ")),
        `✗ 1  violation  ${must.id}/${CIRCUMSTANCE}`,
        `required  ${must.text}`,
        `source  ${must.source.document}, ${must.source.section}`,
        `tested  ${CIRCUMSTANCES[CIRCUMSTANCE]}`,
        "at  attempt",
        "expected  failure",
        "actual  success: 200 {}",
        "> POST http://127.0.0.1:1/login",
        "> sent",
        "< 200",
        "< x-two: 2",
        "< received",
        `again  authmark test --protocol hmail --url http://127.0.0.1:1 --seed 7 --only ${must.id}/${CIRCUMSTANCE}`,
      ]),
    );
  });

  it.each([
    ["an advisory", "! SHOULD", "advisory, 1 of 1 check", result("SHOULD", fail())],
    [
      "something blocked",
      "? MUST",
      "blocked, 1 of 1 check: the same with everything in order",
      result("MUST", blocked(), [exchange()]),
    ],
    ["something not tested", "– MUST", "not-tested, 1 of 1 check: needs a second account", result("MUST", NOT_TESTED)],
    ["a fault of the suite", "‼ MUST", "suite-error, 1 of 1 check: TypeError: wrong", result("MUST", SUITE_ERROR)],
    ["what is in order", "✓ MUST", "1 check", result("MUST", PASS)],
  ])("%s has its line, with its sign and its reason", (_, start, remark, given) => {
    const line = lines(render([[given]])).find((each) => each.startsWith(start));
    expect(line).toContain(given.requirement);
    expect(line).toContain(remark);
  });

  it("only what has findings, or is a fault of the suite, is told in full", () => {
    const told = (given: ReturnType<typeof result>) => render([[given]]).includes("again ");
    expect([PASS, NOT_TESTED, fail(), blocked(), SUITE_ERROR].map((verdict) => told(result("MUST", verdict)))).toEqual([
      false,
      false,
      true,
      true,
      true,
    ]);
  });

  it("no answer is said to be none", () => {
    expect(render([[result("MUST", fail(), [unanswered("timeout")])]])).toContain("< no answer: gone (timeout)");
  });

  it("notes come first, and the verdict last", () => {
    const text = lines(render([[result("MUST", PASS)], {}, ["bob cannot log in"]])).filter((line) => line !== "");
    expect(text.slice(0, 2)).toEqual(["a target  hmail, http://127.0.0.1:1", "! bob cannot log in"]);
    expect(text.at(-1)).toMatch(/^conformant: 1 of \d+ MUSTs verified, \d+ not asked$/);
  });

  it("where nobody could log in, the notes say so, and the requirements do not say it again", () => {
    const nobody = [result("MUST", blocked()), result("SHOULD", blocked())];
    const text = lines(render([nobody, {}, ["bob cannot log in"]]));
    expect(text).toContain("! bob cannot log in");
    expect(text.filter((line) => /^\? (MUST|SHOULD)/.test(line))).toEqual([]);
  });

  it("several runs have a verdict together", () => {
    const text = render([[result("MUST", PASS)]], [[result("MUST", fail())]]);
    expect(
      lines(text)
        .filter((line) => line !== "")
        .at(-1),
    ).toMatch(/^all: not conformant: 1 violation/);
  });

  it("what a target says is inert", () => {
    const text = "\u001b[2J\n::error::x\n##[error]y\u202e";
    const report = reportOn([runOf([result("MUST", fail(text), [hostile(text)])], { name: text }, [text])]);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: there must be none
    expect(renderConsole(report, plain)).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]|^\s*::|##\[/m);
  });

  it("the first of many findings of one check are shown, and that there are more", () => {
    const steps = Array.from({ length: 7 }, (_, index) => exchange({ step: `answer ${index + 1}` }));
    const findings = steps.map(({ step: at }) => ({ at, expected: "less", actual: "more" }));
    const text = render([[result("MUST", { kind: "fail", findings }, steps)]]);
    expect(text.match(/at {8}answer \d/g)).toHaveLength(5);
    expect(text.match(/curl -i/g)).toHaveLength(5);
    expect(text).toContain("and       2 more like that (in full in --report json=FILE)");
  });

  it("long lines are cut, and it is said where they are in full", () => {
    const attempt = exchange({ response: { body: "x ".repeat(1000) } });
    expect(render([[result("MUST", fail(), [attempt])]])).toContain("… (in full in --report json=FILE)");
  });
});

describe("emphasis", () => {
  it("is none in plain text, and none where the stream is no terminal, or where NO_COLOR is set", () => {
    const report = reportOn([runOf([result("MUST", fail(), [exchange()])])]);
    const { getColorDepth } = WriteStream.prototype;
    const stream = (isTTY: boolean) =>
      Object.assign(new PassThrough(), { isTTY, getColorDepth }) as unknown as NodeJS.WriteStream;
    expect(renderConsole(report, plain)).not.toContain("\u001b");
    expect(renderConsole(report, styleFor(stream(false)))).not.toContain("\u001b");
    vi.stubEnv("FORCE_COLOR", undefined);
    vi.stubEnv("NO_COLOR", "1");
    expect(renderConsole(report, styleFor(stream(true)))).not.toContain("\u001b");
    vi.unstubAllEnvs();
  });
});
