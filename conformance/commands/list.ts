import { allSuites } from "../catalogue/suites.ts";
import { checkId } from "../model/check-id.ts";
import {
  allRequirements,
  type ProtocolId,
  type Requirement,
  type RequirementId,
  type Role,
  requirement,
} from "../model/requirement.ts";
import { protocolText } from "../report/protocol-text.ts";
import { protocolOption } from "./protocol-option.ts";

interface ListOptions {
  protocol?: string;
  json?: true;
  dialects?: true;
}

/** `authmark list`: every requirement with its checks, or with the reason why it has none. */
export function list({ protocol, json, dialects }: ListOptions): void {
  const only = protocolOption(protocol);
  if (dialects) {
    listDialects(only, json ?? false);
    return;
  }
  const rows = allRequirements
    .filter((requirement) => protocol === undefined || requirement.protocol === protocol)
    .map((requirement) => ({ ...requirement, checks: checksOf(requirement) }));
  console.log(json ? JSON.stringify(rows, null, 2) : rows.map(line).join("\n"));
}

/** The deviations that a target file can declare, each with the requirements that it is from. */
function listDialects(only: ProtocolId | undefined, json: boolean): void {
  const rows = allSuites(only).flatMap(({ protocol, role, suite }) =>
    Object.entries(suite.dialects).map(([id, requirements]) => ({ protocol, role, id, requirements })),
  );
  console.log(json ? JSON.stringify(rows, null, 2) : rows.flatMap(dialectLines).join("\n"));
}

function dialectLines(row: {
  protocol: string;
  role: Role;
  id: string;
  requirements: readonly RequirementId[];
}): string[] {
  const excused = row.requirements.map(requirement).map(({ id, level, text }) => `    ${level} ${id}\n      ${text}`);
  return [`${row.id}  (${protocolText(row)}) deviates from`, ...excused];
}

/** The ids of a requirement's checks, in whatever role of its protocol. */
export function checksOf({ id, protocol }: Requirement): string[] {
  const circumstances = allSuites(protocol as ProtocolId).flatMap(({ suite }) =>
    Object.keys(suite.catalogue[id] ?? {}),
  );
  return [...new Set(circumstances)].map((circumstance) => checkId(id, circumstance));
}

/** Whether a check measures times, and runs only where that is asked for. */
export function isStatistical(check: string): boolean {
  const [id = "", circumstance = ""] = check.split("/");
  const own = allSuites(id.split(".")[0] as ProtocolId);
  return own.some(({ suite }) => suite.catalogue[id]?.[circumstance]?.statistical);
}

function line(row: Requirement & { checks: string[] }): string {
  const { id, level, actor, untestable, checks } = row;
  const number = `${checks.length} ${checks.length === 1 ? "check" : "checks"}${checks.every(isStatistical) ? ", with --timing" : ""}`;
  const without = untestable ?? `of the ${actor}; the suite tests servers`;
  return `${level.padEnd(10)} ${id}  ${checks.length > 0 ? number : `no check: ${without}`}`;
}
