import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Command } from "commander";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { settingsOf } from "../conformance/commands/settings.ts";
import { type TestOptions, withTestOptions } from "../conformance/commands/test-options.ts";

const root = join(import.meta.dirname, "..");
const read = (file: string) => readFileSync(join(root, file), "utf8");
const page = read("docs/ci.md");
const action = parse(read(".github/actions/authmark/action.yml"));

describe("the page on CI", () => {
  it("has every input and every output of the action, and none that there is not", () => {
    const section = page.split(/^## /m).find((each) => each.startsWith("GitHub\n")) ?? "";
    const cells = [...section.matchAll(/^\| (`.*?) \|/gm)].map(([, cell = ""]) => cell);
    const named = cells.flatMap((cell) => [...cell.matchAll(/`([\w-]+)`/g)].map(([, name]) => name));
    expect(named.toSorted()).toEqual([...Object.keys(action.inputs), ...Object.keys(action.outputs)].toSorted());
  });

  it("gives GitLab's example as it is in its file", () => {
    expect(page).toContain(`\`\`\`yaml\n${read("docs/examples/gitlab/.gitlab-ci.yml")}\`\`\``);
  });

  it("gives GitHub's steps as they are in the example", () => {
    const [, steps = ""] = /```yaml\n(- uses[\s\S]*?)```/.exec(page) ?? [];
    const { jobs } = parse(read("docs/examples/github/auth.yml"));
    expect(jobs.conformance.steps).toEqual(expect.arrayContaining(parse(steps)));
  });

  it("gives commands that there are", () => {
    const lines = [...page.matchAll(/npx authmark test (.*?)[`\n]/g)].map(([, args = ""]) => args.split(" "));
    expect(lines).toHaveLength(2);
    for (const args of lines) {
      const { baseline, report, ...options } = withTestOptions(new Command().exitOverride())
        .parse(args, { from: "user" })
        .opts<TestOptions>();
      expect(settingsOf({ ...options, report: [] }).minVerified).toBeGreaterThanOrEqual(0);
      expect(report.map((each) => each.split("=")[0])).toEqual(["json", "junit"]);
    }
  });
});

it.each(globSync(["docs/examples/github/*.yml", ".github/workflows/*.yml"], { cwd: root }))(
  "%s gives the action no input that it does not have",
  (file) => {
    const jobs: { steps: { uses?: string; with?: object }[] }[] = Object.values(parse(read(file)).jobs);
    const uses = jobs.flatMap(({ steps }) => steps).filter((step) => step.uses?.includes("actions/authmark"));
    const given = uses.flatMap((step) => Object.keys(step.with ?? {}));
    expect(given.filter((name) => !Object.hasOwn(action.inputs, name))).toEqual([]);
  },
);
