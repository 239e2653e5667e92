import { describe, expect, it } from "vitest";
import { inert } from "./inert.ts";

describe("a target's text", () => {
  it.each([
    ["a terminal's colour", "\u001b[31mred", "\\u{1b}[31mred"],
    ["a terminal's title", "\u001b]0;title\u0007", "\\u{1b}]0;title\\u{7}"],
    ["the eight-bit escape", "\u009b31m", "\\u{9b}31m"],
    ["a line that overwrites itself", "good\rbad", "good\nbad"],
    ["backspace", "bad\b\b\b", "bad\\u{8}\\u{8}\\u{8}"],
    ["nul and delete", "\u0000\u007f", "\\u{0}\\u{7f}"],
    ["a tab", "a\tb", "a\\u{9}b"],
    ["text turned around", "\u202egnp.exe\u202c", "\\u{202e}gnp.exe\\u{202c}"],
    ["text turned around, in isolation", "\u2066a\u2069", "\\u{2066}a\\u{2069}"],
    ["zero width", "a\u200bb\u200d\ufeff\u00ad", "a\\u{200b}b\\u{200d}\\u{feff}\\u{ad}"],
    ["other line ends", "a\u2028b\u2029c\u0085d", "a\\u{2028}b\\u{2029}c\\u{85}d"],
    ["letters that are not seen", "a\u{e0041}b", "a\\u{e0041}b"],
    ["a workflow command", "::error::oops", ": :error::oops"],
    ["a workflow command further down", "fine\n  ::set-output name=a::b", "fine\n  : :set-output name=a::b"],
    ["a workflow command behind a carriage return", "fine\r::error::oops", "fine\n: :error::oops"],
    ["an older workflow command", "a ##[error]oops", "a ## [error]oops"],
    ["a pipeline's command", "##vso[task.setvariable]a ##teamcity[b]", "## vso[task.setvariable]a ## teamcity[b]"],
  ])("loses %s", (_, text, shown) => {
    expect(inert(text)).toBe(shown);
    expect(inert(inert(text))).toBe(shown);
  });

  it.each(["two\nlines", "a::b", "::1 is not at [::1]", "Grüße, 你好 👍", "# a ## b [c]", ""])(
    "stays as it is otherwise: %j",
    (text) => {
      expect(inert(text)).toBe(text.startsWith("::") ? `: :${text.slice(2)}` : text);
    },
  );
});
