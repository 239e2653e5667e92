import { describe, expect, it } from "vitest";
import { UsageError } from "../model/errors.ts";
import { temporaryFolder } from "../testing/files.ts";
import { readBaseline } from "./baseline.ts";

const folder = temporaryFolder();
const read = (content: string) => readBaseline(folder.write("baseline.yaml", content));

function complaint(content: string): string {
  try {
    return `none: ${JSON.stringify(read(content))}`;
  } catch (error) {
    expect(error).toBeInstanceOf(UsageError);
    return (error as UsageError).message;
  }
}

describe("a baseline", () => {
  it("is a list of findings, with a reason, and a link if there is one", () => {
    const entries = [
      { id: "a.b/c", reason: "to be mended", link: "https://tracker.example/7" },
      { id: "a.d", reason: "r" },
    ];
    expect(
      read("- { id: a.b/c, reason: to be mended, link: 'https://tracker.example/7' }\n- { id: a.d, reason: r }"),
    ).toEqual(entries);
    expect(read(JSON.stringify(entries))).toEqual(entries);
    expect(read("[]")).toEqual([]);
  });

  it.each([
    ["nothing", "", "(the whole file): write a list. An entry is { id: …, reason: …, link: … }."],
    ["one entry", "id: a", "(the whole file): write a list"],
    ["an id alone", "- a.b", "0: write keys and values"],
    ["no reason", "- id: a", "0.reason: is missing; add it"],
    ["an empty reason", "- { id: a, reason: '' }", "0.reason: is empty; write something"],
    ["no id", "- reason: a", "0.id: is missing; add it"],
    ["an unknown key", "- { id: a, reason: b, url: c }", "0: there is no url here; write id, reason, link"],
    ["a link that is none", "- { id: a, reason: b, link: JIRA-7 }", "0.link: write an address, such as https://…"],
    ["a link that is a script", "- { id: a, reason: b, link: 'javascript:x' }", "0.link: write an address"],
    ["a finding twice", "- { id: a, reason: b }\n- { id: a, reason: c }", "a is there twice. Give each finding once."],
    ["half a list", "- { id: a", "neither YAML nor JSON"],
  ])("with %s is refused: file, entry and remedy", (_, content, message) => {
    expect(complaint(content)).toContain(message);
    expect(complaint(content)).toContain(folder.path);
  });

  it("that is not there is refused", () => {
    expect(() => readBaseline("no.yaml")).toThrow("no.yaml: cannot be read (ENOENT). Check the path.");
  });
});
