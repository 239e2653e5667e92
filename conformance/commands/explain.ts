import { CIRCUMSTANCES, type Circumstance } from "../catalogue/circumstances.ts";
import { faultsNoticedBy, faultsThatBreak } from "../faults/faults.ts";
import { didYouMean } from "../kit/nearest.ts";
import { STATISTICAL } from "../model/check.ts";
import { UsageError } from "../model/errors.ts";
import { allRequirements, type Requirement } from "../model/requirement.ts";
import { checksOf, isStatistical } from "./list.ts";

/** `authmark explain`: what a requirement asks, how it is tested, and the broken servers that are noticed. */
export function explain(id: string): void {
  const [name = "", circumstance] = id.split("/");
  const requirement = allRequirements.find((candidate) => candidate.id === name);
  const checks = requirement ? checksOf(requirement) : [];
  if (!requirement || (circumstance !== undefined && !checks.includes(id))) throw new UsageError(unknown(id, checks));
  const lines = [
    ...sentence(requirement),
    ...checks.filter((check) => circumstance === undefined || check === id).map(checkLine),
    ...(circumstance === undefined ? caughtBy(requirement) : noticedBy(requirement, id)),
  ];
  console.log(lines.join("\n"));
}

function sentence({ id, level, actor, roles, text, source, operation, untestable }: Requirement): string[] {
  return [
    id,
    "",
    `  ${text}`,
    "",
    `  level    ${level}, for the ${actor}`,
    ...(roles ? [`  in role  ${roles.join(", ")}`] : []),
    ...(operation ? [`  on       ${operation}`] : []),
    `  source   ${source.document}, ${source.section}`,
    "",
    ...(untestable ? [`  not testable: ${untestable}`] : []),
    ...(actor === "server" ? [] : [`  It obliges the ${actor}; the suite tests servers.`]),
  ];
}

function checkLine(check: string): string {
  const needs = isStatistical(check) ? `\n    needs ${STATISTICAL}` : "";
  return `  ${check}\n    ${CIRCUMSTANCES[check.split("/")[1] as Circumstance]}${needs}`;
}

/** What the checks of a requirement are there to catch. */
function caughtBy({ id }: Requirement): string[] {
  const faults = faultsThatBreak(id);
  return faults.length > 0 ? ["", "  It catches", ...faults.map((fault) => `    ${fault}`)] : [];
}

/** What one check was seen to notice, which may be more, or less, than it is there for. */
function noticedBy({ id }: Requirement, check: string): string[] {
  const faults = faultsNoticedBy(check);
  if (faults.length === 0) return ["", "  None of the broken servers on record is noticed by this check."];
  const lines = faults.map(({ name, breaks }) => `    ${name}${breaks === id ? "" : `  (breaks ${breaks})`}`);
  return ["", "  This check notices", ...lines];
}

/** The message for an id that there is not; `checks` are those of its requirement, if it has that right. */
function unknown(id: string, checks: readonly string[]): string {
  const candidates = checks.length > 0 ? checks : allRequirements.map((each) => each.id);
  const meant = didYouMean(checks.length > 0 ? id : (id.split("/")[0] ?? ""), candidates);
  return `${id}: there is no such requirement or check.${meant} authmark list shows them all.`;
}
