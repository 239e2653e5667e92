import { execFile } from "node:child_process";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, it } from "vitest";

const ROOT = join(import.meta.dirname, "../..");
const LINE = /^(?:[A-Z_]+=\S* )*(?:npm run )?authmark (?:-- )?(\w+)(.*)$/gm;

/** The options of each command of the suite that the pages have one type. */
const typed = Map.groupBy(
  globSync("{README.md,docs/*.md,docs/guides/*.md}", { cwd: ROOT }).flatMap((page) =>
    [...readFileSync(join(ROOT, page), "utf8").matchAll(/^```sh\n([\s\S]*?)^```$/gm)].flatMap(([, block = ""]) =>
      [...block.matchAll(LINE)].flatMap(([, command = "", rest = ""]) =>
        [...rest.matchAll(/(?<= )--[\w-]+/g)].map(([option]) => ({ page, command, option })),
      ),
    ),
  ),
  ({ command }) => command,
);

it("the pages have one type commands", () => {
  expect([...typed.keys()]).toEqual(expect.arrayContaining(["test", "doctor", "init"]));
});

it.each([...typed.keys()])("what the pages have one type with %s are options of it", async (command) => {
  const main = join(ROOT, "conformance/main.ts");
  const { stdout } = await promisify(execFile)(process.execPath, [main, command, "--help"], { env: {} });
  const known = new Set(Array.from(stdout.matchAll(/--[\w-]+/g), ([option]) => option));
  expect(typed.get(command)?.filter(({ option }) => !known.has(option))).toEqual([]);
});
