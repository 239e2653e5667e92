import type { Foreseen } from "../engine/preview.ts";
import { NEEDS } from "../model/check.ts";
import { allRequirements, isRequiredIn, requirement } from "../model/requirement.ts";
import type { Target } from "../model/target.ts";
import { inert } from "./inert.ts";
import { protocolText } from "./protocol-text.ts";
import type { Style } from "./style.ts";

/** Renders what will run against a target, what will not and why, and what only the target decides. */
export function renderPlan(target: Target, checks: readonly Foreseen[], style: Style): string {
  const runs = checks.filter(({ reason, onlyWith }) => !reason && !onlyWith);
  const doubtful = Map.groupBy(
    checks.filter(({ onlyWith }) => onlyWith),
    ({ onlyWith }) => `will run only with ${onlyWith && NEEDS[onlyWith]}; the target tells`,
  );
  const refused = Map.groupBy(
    checks.filter(({ reason }) => reason),
    ({ reason }) => `will not run: ${reason}`,
  );
  return [
    "",
    `${style("bold", inert(target.name))}  ${protocolText(target)}, ${inert(target.url)}: the plan; nothing has been asked`,
    ...section(
      `will run: ${number(runs, "check")} of ${number(requirementsOf(runs), "requirement")}`,
      runs,
      count,
      style,
    ),
    ...[...doubtful, ...refused].flatMap(([why, some]) =>
      section(`${why}: ${number(some, "check")}`, some, names, style),
    ),
    ...withoutCheck(target, style),
    "",
    `${runs.length} of ${number(checks, "check")} will run${rest(doubtful, "more if the target allows it")}${rest(refused, "will not")}`,
    "",
  ].join("\n");
}

type Remark = (checks: readonly Foreseen[]) => string;
const count: Remark = (checks) => number(checks, "check");
const names: Remark = (checks) => checks.map(({ id }) => id.split("/")[1]).join(", ");

/** A line for each requirement that has some of these checks. */
function section(title: string, checks: readonly Foreseen[], remark: Remark, style: Style): string[] {
  const width = Math.max(0, ...checks.map((check) => check.requirement.length));
  const lines = Array.from(
    Map.groupBy(checks, (check) => check.requirement),
    ([id, own]) => `  ${requirement(id).level.padEnd(10)} ${id.padEnd(width)}  ${style("gray", remark(own))}`,
  );
  return ["", style("bold", title), ...(lines.length > 0 ? lines : ["  nothing"])];
}

/** The sentences that no exchange with a server can show. */
function withoutCheck({ protocol, role = "server" }: Target, style: Style): string[] {
  const own = allRequirements.filter((each) => each.protocol === protocol && isRequiredIn(each, role));
  const none = own.filter((each) => each.untestable !== undefined || each.actor !== "server");
  const remedy = `authmark list --protocol ${protocol} says why`;
  return none.length > 0 ? ["", style("gray", `no check can show ${number(none, "requirement")}: ${remedy}`)] : [];
}

function requirementsOf(checks: readonly Foreseen[]): string[] {
  return [...new Set(checks.map((check) => check.requirement))];
}

function rest(groups: ReadonlyMap<string, readonly Foreseen[]>, what: string): string {
  const count = Array.from(groups.values(), ({ length }) => length).reduce((sum, each) => sum + each, 0);
  return count > 0 ? `, ${count} ${what}` : "";
}

function number(items: readonly unknown[], noun: string): string {
  return `${items.length} ${noun}${items.length === 1 ? "" : "s"}`;
}
