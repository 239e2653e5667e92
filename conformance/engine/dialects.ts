import type { CheckResult } from "../model/run.ts";
import type { Dialect, Target } from "../model/target.ts";

/**
 * Notes the deviations that a target's file declares and that did not show, though every check of theirs ran: what a
 * target does no more should not be excused any more.
 *
 * @param results all results of the target, of all its profiles
 */
export function unseenDialects({ dialects = [] }: Pick<Target, "dialects">, results: readonly CheckResult[]): string[] {
  return dialects.filter((dialect) => didNotShow(dialect, results)).map(noteOn);
}

function didNotShow({ id }: Dialect, results: readonly CheckResult[]): boolean {
  const about = results.filter(({ dialect }) => dialect?.id === id);
  return about.length > 0 && about.every(({ verdict }) => verdict.kind === "pass");
}

function noteOn({ id }: Dialect): string {
  return `declares ${id}, and it was not seen: take it out of dialects: in the target file`;
}
