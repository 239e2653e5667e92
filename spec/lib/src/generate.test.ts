import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { generate } from "./generate.ts";

let first: string;
let second: string;
beforeAll(() => {
  first = mkdtempSync(join(tmpdir(), "authmark-first-"));
  second = mkdtempSync(join(tmpdir(), "authmark-second-"));
});
afterAll(() => {
  for (const folder of [first, second]) rmSync(folder, { recursive: true, force: true });
});

/** The bytes of every file below a folder, by path. */
function contentsOf(folder: string): Record<string, string> {
  const paths = readdirSync(folder, { recursive: true, encoding: "utf8" }).sort();
  const files = paths.filter((path) => statSync(join(folder, path)).isFile());
  return Object.fromEntries(files.map((path) => [path, readFileSync(join(folder, path), "latin1")]));
}

test("one generation takes less than 5 s", { timeout: 60_000 }, async () => {
  const start = process.cpuUsage();
  expect(await generate(first)).toEqual([]);
  // Of a processor, whatever else the machine has to do.
  const { user, system } = process.cpuUsage(start);
  expect((user + system) / 1e6).toBeLessThan(5);
});

test("the same source gives the same bytes", { timeout: 60_000 }, async () => {
  expect(await generate(second)).toEqual([]);
  expect(Object.keys(contentsOf(first))).toContain("requirements.ts");
  expect(contentsOf(second)).toEqual(contentsOf(first));
});
