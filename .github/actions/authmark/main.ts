import { spawn } from "node:child_process";
import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Report } from "../../../conformance/model/report.ts";
import { annotationsOf } from "./annotations.ts";
import { argumentsOf, reportsOf } from "./inputs.ts";
import { summaryOf } from "./summary.ts";

/** The step of the action that tests: runs `authmark test`, and shows what came of it in the ways that GitHub has. */
const { env } = process;
const { folder, json, junit } = reportsOf(env);
mkdirSync(folder, { recursive: true });
for (const file of [json, junit]) rmSync(file, { force: true });

const code = await run(join(import.meta.dirname, "../../../conformance/main.ts"), ...argumentsOf(env));
const report: Report | undefined = existsSync(json) ? JSON.parse(readFileSync(json, "utf8")) : undefined;
append("GITHUB_STEP_SUMMARY", summaryOf(report, code));
append("GITHUB_OUTPUT", outputsOf(report));
for (const line of annotationsOf(report, code)) console.log(line);
process.exitCode = code;

/** Runs a program; whoever ends this step ends it, so that it writes its reports and stops what it started. */
async function run(...args: string[]): Promise<number> {
  const child = spawn(process.execPath, args, { stdio: "inherit" });
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => child.kill(signal));
  return new Promise((resolve, reject) => {
    child.once("error", reject).once("close", (exit) => resolve(exit ?? 130));
  });
}

function outputsOf(tested: Report | undefined): string {
  const outputs = {
    conformant: tested?.summary.conformant ?? "",
    verified: tested?.summary.musts.verified ?? "",
    "exit-code": code,
  };
  return Object.entries(outputs)
    .map(([name, value]) => `${name}=${value}\n`)
    .join("");
}

/** Appends to the file that a variable of the runner names; elsewhere than there, nowhere. */
function append(variable: string, text: string): void {
  const file = env[variable];
  if (file) appendFileSync(file, text);
}
