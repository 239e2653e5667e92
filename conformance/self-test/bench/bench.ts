import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { Command } from "commander";
import { type Figure, judged, renderTable } from "./figure.ts";
import { installSuite } from "./installed.ts";
import { measureRefreshes } from "./refreshes.ts";
import { measureRequests } from "./requests.ts";
import { measureStart } from "./start.ts";
import { measureSuite } from "./suite.ts";

/**
 * `npm run bench`: measures the packed suite and the reference server, mostly against what the same machine can do at
 * best, so that figures of different machines can be compared. A missed aim is shown, and is no failure.
 */
const command = new Command("bench").option("--json <file>", "write the figures down for programs as well");
const { json } = command.parse().opts<{ json?: string }>();

const folder = mkdtempSync(join(tmpdir(), "authmark-bench-"));
try {
  const startedAt = performance.now();
  // What others do on the machine is in every figure.
  const loadBefore = loadavg()[0] ?? 0;
  const program = installSuite(folder);
  // One after the other: what runs beside a measurement is noise.
  const figures: Figure[] = [
    ...(await measureSuite(program, folder)),
    await measureStart(program),
    await measureRequests(),
    await measureRefreshes(folder),
  ];
  const results = figures.map(judged);
  const seconds = Math.round((performance.now() - startedAt) / 1_000);
  const machine = { node: process.version, platform: process.platform, cpus: availableParallelism(), loadBefore };
  console.log(renderTable(results));
  const load = `a load of ${loadBefore.toFixed(1)} before it began`;
  console.log(
    `\nNode ${machine.node} on ${machine.platform}, ${machine.cpus} CPUs, ${load}; measured in ${seconds} s.`,
  );
  if (json !== undefined) {
    const text = JSON.stringify({ format: "authmark-bench/1", ...machine, seconds, figures: results }, null, 2);
    writeFileSync(json, `${text}\n`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
