import { afterEach, expect, it, vi } from "vitest";
import { temporaryFolder } from "../testing/files.ts";
import { fail, PASS, reportOn, result, runOf } from "../testing/results.ts";
import { diff } from "./diff.ts";

const folder = temporaryFolder();
const print = vi.spyOn(process.stdout, "write").mockImplementation(() => true);
afterEach(() => print.mockClear());

const good = folder.write("good.json", JSON.stringify(reportOn([runOf([result("MUST", PASS)])])));
const bad = folder.write("bad.json", JSON.stringify(reportOn([runOf([result("MUST", fail())])])));
const other = folder.write(
  "other.json",
  JSON.stringify(reportOn([runOf([result("MUST", PASS)], { protocol: "session" })])),
);

it("ends in 1 where something got worse, and in 0 where it got better or stayed", () => {
  expect(diff(good, bad)).toBe(1);
  expect(diff(bad, good)).toBe(0);
  expect(diff(bad, bad)).toBe(0);
  expect(print.mock.calls.map(([text]) => /\d (worse|better)/.exec(String(text))?.[0])).toEqual([
    "1 worse",
    "1 better",
    undefined,
  ]);
});

it.each([
  ["a file that is not there", "none.json", "none.json: cannot be read (ENOENT). Write the path of a report"],
  ["text", folder.write("text", "hello"), "is no report of this version (all of it)"],
  ["another JSON", folder.write("b.json", '{"format":"authmark-report/2"}'), "is no report of this version (format)"],
  ["a report on something else", other, "have no target in common. Give both runs the same name: in the target file."],
])("refuses %s, with a remedy", (_, file, message) => {
  expect(() => diff(good, file)).toThrow(message);
});
