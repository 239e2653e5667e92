import { suites } from "../catalogue/suites.ts";
import { checkId } from "../model/check-id.ts";
import { allRequirements, type Requirement } from "../model/requirement.ts";
import { protocolOption } from "./protocol-option.ts";

interface ListOptions {
  protocol?: string;
  json?: true;
}

/** `authmark list`: every requirement with its checks, or with the reason why it has none. */
export function list({ protocol, json }: ListOptions): void {
  protocolOption(protocol);
  const rows = allRequirements
    .filter((requirement) => protocol === undefined || requirement.protocol === protocol)
    .map((requirement) => ({ ...requirement, checks: checksOf(requirement) }));
  console.log(json ? JSON.stringify(rows, null, 2) : rows.map(line).join("\n"));
}

/** The ids of a requirement's checks. */
export function checksOf({ id, protocol }: Requirement): string[] {
  const catalogue = suites[protocol as keyof typeof suites].catalogue;
  return Object.keys(catalogue[id] ?? {}).map((circumstance) => checkId(id, circumstance));
}

function line(row: Requirement & { checks: string[] }): string {
  const { id, level, actor, untestable, checks } = row;
  const number = `${checks.length} ${checks.length === 1 ? "check" : "checks"}`;
  const without = untestable ?? `of the ${actor}; the suite tests servers`;
  return `${level.padEnd(10)} ${id}  ${checks.length > 0 ? number : `no check: ${without}`}`;
}
