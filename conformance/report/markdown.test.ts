import { describe, expect, it } from "vitest";
import { checkId } from "../model/check-id.ts";
import { exchange } from "../testing/exchanges.ts";
import {
  CIRCUMSTANCE,
  fail,
  hostile,
  NOT_TESTED,
  PASS,
  reportOn,
  result,
  runOf,
  someRequirement,
} from "../testing/results.ts";
import { withBaseline } from "./baseline.ts";
import { renderMarkdown } from "./markdown.ts";

const results = [result("MUST", fail(), [exchange()]), result("MUST", PASS, [], 1), result("MUST", NOT_TESTED, [], 2)];
const markdown = renderMarkdown(reportOn([runOf(results)]));

/** What stands outside of fences, where Markdown means something. */
const outside = (text: string) => text.replace(/^(`{3,})text\n[\s\S]*?\n\1$/gm, "");

describe("Markdown", () => {
  it("begins with the verdict, and counts requirements by their grade", () => {
    expect(markdown).toMatch(/^# Authmark: not conformant\n\nnot conformant: 1 violation, 1 of /);
    expect(markdown).toContain(
      "| grade | requirements |\n|---|---|\n| violation | 1 |\n| not-tested | 1 |\n| conformant | 1 |",
    );
  });

  it("tells a finding: what is required, what was seen, over the wire too, and how to see it again", () => {
    const { source } = someRequirement("MUST");
    expect(markdown).toContain("<summary><b>violation</b> ");
    expect(markdown).toContain(`from ${source.document.replace(/_/g, "&#95;")}`);
    expect(markdown).toContain(
      "- at <code>attempt</code>: expected <code>failure</code>, was <code>success: 200 &#123;&#125;</code>",
    );
    expect(markdown).toContain("> POST http://127.0.0.1:1/login");
    expect(markdown).toMatch(/\nauthmark test .*\n```\n/);
  });

  it("says of a finding on the baseline why it is there", () => {
    const entry = { id: someRequirement("MUST").id, reason: "bcrypt; we move in *May*" };
    const known = withBaseline(reportOn([runOf(results)]), [entry], () => [
      checkId(someRequirement("MUST").id, CIRCUMSTANCE),
    ]);
    expect(renderMarkdown(known)).toContain("\nKnown: bcrypt; we move in &#42;May&#42;\n");
  });

  it.each([
    ["markup", "<img src=x onerror=alert(1)></details></summary>", /<img|<\/details><\/summary>/],
    ["a link", "[a](http://example.org) ![b](c) <http://d>", /\[|!\[|<http/],
    ["a table", "a | b", /a \| b/],
    ["a mention", "@everyone", /@/],
    ["an address that links itself", "http://example.org www.example.org", /http:|www\./],
    ["emphasis", "**a** __b__ ~~c~~ `d`", /\*\*a|__b|~~c|`d/],
  ])("does nothing with a target's text: %s", (_, text, active) => {
    const report = reportOn([runOf([result("MUST", fail(text), [hostile(text)])], { name: text }, [text])]);
    const shown = outside(renderMarkdown(report)).replaceAll(/<code>.*?<\/code>/g, (code) =>
      code.replace(/http:|www\./g, ""),
    );
    expect(shown).not.toMatch(active);
  });

  it("has a fence that no answer closes", () => {
    const text = "```\n# a heading\n````\nb";
    const shown = renderMarkdown(
      reportOn([runOf([result("MUST", fail("x"), [exchange({ response: { body: text } })])])]),
    );
    expect(shown).toContain("\n`````text\n");
    expect(outside(shown)).not.toMatch(/^#+ a heading/m);
  });

  it("is not longer than a summary may be", () => {
    const many = Array.from({ length: 60 }, (_, index) => result("MUST", fail(), [exchange()], index));
    expect(renderMarkdown(reportOn([runOf(many)]))).toContain("10 more are in the other formats of the report.");
  });
});
