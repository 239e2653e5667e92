import type { CheckReport } from "../../model/report.ts";
import { inert } from "../inert.ts";
import { protocolText } from "../protocol-text.ts";
import type { ForegroundColor, Style } from "../style.ts";
import type { Change, Difference, Direction, TargetDifference } from "./compare.ts";

const DIRECTIONS: readonly { direction: Direction; sign: string; color: ForegroundColor }[] = [
  { direction: "worse", sign: "✗", color: "red" },
  { direction: "better", sign: "✓", color: "green" },
  { direction: "newly tested", sign: "+", color: "yellow" },
  { direction: "no longer tested", sign: "–", color: "gray" },
];

/** Renders for people what is otherwise between two reports, and by whose change. */
export function renderDifference(difference: Difference, style: Style): string {
  const { targets, gone, added } = difference;
  const alone = [
    ...gone.map(({ target }) => `only in the old report: ${inert(target.name)}`),
    ...added.map(({ target }) => `only in the new report: ${inert(target.name)}`),
  ];
  const lines = [...targets.flatMap((target) => targetLines(target, style)), "", ...alone];
  return [...lines, style("bold", counted(difference)), byWhom(difference), ""].join("\n");
}

function targetLines({ before, now, settings, changes }: TargetDifference, style: Style): string[] {
  return [
    "",
    `${style("bold", inert(now.target.name))}  ${protocolText(now.target)}, ${inert(now.target.url)}`,
    ...settings.map(({ key, before: was, now: is }) => `  ${inert(`${key}: ${was} → ${is}`)}`),
    `  MUSTs verified: ${before.summary.musts.verified} of ${before.summary.musts.total} → ${now.summary.musts.verified} of ${now.summary.musts.total}`,
    ...DIRECTIONS.flatMap(({ direction, sign, color }) => {
      const those = changes.filter((change) => change.direction === direction);
      if (those.length === 0) return [];
      return [
        "",
        `  ${style(color, direction)}`,
        ...those.flatMap((change) => changeLines(change, style(color, sign))),
      ];
    }),
  ];
}

function changeLines({ id, before, now }: Change, sign: string): string[] {
  const [finding] = now?.findings ?? [];
  const why = finding ? `${finding.at}: expected ${finding.expected}, was ${finding.actual}` : now?.reason;
  return [
    `  ${sign} ${id}  ${gradeOf(before)} → ${gradeOf(now)}`,
    ...(why ? [`      ${inert(why).trimEnd().replaceAll("\n", "\n      ")}`] : []),
  ];
}

function gradeOf(check: CheckReport | undefined): string {
  return check?.grade ?? "not in the report";
}

function counted({ targets }: Difference): string {
  const changes = targets.flatMap((target) => target.changes);
  if (changes.length === 0) return "no check came to something else";
  const numbers = DIRECTIONS.map(({ direction }) => {
    const count = changes.filter((change) => change.direction === direction).length;
    return count > 0 ? [`${count} ${direction}`] : [];
  });
  return numbers.flat().join(", ");
}

/** Whether the suite or the target changed, as far as two reports can tell. */
function byWhom({ suite, targets }: Difference): string {
  const changes = targets.flatMap((target) => target.changes);
  if (suite) {
    const changed = `The suite changed: ${suite.before} → ${suite.now}.`;
    const isShared = changes.some(({ before, now }) => before && now);
    return isShared ? `${changed} To know whether the target did as well, test both with one suite.` : changed;
  }
  if (changes.some(({ direction }) => direction === "worse" || direction === "better")) {
    return "The suite is the same: the target changed, or does not do the same each time (--repeat shows that).";
  }
  return changes.length > 0
    ? "The suite is the same; what was tested differs, by its options, its target file or the state of the target."
    : "The suite is the same.";
}
