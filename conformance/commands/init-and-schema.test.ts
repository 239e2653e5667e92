import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { temporaryFolder } from "../testing/files.ts";
import { fail, PASS, reportOn, result, runOf } from "../testing/results.ts";
import { init } from "./init.ts";
import { schema } from "./schema.ts";

const folder = temporaryFolder();
const log = vi.spyOn(console, "log").mockImplementation(() => {});
beforeEach(() => log.mockClear());
const printed = () => String(log.mock.lastCall?.[0]);

describe("authmark init", () => {
  it("writes a file, and says what to do next", () => {
    const file = join(folder.path, "my server.yaml");
    init(file, {});
    expect(readFileSync(file, "utf8")).toMatch(/^protocol: \w+$/m);
    expect(printed()).toContain(`authmark doctor --target '${file}'`);
    expect(printed()).toContain(`authmark test --target '${file}'`);
  });

  it("writes it for the protocol that is named", () => {
    const file = join(folder.path, "named.yaml");
    init(file, { protocol: "hmail" });
    expect(readFileSync(file, "utf8")).toContain("\nprotocol: hmail\n");
    expect(() => init(join(folder.path, "smtp.yaml"), { protocol: "smtp" })).toThrow("--protocol smtp: write one of");
  });

  it("leaves a file as it is that is there already", () => {
    const file = folder.write("mine.yaml", "mine");
    expect(() => init(file, {})).toThrow(`${file}: is there already, and is left as it is. Name another file`);
    expect(readFileSync(file, "utf8")).toBe("mine");
  });

  it("says so where it cannot write", () => {
    const file = join(folder.path, "no/such/folder.yaml");
    expect(() => init(file, {})).toThrow(`${file}: cannot be written (ENOENT). Check that the folder exists`);
  });
});

describe("authmark schema", () => {
  const compiled = (of: string) => {
    schema(of);
    return new Ajv2020({ validateFormats: false, allowUnionTypes: true }).compile(JSON.parse(printed()));
  };

  it("prints the schema of a target file", () => {
    expect(compiled("target")({ protocol: "hmail", at: { url: "http://127.0.0.1:1" } })).toBe(true);
    expect(compiled("target")({ protocol: "hmail" })).toBe(false);
  });

  it("prints the schema of a report", () => {
    const report = reportOn([runOf([result("MUST", PASS), result("SHOULD", fail())])]);
    expect(compiled("report")(JSON.parse(JSON.stringify(report)))).toBe(true);
    expect(compiled("report")({ ...report, format: "another" })).toBe(false);
  });

  it.each(["targets", "", "constructor"])("has none of %j, and says what there is", (of) => {
    expect(() => schema(of)).toThrow(`schema ${of}: write target or report.`);
  });
});
