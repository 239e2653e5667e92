import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { temporaryFolder } from "../testing/files.ts";
import { PASS, reportOn, result, runOf } from "../testing/results.ts";
import { parseReports, writeReports } from "./reports.ts";

const folder = temporaryFolder();
const path = join(folder.path, "a=b.xml");

describe("what --report asks for", () => {
  it("is a format, and a path if there is one", () => {
    expect(parseReports(["json", `junit=${path}`])).toEqual([{ format: "json" }, { format: "junit", path }]);
    expect(parseReports(["json=report.json"])).toEqual([{ format: "json", path: "report.json" }]);
    expect(parseReports([])).toEqual([]);
  });

  it.each([
    [["pdf"], "--report pdf: write one of json, junit, html, markdown, ctrf, sarif, badge, and =PATH behind it."],
    [["toString"], "--report toString: write one of json, junit"],
    [[""], "write one of json, junit"],
    [["json", "junit"], "only one format can go to standard output. Give the others a file: FORMAT=PATH."],
    [["json="], "--report json=: there is no such folder. Write FORMAT=PATH"],
    [[`json=${folder.path}`], "that is a folder. Write FORMAT=PATH with a file in it."],
    [[`json=${folder.write("file", "")}/report.json`], "there is no such folder."],
    [["json=/no/such/folder/report.json"], "there is no such folder. Write FORMAT=PATH, and make the folder first."],
  ])("is refused before anything runs, with a remedy: %j", (texts, message) => {
    expect(() => parseReports(texts)).toThrow(message);
  });
});

describe("reports are written", () => {
  const report = reportOn([runOf([result("MUST", PASS)])]);
  let printed = "";
  const stdout = vi.spyOn(process.stdout, "write").mockImplementation((text) => {
    printed += text;
    return true;
  });
  afterEach(() => {
    printed = "";
  });

  it("to files, and for people to standard output", async () => {
    await writeReports(report, [
      { format: "junit", path },
      { format: "json", path: join(folder.path, "report.json") },
    ]);
    expect(readFileSync(path, "utf8")).toMatch(/^<\?xml/);
    expect(JSON.parse(readFileSync(join(folder.path, "report.json"), "utf8"))).toEqual(report);
    expect(printed).toContain("conformant: 1 of");
  });

  it("to standard output, and then nothing else", async () => {
    await writeReports(report, [{ format: "json" }]);
    expect(JSON.parse(printed)).toEqual(report);
  });

  it("or else it is said what to do, and what was found is printed all the same", async () => {
    await expect(writeReports(report, [{ format: "json", path: folder.path }])).rejects.toThrow(
      `--report ${folder.path}: cannot be written (EISDIR). Name a file that this user may write.`,
    );
    expect(stdout).toBeDefined();
    expect(printed).toContain("conformant: 1 of");
  });
});
