import type { CheckReport, Report, RequirementReport, RunReport } from "../model/report.ts";
import { allRequirements } from "../model/requirement.ts";
import type { Grade } from "../model/verdict.ts";
import { inert, inertJson } from "./inert.ts";
import { knownText } from "./known.ts";

type Level = "error" | "warning" | "note";

/** The grades that are results, and how grave each is; what is as required, or was not asked, is none. */
const LEVELS: Partial<Readonly<Record<Grade, Level>>> = {
  violation: "error",
  "suite-error": "error",
  blocked: "warning",
  deviation: "note",
  advisory: "warning",
};

/** Renders a report in SARIF 2.1.0: a run a target, a rule a requirement, a result a check that found something. */
export function renderSarif(report: Report): string {
  const sarif = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: report.runs.map((run) => runOf(run, report)),
  };
  return `${inertJson(JSON.stringify(sarif, null, 2))}\n`;
}

function runOf(run: RunReport, { suite, startedAt, durationMs, interrupted }: Report) {
  const { target, requirements, checks, repetition } = run;
  const errors = checks.filter(({ grade }) => grade === "suite-error").length;
  return {
    tool: {
      driver: {
        name: "authmark",
        semanticVersion: suite.version,
        version: suite.version,
        rules: requirements.map(ruleOf),
      },
    },
    // Whoever gathers several reports keeps them apart by this.
    automationDetails: {
      id: ["authmark", target.name, target.profile, ...(repetition === undefined ? [] : [repetition])]
        .map(segment)
        .join("/"),
    },
    invocations: [
      {
        executionSuccessful: !interrupted && errors === 0,
        startTimeUtc: startedAt,
        endTimeUtc: new Date(Date.parse(startedAt) + durationMs).toISOString(),
      },
    ],
    results: checks.flatMap((check) => resultOf(check, run)),
  };
}

/** A name that divides nothing. */
function segment(name: string | number): string {
  return inert(String(name)).replaceAll("/", "_");
}

function ruleOf({ id, level, text, source }: RequirementReport) {
  return {
    id,
    shortDescription: { text },
    fullDescription: { text },
    help: { text: `${text}\nFrom ${source.document}, ${source.section}. authmark explain ${id}` },
    defaultConfiguration: { level: level.startsWith("MUST") ? "error" : level === "MAY" ? "note" : "warning" },
    properties: { tags: ["security", "authentication", level] },
  };
}

function resultOf(check: CheckReport, { target, requirements }: RunReport) {
  const { id, requirement, grade, findings, reason, known, reproduce } = check;
  const level = LEVELS[grade];
  if (!level) return [];
  const found = findings.map(({ at, expected, actual }) => `${at}: expected ${expected}, was ${actual}`);
  const text = inert([...(reason ? [reason] : []), ...found, `again: ${reproduce}`].join("\n"));
  return [
    {
      ruleId: requirement,
      ruleIndex: requirements.findIndex((each) => each.id === requirement),
      level,
      kind: "fail",
      message: { text },
      locations: [locationOf(requirement, target)],
      partialFingerprints: { "authmarkCheck/v1": `${inert(target.name)} ${target.profile} ${id}` },
      ...(known && { suppressions: [{ kind: "external", justification: inert(knownText(known)) }] }),
    },
  ];
}

/** A server has no lines to point at: the place is the operation, and the file to show it at, which SARIF's readers ask for, is named by the target. */
function locationOf(requirement: string, target: RunReport["target"]) {
  const operation = allRequirements.find(({ id }) => id === requirement)?.operation;
  return {
    physicalLocation: {
      artifactLocation: { uri: encodeURIComponent(inert(target.name)) },
      region: { startLine: 1 },
    },
    logicalLocations: [{ fullyQualifiedName: `${target.protocol}.${operation ?? "in general"}`, kind: "function" }],
  };
}
