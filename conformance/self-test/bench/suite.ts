import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Report } from "../../model/report.ts";
import { LIFETIMES, startReference } from "../reference.ts";
import { variantOf } from "../variants.ts";
import { type Ended, runNode } from "./child.ts";
import { type Figure, median } from "./figure.ts";

const RUNS = 3;
/** No run can end before a token has expired that was given out in it, nor within the second that a clock may be off. */
const LONGEST_WAIT = Math.max(...Object.values(LIFETIMES)) + 1;

/** How long a run of the suite takes beyond what it has to wait, how much it does in a second, and its memory. */
export async function measureSuite(program: string, folder: string): Promise<Figure[]> {
  const reference = await startReference("hmail", "http", variantOf("hmail"));
  try {
    const { url, accounts } = reference.target;
    const users = accounts.flatMap(({ username, password }) => ["--account", `${username}:${password}`]);
    const test = (...more: string[]) =>
      runNode(program, "test", "--protocol", "hmail", "--url", url, ...users, ...more);
    const whole: Ended[] = [];
    const withoutWaiting: number[] = [];
    for (let run = 0; run < RUNS; run++) {
      whole.push(await test());
      withoutWaiting.push(await checksPerSecond(join(folder, "report.json"), test));
    }
    return [
      {
        what: "a run of the suite, against its longest wait",
        unit: "×",
        runs: whole.map(({ seconds }) => seconds / LONGEST_WAIT),
        aim: { atMost: 1.5 },
        from: `${median(whole.map(({ seconds }) => seconds)).toFixed(1)} s against ${LONGEST_WAIT} s`,
      },
      {
        what: "checks of a run that waits for no expiry",
        unit: "per second",
        runs: withoutWaiting,
        aim: { atLeast: 50 },
        from: "--max-wait 0",
      },
      {
        what: "peak memory of a run of the suite",
        unit: "MiB",
        runs: whole.map(({ peakMebibytes }) => peakMebibytes),
        aim: { atMost: 150 },
        from: "resident set of its process",
      },
    ];
  } finally {
    await reference.stop();
  }
}

async function checksPerSecond(file: string, test: (...more: string[]) => Promise<Ended>): Promise<number> {
  await test("--max-wait", "0", "--report", `json=${file}`);
  const { durationMs, runs } = Report.parse(JSON.parse(readFileSync(file, "utf8")));
  const ran = runs.flatMap(({ checks }) => checks).filter(({ grade }) => grade !== "not-tested");
  return (1_000 * ran.length) / durationMs;
}
