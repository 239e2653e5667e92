import { createInterface } from "node:readline";
import { signalGroup } from "./groups.ts";

/**
 * A process of its own that outlives the suite by a moment. The suite tells it what it starts, a line of JSON each; when
 * the suite's end of the pipe closes, however it ended, what has not been reported as gone is ended and removed.
 */
const [owner = ""] = process.argv.slice(2);
const groups = new Set<number>();
let usesDocker = false;

// Whoever interrupts the suite from a terminal interrupts its whole group; this one has work to do then.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => {});

for await (const line of createInterface({ input: process.stdin })) {
  const { began, ended, docker } = JSON.parse(line) as Note;
  if (began !== undefined) groups.add(began);
  if (ended !== undefined) groups.delete(ended);
  if (docker !== undefined) usesDocker = docker;
}
for (const pid of groups) signalGroup(pid, "SIGKILL");
if (usesDocker) {
  const { removeOf } = await import("./leftovers.ts");
  // What Docker was still creating when the suite ended comes a little later.
  for (const waitMs of [0, 1000, 3000]) {
    await new Promise((resolve) => setTimeout(resolve, waitMs));
    await removeOf((each) => each === owner);
  }
}

/** What the suite says: the process group that began or ended; whether there may be containers. */
export interface Note {
  readonly began?: number;
  readonly ended?: number;
  readonly docker?: boolean;
}
