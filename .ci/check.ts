import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** `npm run check`: everything that CI runs. It goes on after a failure, and ends with how much passed and failed. */
const folder = mkdtempSync(join(tmpdir(), "authmark-check-"));
const testResults = join(folder, "tests.json");

const steps: readonly (readonly [what: string, command: string, ...args: string[]])[] = [
  ["generated/ is what spec/ says", "npm", "run", "-s", "fresh"],
  ["lint and format", "npm", "run", "-s", "lint"],
  ["types", "npm", "run", "-s", "typecheck"],
  ["OpenAPI documents", "npm", "run", "-s", "lint:openapi"],
  ["tests", "npm", "test", "-s", "--", "--reporter=default", "--reporter=json", `--outputFile.json=${testResults}`],
  ["reports in a browser", "npm", "run", "-s", "test:browser"],
  ["the docs site: pages, links, Chromium", "npm", "run", "-s", "docs:check"],
  ["the packages install and run elsewhere", "npm", "run", "-s", "test:packages"],
  ["containers and compose files are tested, and nothing is left of them", "npm", "run", "-s", "test:containers"],
  ["the images test each other, also by compose", "npm", "run", "-s", "test:images"],
  ["the reference server conforms", "npm", "run", "-s", "conformance"],
  ["two of them on one database conform", "npm", "run", "-s", "conformance", "--", "--instances", "2"],
  ["every broken server is noticed by its checks", "npm", "run", "-s", "power", "--", "--own"],
];

const failed = steps.filter(([what, command, ...args]) => {
  console.log(`\n── ${what}`);
  return spawnSync(command, args, { stdio: "inherit" }).status !== 0;
});
const tests = readTestResults();
rmSync(folder, { recursive: true });

for (const [what, ...command] of failed) console.log(`\nfailed: ${what} (${command.slice(0, 4).join(" ")})`);
const stepsPassed = steps.length - failed.length;
console.log(`\n${stepsPassed + tests.passed} passed, ${failed.length + tests.failed} failed`);
process.exitCode = failed.length > 0 ? 1 : 0;

/** How many tests passed and failed; none where the runner itself did not get that far. */
function readTestResults(): { passed: number; failed: number } {
  try {
    const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(testResults, "utf8"));
    return { passed: numPassedTests, failed: numFailedTests };
  } catch {
    return { passed: 0, failed: 0 };
  }
}
