import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { allRequirements } from "../model/requirement.ts";
import { checksOf } from "./list.ts";

const page = readFileSync(join(import.meta.dirname, "../../docs/command-line.md"), "utf8");
const MAIN = join(import.meta.dirname, "../main.ts");

async function help(...command: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [MAIN, ...command, "--help"], { env: {} });
  return stdout;
}

/** The options of a help text, but for that of help itself. */
const optionsIn = (text: string) =>
  [...text.matchAll(/^ +(?:-\w, )?(--[\w-]+)/gm)].flatMap(([, option = ""]) => (option === "--help" ? [] : [option]));
/** What the page says of one command, up to the next. */
const sectionOf = (command: string) => page.split(/^## /m).find((section) => section.startsWith(`${command}\n`)) ?? "";
/** The options that a text speaks of in their own right: those of shell commands and globs are examples. */
const namedIn = (text: string) => [...text.matchAll(/`(--[\w-]+)`/g)].map(([, option = ""]) => option);

const commands = [...(await help()).matchAll(/^ {2}(\w+)(?= [[<])/gm)].flatMap(([, name = ""]) =>
  name === "help" ? [] : [name],
);

describe("the page on the command line", () => {
  it("has every command, in its table and with a section", () => {
    expect(commands).toContain("test");
    expect([...page.matchAll(/^\| `(\w+)` \|/gm)].map(([, name]) => name)).toEqual(expect.arrayContaining(commands));
    expect([...page.matchAll(/^## (\w+)$/gm)].map(([, name]) => name).toSorted()).toEqual(commands.toSorted());
  });

  it.each(commands)("has every option of %s, and none that there is not", async (command) => {
    const text = await help(command);
    expect(text).not.toContain("(default: [])");
    const options = optionsIn(text);
    const named = new Set(namedIn(sectionOf(command)));
    expect(options.filter((option) => !named.has(option))).toEqual([]);
    expect([...named].filter((option) => !options.includes(option))).toEqual([]);
  });

  it("has every exit code", () => {
    const [, table = ""] = page.split("### Exit codes");
    const codes = [...table.matchAll(/^\| (\d+) \|/gm)].map(([, code]) => Number(code));
    expect(codes).toEqual([130, 2, 5, 3, 1, 4, 0]);
  });

  it("names requirements and checks that there are", () => {
    const ids = [...page.matchAll(/\bhmail\.[\w.*/-]+/g)].map(([id]) => id).filter((id) => !id.includes("*"));
    const known: readonly string[] = allRequirements.flatMap((each) => [each.id, ...checksOf(each)]);
    expect(ids.length).toBeGreaterThan(2);
    expect(ids.filter((id) => !known.includes(id))).toEqual([]);
  });
});
