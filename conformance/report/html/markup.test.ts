import { describe, expect, it } from "vitest";
import { html, written } from "./markup.ts";

describe("markup from a template", () => {
  it.each([
    ["an element", "<img src=x onerror=alert(1)>"],
    ["the end of a script", "</script><script>alert(1)</script>"],
    ["the end of an attribute", `" onclick="alert(1)`],
    ["the end of an attribute in single quotes", "' onclick='alert(1)"],
    ["an entity", "&lt;script&gt;"],
    ["a comment", "<!-- --> <![CDATA["],
  ])("is never %s that stands in a value", (_, text) => {
    const made = written(html`<p title="${text}">${text}</p>`);
    const [, inAttribute, inText] = /^<p title="(.*)">(.*)<\/p>$/.exec(made) ?? [];
    expect(inAttribute).toBe(inText);
    expect(inText).not.toMatch(/[<>"'`]|&(?!\w+;|#\d+;)/);
    expect(inText).not.toBe(text);
  });

  it("shows a value as it is, and what nobody would see as an escape", () => {
    expect(written(html`${"a & b"} ${1} ${"\u202e"}`)).toBe("a &amp; b 1 \\u{202e}");
  });

  it("takes markup as it is, lists one after the other, and nothing for nothing", () => {
    expect(written(html`${html`<b>${"<"}</b>`}${["a", html`<i></i>`]}${undefined}${false}`)).toBe(
      "<b>&lt;</b>a<i></i>",
    );
  });
});
