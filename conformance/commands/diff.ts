import { readFileSync } from "node:fs";
import { UsageError } from "../model/errors.ts";
import { Report } from "../model/report.ts";
import { compare } from "../report/diff/compare.ts";
import { renderDifference } from "../report/diff/diff-text.ts";
import { styleFor } from "../report/style.ts";

/**
 * `authmark diff`: prints what got better or worse between two reports, and whether the suite or the target changed.
 *
 * @returns 1 where something got worse, and else 0
 * @throws UsageError for a file that is no report
 */
export function diff(old: string, later: string): number {
  const difference = compare(readReport(old), readReport(later));
  process.stdout.write(renderDifference(difference, styleFor(process.stdout)));
  if (difference.targets.length === 0) {
    throw new UsageError(
      `${old} and ${later} have no target in common. Give both runs the same name: in the target file.`,
    );
  }
  return difference.targets.some(({ changes }) => changes.some(({ direction }) => direction === "worse")) ? 1 : 0;
}

function readReport(file: string): Report {
  const remedy = "Write the path of a report that authmark test --report json=FILE made.";
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    throw new UsageError(`${file}: cannot be read (${(error as NodeJS.ErrnoException).code}). ${remedy}`);
  }
  const parsed = Report.safeParse(parseJson(text));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new UsageError(`${file}: is no report of this version (${issue?.path.join(".") || "all of it"}). ${remedy}`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
