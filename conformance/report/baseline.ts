import type { CheckReport, KnownFinding, Report, StaleEntry } from "../model/report.ts";
import type { Grade } from "../model/verdict.ts";

/** A finding that is known: of a check, or of all checks of a requirement. */
interface Entry extends KnownFinding {
  readonly id: string;
}

/** What a baseline can excuse. */
const FOUND: readonly Grade[] = ["violation", "deviation", "blocked", "advisory"];
const PASSED: readonly Grade[] = ["conformant", "offered", "not-offered"];

/**
 * Marks in a report what a baseline knows, and says which of its entries are out of date. No grade changes.
 *
 * @param checksOf the ids of the checks that an entry is about: of a requirement, or of one check; none for what is
 * the id of nothing
 */
export function withBaseline(
  report: Report,
  entries: readonly Entry[],
  checksOf: (id: string) => readonly string[],
): Report {
  const known = new Map<string, KnownFinding>();
  // What is said of one check goes before what is said of its requirement.
  const fromRequirements = entries.toSorted(
    (one, other) => Number(one.id.includes("/")) - Number(other.id.includes("/")),
  );
  for (const { id, ...entry } of fromRequirements) for (const check of checksOf(id)) known.set(check, entry);
  const mark = (check: CheckReport): CheckReport => {
    const entry = known.get(check.id);
    return entry && FOUND.includes(check.grade) ? { ...check, known: entry } : check;
  };
  return {
    ...report,
    baseline: { stale: entries.flatMap(({ id }) => staleness(id, checksOf(id), report)) },
    runs: report.runs.map((run) => ({ ...run, checks: run.checks.map(mark) })),
  };
}

/** An entry is out of date where it names nothing, and where all that it is about ran and passed, in every run. */
function staleness(id: string, checks: readonly string[], { runs }: Report): StaleEntry[] {
  if (checks.length === 0) return [{ id, why: "matches nothing" }];
  const about = runs.filter(({ target }) => id.startsWith(`${target.protocol}.`));
  // The profiles of a target share its checks among them.
  const targets = Map.groupBy(about, ({ target, repetition }) => JSON.stringify([target.name, repetition]));
  const passed = Array.from(targets.values(), (profiles) => {
    const checks = profiles.flatMap((run) => run.checks);
    const others = new Set(checks.filter(({ grade }) => !PASSED.includes(grade)).map((each) => each.id));
    return new Set(checks.map((each) => each.id)).difference(others);
  });
  const isOver = passed.length > 0 && passed.every((ids) => checks.every((check) => ids.has(check)));
  return isOver ? [{ id, why: "passes" }] : [];
}
