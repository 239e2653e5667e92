import { CIRCUMSTANCES, type Circumstance } from "../catalogue/circumstances.ts";
import { faultsThatBreak } from "../faults/faults.ts";
import { UsageError } from "../model/errors.ts";
import { allRequirements } from "../model/requirement.ts";
import { checksOf } from "./list.ts";

/** `authmark explain`: what a requirement asks, how it is tested, and the broken servers that fail it. */
export function explain(id: string): void {
  const [name, only] = id.split("/");
  const requirement = allRequirements.find((candidate) => candidate.id === name);
  const checks = requirement ? checksOf(requirement) : [];
  if (!requirement || (only !== undefined && !checks.includes(id))) throw new UsageError(unknown(id, name ?? ""));
  const { level, actor, text, source, operation, untestable } = requirement;
  const lines = [
    requirement.id,
    "",
    `  ${text}`,
    "",
    `  level    ${level}, for the ${actor}`,
    ...(operation ? [`  on       ${operation}`] : []),
    `  source   ${source.document}, ${source.section}`,
    "",
    ...(untestable ? [`  not testable: ${untestable}`] : []),
    ...(actor === "server" ? [] : [`  It obliges the ${actor}; the suite tests servers.`]),
    ...checks.filter((check) => only === undefined || check === id).map(checkLine),
  ];
  const faults = faultsThatBreak(requirement.id);
  const caught = faults.length > 0 ? ["", "  It catches", ...faults.map((fault) => `    ${fault}`)] : [];
  console.log([...lines, ...caught].join("\n"));
}

function checkLine(check: string): string {
  return `  ${check}\n    ${CIRCUMSTANCES[check.split("/")[1] as Circumstance]}`;
}

function unknown(id: string, name: string): string {
  const topic = name.split(".").at(-1) ?? "";
  const near = allRequirements.filter((candidate) => topic.length > 3 && candidate.id.includes(topic.slice(0, 8)));
  const hint =
    near.length > 0
      ? ` Did you mean ${near
          .slice(0, 3)
          .map((each) => each.id)
          .join(", ")}?`
      : "";
  return `${id}: there is no such requirement or check.${hint} authmark list shows them all.`;
}
