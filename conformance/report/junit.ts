import type { CheckReport, Report, RunReport } from "../model/report.ts";
import type { Grade } from "../model/verdict.ts";
import { exchangeLines } from "./exchange-text.ts";
import { inert } from "./inert.ts";
import { knownText } from "./known.ts";
import { namedExchanges } from "./named-exchanges.ts";
import { protocolText } from "./protocol-text.ts";

/** How JUnit's readers show each grade: what is not an element is a passed test. */
const ELEMENTS: Record<Grade, "failure" | "error" | "skipped" | undefined> = {
  conformant: undefined,
  offered: undefined,
  "not-offered": undefined,
  advisory: undefined,
  deviation: "skipped",
  violation: "failure",
  blocked: "error",
  "suite-error": "error",
  "not-tested": "skipped",
  "not-applicable": "skipped",
};

/** Renders a report as JUnit XML: a suite a run, a class a requirement, a case a check. */
export function renderJunit(report: Report): string {
  const suites = report.runs.map((run) => renderRun(run, report.startedAt));
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="authmark" time="${seconds(report.durationMs)}">\n${suites.join("")}</testsuites>\n`;
}

function renderRun({ target, checks, durationMs, seed }: RunReport, startedAt: string): string {
  const count = (element: string) => checks.filter((check) => elementOf(check) === element).length;
  const which = seed === undefined ? "" : `, seed ${seed}`;
  const attributes = [
    `name="${escapeXml(`${target.name} (${protocolText(target)}, ${target.transport})${which}`)}"`,
    `tests="${checks.length}"`,
    `failures="${count("failure")}"`,
    `errors="${count("error")}"`,
    `skipped="${count("skipped")}"`,
    `time="${seconds(durationMs)}"`,
    `timestamp="${startedAt}"`,
  ];
  return `  <testsuite ${attributes.join(" ")}>\n${checks.map(renderCase).join("")}  </testsuite>\n`;
}

function renderCase(check: CheckReport): string {
  const [requirement = "", circumstance = ""] = check.id.split("/");
  const head = `    <testcase classname="${escapeXml(requirement)}" name="${escapeXml(circumstance)}" time="${seconds(check.durationMs)}"`;
  const element = elementOf(check);
  const message = escapeXml(`${check.grade}: ${whyOf(check)}`);
  if (element === "skipped") return `${head}><skipped message="${message}"/></testcase>\n`;
  if (element)
    return `${head}>\n      <${element} message="${message}">${escapeXml(details(check))}</${element}>\n    </testcase>\n`;
  const advice = check.findings.length > 0 ? `<system-out>${escapeXml(details(check))}</system-out>` : "";
  return advice ? `${head}>${advice}</testcase>\n` : `${head}/>\n`;
}

/** What the baseline knows is no failure of the job, and no pass either. */
function elementOf({ grade, known }: CheckReport) {
  return known && ELEMENTS[grade] ? "skipped" : ELEMENTS[grade];
}

function whyOf({ known, reason, findings }: CheckReport): string {
  return known ? `in the baseline: ${knownText(known)}` : (reason ?? findings.map(said).join("; "));
}

function said({ at, expected, actual }: CheckReport["findings"][number]): string {
  return `${at}: expected ${expected}, was ${actual}`;
}

function details(check: CheckReport): string {
  const lines = namedExchanges(check).flatMap(([step, exchange]) => [`${step}:`, ...exchangeLines(exchange)]);
  const byHand = check.byHand ? ["by hand:", ...check.byHand] : [];
  const log = check.log ? ["log:", ...check.log] : [];
  return [...check.findings.map(said), ...lines, ...log, `again: ${check.reproduce}`, ...byHand].join("\n");
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(3);
}

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\n": "&#10;" };

/** Text as XML carries it; characters that XML does not have are visible escapes by then. */
function escapeXml(text: string): string {
  return inert(text)
    .toWellFormed()
    .replace(/[\ufffe\uffff]/g, "\ufffd")
    .replace(/[&<>"\n]/g, (character) => ENTITIES[character] ?? character);
}
