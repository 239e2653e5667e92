import { describe, expect, it } from "vitest";
import { holdExcerpts } from "./excerpts.ts";
import { matrix } from "./matrix.ts";
import { withMentions } from "./mentions.ts";
import { escaped, fileOf, href, slug } from "./page.ts";

const ID = "hmail.access-token-is-no-refresh-token";

describe("pages of the site", () => {
  it("have addresses that end in a slash", () => {
    expect([href(""), href("start"), href("start", "there")]).toEqual(["/", "/start/", "/start/#there"]);
    expect(slug("a server that takes a user's token")).toBe("a-server-that-takes-a-users-token");
  });

  it("have frontmatter that no text breaks out of", () => {
    const file = fileOf({ path: "x", title: 'a "title": yes', description: "a\n---\nb", body: "text" });
    expect(file.split("\n---\n")).toHaveLength(2);
    expect(escaped("a *b* <c> | d")).toBe("a \\*b\\* &lt;c\\> \\| d");
  });

  it("link a requirement that is named, and fail on one that there is not", () => {
    expect(withMentions("p", `see \`${ID}\`.`)).toBe(
      `see [\`${ID}\`](/requirements/hmail/access-token-is-no-refresh-token/).`,
    );
    expect(withMentions("p", "`hmail.password-*`, `hmail.ts`, `hmail.kills.json`")).not.toContain("](");
    expect(() => withMentions("p", "`hmail.no-such-thing`")).toThrow("p: there is no requirement hmail.no-such-thing");
  });

  it("show excerpts that stand in their file, however far indented", () => {
    const page = '```ts title="a/b.ts"\none\n  two\n// …\nfour\n```\n';
    expect(() => holdExcerpts("p", page, () => "zero\n    one\n    two\n  three\n four\n")).not.toThrow();
    expect(() => holdExcerpts("p", page, () => "one\ntwo and a half\nfour")).toThrow(
      "p: this is not in a/b.ts any more",
    );
  });
});

describe("the kill matrix", () => {
  it("marks who notices a server: checks of what it breaks, and others", () => {
    const drawing = matrix(
      [{ name: "a server that …", breaks: ID, noticedBy: [`${ID}/a`, `${ID}/b`, "hmail.x-y/c"] }],
      "label",
    );
    expect(drawing).toContain('class="own" d="M0 0h5v5h-5z"');
    expect(drawing).toContain('class="other" d="M6 0h5v5h-5z"');
  });
});
