import { CIRCUMSTANCES, type Circumstance } from "../../../conformance/catalogue/circumstances.ts";
import { allSuites } from "../../../conformance/catalogue/suites.ts";
import { checksOf, isStatistical } from "../../../conformance/commands/list.ts";
import { faultsNoticedBy, faultsThatBreak } from "../../../conformance/faults/faults.ts";
import { NEEDS, type Need, STATISTICAL } from "../../../conformance/model/check.ts";
import type { ProtocolId, Requirement } from "../../../conformance/model/requirement.ts";
import { brokenServersPath } from "../../../conformance/report/docs-pages.ts";
import { code, count, escaped, inHtml, link, type Page, slug } from "./page.ts";
import { PROTOCOL_NAMES } from "./protocols.ts";
import { referencePath } from "./reference-paths.ts";
import { sourceLink } from "./sources.ts";

/** Where the page of a requirement is. */
export const requirementPath = (id: string): string => `requirements/${id.replace(".", "/")}`;

/** A link to a requirement, by its id. */
export const requirementLink = (id: string, text = id): string => link(text, requirementPath(id));

/** Where a broken server is described: on the page of its protocol, under its name. */
export const faultLink = (protocol: string, name: string): string =>
  link(name, brokenServersPath(protocol), slug(name));

/** The page of one requirement: what is required, how that is tested, and whom it catches. */
export function requirementPage(requirement: Requirement): Page {
  const { id, text } = requirement;
  const checks = checksOf(requirement);
  const body = [
    `<p class="sentence">${inHtml(text)}</p>`,
    facts(requirement),
    ...(checks.length === 0 ? ["## Why no check", withoutCheck(requirement)] : ["## Checks", checkList(requirement)]),
    ...brokenServers(requirement, checks),
    ...(checks.length === 0 ? [] : ["## Test it", again(requirement)]),
  ];
  return { path: requirementPath(id), title: id, description: text, body: body.join("\n\n") };
}

function facts(requirement: Requirement): string {
  const { level, actor, protocol, operation, roles, feature, source } = requirement;
  const rows: [string, string][] = [
    ["Level", `${levelBadge(level)} for the ${actor}`],
    ["Protocol", link(PROTOCOL_NAMES[protocol as ProtocolId], `guides/${protocol}`)],
    ...(operation ? [["Operation", operationLink(protocol, operation)] as [string, string]] : []),
    ...(roles ? [["In the role", roles.map(inHtml).join(", ")] as [string, string]] : []),
    ...(feature ? [["Optional part", inHtml(feature)] as [string, string]] : []),
    ["Source", sourceLink(source)],
  ];
  return `<dl class="facts">\n${rows.map(([name, value]) => `<dt>${name}</dt><dd>${value}</dd>`).join("\n")}\n</dl>`;
}

function operationLink(protocol: string, operation: string): string {
  const path = referencePath(protocol, operation);
  return path ? link(operation, path, slug(operation)) : code(operation);
}

/** A keyword as a badge. */
export const levelBadge = (level: string): string => `<span class="level level-${slug(level)}">${level}</span>`;

function withoutCheck({ actor, untestable }: Requirement): string {
  if (untestable)
    return `${escaped(untestable)} No exchange can show whether this is kept, so it is stated and not tested.`;
  return `It obliges the ${actor}, and the suite tests servers. It is stated so that who writes the ${actor} finds it here.`;
}

function checkList({ id, protocol }: Requirement): string {
  const items = checksOf({ id, protocol } as Requirement).map((check) => {
    const circumstance = check.split("/")[1] as Circumstance;
    const needs = needsOf(protocol as ProtocolId, id, circumstance);
    const conditions = [...needs.map((need) => NEEDS[need]), ...(isStatistical(check) ? [STATISTICAL] : [])];
    const asks = conditions.length > 0 ? `<br><small>Needs ${inHtml(conditions.join("; "))}</small>` : "";
    return `<dt id="${circumstance}">${code(circumstance)}</dt><dd>${inHtml(CIRCUMSTANCES[circumstance])}${asks}</dd>`;
  });
  return `<dl class="checks">\n${items.join("\n")}\n</dl>`;
}

/** What a check needs, in whatever role of its protocol it is tested. */
function needsOf(protocol: ProtocolId, id: string, circumstance: string): Need[] {
  const needs = allSuites(protocol).flatMap(({ suite }) => suite.catalogue[id]?.[circumstance]?.needs ?? []);
  return [...new Set(needs)];
}

function brokenServers({ id, protocol, level }: Requirement, checks: readonly string[]): string[] {
  const faults = faultsThatBreak(id);
  if (faults.length === 0) return checks.length > 0 ? ["## Broken servers", withoutFault(level)] : [];
  const noticed = checks.map((check) => [check.split("/")[1] ?? "", faultsNoticedBy(check)] as const);
  const items = faults.map((name) => {
    const by = noticed.filter(([, found]) => found.some((fault) => fault.name === name)).map(([check]) => code(check));
    return `<li>${faultLink(protocol, name)}${by.length > 0 ? `<br><small>noticed by ${by.join(", ")}</small>` : ""}</li>`;
  });
  return [
    "## Broken servers",
    `The suite proves on ${count(faults.length, "broken server")} that this would be seen:`,
    `<ul>\n${items.join("\n")}\n</ul>`,
  ];
}

function withoutFault(level: string): string {
  return `None was built for this one alone: every MUST has a broken server of its own, a ${level} need not have one.`;
}

function again({ id }: Requirement): string {
  return `\`\`\`sh\nauthmark test --target my-server.yaml --only '${id}'\nauthmark explain ${id}\n\`\`\``;
}
