import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { suites } from "../catalogue/suites.ts";
import { temporaryFolder } from "../testing/files.ts";
import { readTargetFile } from "./target-file.ts";
import { unknownNames } from "./wire/names.ts";

const folder = temporaryFolder();

it("the example of the docs is a target file, and spells operations that there are", () => {
  const page = readFileSync(join(import.meta.dirname, "../../docs/target-file.md"), "utf8");
  const [, example = ""] = /```yaml\n([\s\S]*?)```/.exec(page) ?? [];
  folder.write("ca.pem", "-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n");
  const file = folder.write("acme.yaml", example);

  const target = readTargetFile(file, { ALICE_PASSWORD: "one", BOB_PASSWORD: "two" });

  expect(target.accounts.map(({ password }) => password)).toEqual(["one", "two"]);
  expect(unknownNames(target.wire, suites[target.protocol].operations)).toEqual([]);
});
