import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { serve } from "@authmark/reference-server/app";
import { afterAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { ACCOUNTS } from "../../../conformance/self-test/accounts.ts";
import { CHEAP } from "../../../conformance/self-test/kills.ts";
import { hmailMutants } from "../../../conformance/self-test/mutants/hmail.ts";
import { temporaryFolder } from "../../../conformance/testing/files.ts";

interface Step {
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
}
interface Action {
  readonly inputs: Readonly<Record<string, { readonly default: string }>>;
  readonly outputs: Readonly<Record<string, { readonly value: string }>>;
  readonly runs: { readonly steps: readonly Step[] };
}

const { inputs, outputs, runs }: Action = parse(readFileSync(join(import.meta.dirname, "action.yml"), "utf8"));
const folder = temporaryFolder();
const config = { ...CHEAP, protocols: ["hmail"] as const, port: 0 };
const sound = await serve(config);
const broken = await serve(config, hmailMutants["a server that takes an access token for a refresh token"]());
afterAll(() => Promise.all([sound.close(), broken.close()]));

/** Runs the shell's steps of the action as GitHub's runner does, with what it puts into their environment. */
async function run(given: Readonly<Record<string, string>>) {
  const workspace = mkdtempSync(join(folder.path, "workspace-"));
  const values = {
    ...Object.fromEntries(Object.entries(inputs).map(([name, input]) => [name, input.default])),
    ...given,
  };
  const filled = (text: string) => text.replace(/\$\{\{ inputs\.([\w-]+) \}\}/g, (_, name) => values[name] ?? "");
  const runner = {
    GITHUB_ACTION_PATH: import.meta.dirname,
    GITHUB_STEP_SUMMARY: join(workspace, "summary.md"),
    GITHUB_OUTPUT: join(workspace, "output"),
  };
  let [code, log] = [0, ""];
  for (const step of runs.steps) {
    if (step.run === undefined || code !== 0) continue;
    const own = Object.fromEntries(Object.entries(step.env ?? {}).map(([name, value]) => [name, filled(value)]));
    const child = spawn("bash", ["--noprofile", "--norc", "-eo", "pipefail", "-c", step.run], {
      cwd: workspace,
      env: { PATH: process.env["PATH"], ...runner, ...own },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const closed = new Promise<number>((resolve) => child.once("close", (exit) => resolve(exit ?? -1)));
    const said = await Promise.all([child.stdout.toArray(), child.stderr.toArray()]);
    log += said.flat().join("");
    code = await closed;
  }
  const read = (file: string) => (existsSync(file) ? readFileSync(file, "utf8") : "");
  const report = (name: string) => read(join(workspace, values["report"] ?? "", name));
  return { code, log, summary: read(runner.GITHUB_STEP_SUMMARY), output: read(runner.GITHUB_OUTPUT), report };
}

const VIOLATED = "hmail.access-token-is-no-refresh-token";
const tested = ({ listeners }: typeof sound) => ({
  protocol: "hmail",
  url: listeners[0]?.url ?? "",
  account: ACCOUNTS.map(({ username, password }) => `${username}:${password}`).join("\n"),
  options: `--only=${VIOLATED}\n--seed=7`,
});

describe("the action", { timeout: 120_000 }, () => {
  it("ends well for a server that conforms, and has the verdict in the summary, the outputs and the reports", async () => {
    const { code, log, summary, output, report } = await run({ ...tested(sound), report: "reports/auth" });
    expect(log).toContain("conformant: 1 of ");
    expect(code).toBe(0);
    expect(log).not.toMatch(/^::/m);
    expect(summary).toMatch(/^# Authmark: conformant\n\nconformant: 1 of /);
    expect(output).toBe("conformant=true\nverified=1\nexit-code=0\n");
    expect(JSON.parse(report("authmark.json"))).toMatchObject({ format: "authmark-report/1", seed: 7 });
    expect(report("authmark.xml")).toMatch(/^<\?xml[\s\S]*tests="2" failures="0"/);
  });

  it("fails for one that does not, and says so beside the job", async () => {
    const { code, log, summary, output } = await run(tested(broken));
    expect(code).toBe(1);
    expect(log.match(/^::.*/gm)).toEqual([
      expect.stringMatching(`^::error title=violation%3A ${VIOLATED}/[\\w-]+ \\(.*\\)::A server MUST NOT accept `),
    ]);
    expect(summary).toContain("<summary><b>violation</b> A server MUST NOT accept ");
    expect(output).toBe("conformant=false\nverified=0\nexit-code=1\n");
  });

  it("says of fewer MUSTs than wanted why it fails", async () => {
    const { code, log } = await run({ ...tested(sound), "min-verified": "2" });
    expect(code).toBe(3);
    expect(log).toMatch(/^::error title=Authmark::It ended in 3: .* fewer MUSTs than min-verified/m);
  });

  it("says of a mistake that it is one, and has no report", async () => {
    const { code, log, output, report } = await run({ ...tested(sound), protocol: "h-mail" });
    expect(code).toBe(2);
    expect(log).toContain("--protocol h-mail: write one of ");
    expect(log).toMatch(/^::error title=Authmark::It ended in 2: a mistake in the inputs/m);
    expect(output).toBe("conformant=\nverified=\nexit-code=2\n");
    expect(report("authmark.json")).toBe("");
  });

  it("has an output for each that its step sets", async () => {
    expect(Object.entries(outputs).map(([name, { value }]) => [name, value])).toEqual(
      ["conformant", "verified", "exit-code"].map((name) => [name, `\${{ steps.test.outputs.${name} }}`]),
    );
  });
});
