import { describe, expect, test } from "vitest";
import { compileSources, diagnosticsOf } from "./testing/compile.ts";
import { HEAD, statement } from "./testing/sources.ts";

/** What the compiler says to a protocol with one requirement. */
async function diagnose(id: string, members: Record<string, string | undefined> = {}): Promise<string[]> {
  const source = `${HEAD} @service @requirement("${id}", ${statement(members)}) namespace Demo;`;
  return diagnosticsOf(await compileSources({ "main.tsp": source }));
}

describe("a requirement does not compile with", () => {
  const level = (found: string, of = "MUST") =>
    `authmark-typespec/requirement-level: "demo.answers" has the level ${of}, and its text says ${found}: state exactly one keyword, in capitals, that equals the level.`;
  const form = (id: string) =>
    `authmark-typespec/requirement-id: "${id}" is no requirement id: write "<protocol>.<obligation>", lower-case words joined by hyphens.`;
  const source = (member: string) =>
    `authmark-typespec/requirement-source: "demo.answers" has no ${member} in its source: name the document and the section that the sentence comes from.`;

  test.each([
    ["no obligation in its id", "demo", {}, form("demo")],
    ["capitals in its id", "demo.Answers", {}, form("demo.Answers")],
    ["a section number for an id", "demo.2.1", {}, form("demo.2.1")],
    ["a hyphen at the end of its id", "demo.answers-", {}, form("demo.answers-")],
    [
      "an id under another protocol's name",
      "other.answers",
      {},
      `authmark-typespec/requirement-id: "other.answers" is stated on Demo: its first segment must be "demo".`,
    ],
    ["a level that its text does not say", "demo.answers", { level: "Level.may" }, level("MUST", "MAY")],
    ["a level that its text denies", "demo.answers", { text: `"It MUST NOT answer."` }, level("MUST NOT")],
    ["two keywords", "demo.answers", { text: `"It MUST answer, and SHOULD be quick."` }, level("MUST and SHOULD")],
    ["a keyword that is no level", "demo.answers", { text: `"It MUST answer; it SHALL."` }, level("MUST and SHALL")],
    ["a keyword in lower case", "demo.answers", { text: `"A server must answer."` }, level("none")],
    ["a blank document", "demo.answers", { source: `#{ document: " ", section: "2" }` }, source("document")],
    ["a blank section", "demo.answers", { source: `#{ document: "RFC 6750", section: "" }` }, source("section")],
    [
      "a blank reason for being untestable",
      "demo.answers",
      { untestable: `" "` },
      `authmark-typespec/requirement-untestable: "demo.answers" is untestable without a reason: say why no exchange can show it.`,
    ],
  ])("%s", async (_, id, members, message) => {
    expect(await diagnose(id, members)).toEqual([message]);
  });

  test("no source at all, which the compiler itself finds", async () => {
    expect(await diagnose("demo.answers", { source: undefined })).toEqual([
      expect.stringMatching(/^invalid-argument: .* is not assignable to parameter of type 'Authmark.Statement'$/),
    ]);
  });

  test("an id that is already taken", async () => {
    const twice = `@requirement("demo.answers", ${statement()})`;
    const program = await compileSources({ "main.tsp": `${HEAD} @service ${twice} ${twice} namespace Demo;` });
    expect(diagnosticsOf(program)).toEqual([
      `authmark-typespec/requirement-id: "demo.answers" is stated twice: an id names one sentence for good.`,
    ]);
  });

  test("an id that its protocol takes over from what it follows", async () => {
    const source = `${HEAD} @@follows(Demo, Common);
      @requirement("common.answers", ${statement()}) namespace Common {}
      @service @requirement("demo.answers", ${statement()}) namespace Demo {}`;
    expect(diagnosticsOf(await compileSources({ "main.tsp": source }))).toEqual([
      `authmark-typespec/requirement-id: "demo.answers" is stated twice: an id names one sentence for good.`,
    ]);
  });

  test("a namespace that no protocol follows", async () => {
    const source = `${HEAD} @requirement("common.answers", ${statement()}) namespace Common;`;
    expect(diagnosticsOf(await compileSources({ "main.tsp": source }))).toEqual([
      expect.stringMatching(/^authmark-typespec\/requirement-lost: "common.answers" reaches no protocol: /),
    ]);
  });
});
