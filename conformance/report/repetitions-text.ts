import type { RunReport } from "../model/report.ts";
import { unstable } from "./repetitions.ts";

/** What repetitions of a run say together: which checks did not come to the same each time, and with which seeds. */
export function renderRepetitions(runs: readonly RunReport[]): string[] {
  if (runs.length < 2) return [];
  const differing = unstable(runs);
  const seeds = `seeds ${runs[0]?.seed} to ${runs.at(-1)?.seed}`;
  if (differing.length === 0) return ["", `  ${runs.length} runs, ${seeds}: every check came to the same each time`];
  return [
    "",
    `  ${runs.length} runs, ${seeds}; above is the worst of each check. Not the same each time:`,
    ...differing.map(({ id, grades }) => {
      const said = grades.map(({ grade, runs: same }) => `${grade} in ${same.length}${seedsOf(same, runs)}`);
      return `  ~ ${id}  ${said.join(", ")}`;
    }),
  ];
}

/** The seeds of the rarer grade, to run those again. */
function seedsOf(some: readonly RunReport[], all: readonly RunReport[]): string {
  if (some.length * 2 > all.length) return "";
  return ` (seed ${some.map(({ seed }) => seed).join(", ")})`;
}
