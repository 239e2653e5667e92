import { describe, expect, it } from "vitest";
import { exchange } from "../../testing/exchanges.ts";
import {
  blocked,
  fail,
  hostile,
  NOT_TESTED,
  PASS,
  reportOn,
  result,
  runOf,
  someRequirement,
} from "../../testing/results.ts";
import { renderHtml } from "./page.ts";

const found = [result("MUST", fail("<b>bold</b>"), [exchange({ response: { body: "a <b> & c" } })])];
const page = renderHtml(reportOn([runOf([...found, result("MUST", PASS, [], 1), result("MUST", NOT_TESTED, [], 2)])]));

describe("the report as a page", () => {
  it("begins with the verdict", () => {
    expect(page).toMatch(/<h1 class="bad">not conformant<\/h1>\n<p class="line">1 violation, 1 of /);
    expect(page).toContain("<title>not conformant: a target – Authmark</title>");
  });

  it("says of a finding what is required and where from, what was seen, and how to see it again", () => {
    const { text, source } = someRequirement("MUST");
    expect(page).toContain(text.slice(0, 20));
    expect(page).toContain(source.section);
    expect(page).toContain("<dd>&lt;b&gt;bold&lt;/b&gt;</dd>");
    expect(page).toContain("a &lt;b&gt; &amp; c</pre>");
    expect(page).toMatch(/<code>authmark test /);
  });

  it("links from what is wrong to where it is told", () => {
    const [, id = ""] = /<a href="#(t1-[^"]+)">/.exec(page) ?? [];
    expect(id).toBe(`t1-${someRequirement("MUST").id}`);
    expect(page.split(`id="${id}"`)).toHaveLength(2);
  });

  it("asks nobody for anything, and lets nothing do so", () => {
    expect(page).not.toMatch(/<(?:link|img|iframe|object|embed|base)\b|@import|url\(|\bsrc=|\bstyle=|\son\w+=/i);
    const [, policy = ""] = /Content-Security-Policy" content="([^"]+)"/.exec(page) ?? [];
    expect(policy).toMatch(
      /^default-src &#39;none&#39;; style-src &#39;sha256-\S+&#39;; script-src &#39;sha256-\S+&#39;; base-uri &#39;none&#39;; form-action &#39;none&#39;$/,
    );
  });

  it.each([
    "</script><script>alert(1)</script>",
    `"><img src=x onerror=alert(1)>`,
    "' autofocus onfocus='alert(1)",
    "</style><!--",
  ])("has no markup of the target's: %s", (text) => {
    const results = [fail(text), blocked(text)].map((verdict, index) =>
      result("MUST", verdict, [hostile(text)], index),
    );
    const hostilePage = renderHtml(reportOn([runOf(results, { name: text }, [text])]));
    expect(hostilePage).not.toContain(text);
    expect(hostilePage.match(/<\/?script\b/g)).toHaveLength(2);
    expect(hostilePage.match(/<\/?style\b/g)).toHaveLength(2);
    expect(hostilePage).not.toMatch(/<img|<!--|<[^>]*\son\w+=/);
  });

  it("tells the runs of a target as the worst of them, and those of several each with its verdict", () => {
    const both = renderHtml(reportOn([runOf([result("MUST", PASS)]), runOf(found, { name: "another" })]));
    expect(both.match(/<section class="target"/g)).toHaveLength(2);
    expect(both).toContain('<h2 id="t2">another</h2>');
    expect(both).toContain('<p class="line">conformant: ');
  });
});
