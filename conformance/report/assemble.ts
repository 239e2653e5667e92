import type { Secret } from "../engine/secrets.ts";
import type { Exchange } from "../model/exchange.ts";
import { policyTexts } from "../model/policy.ts";
import type { CheckReport, ExchangeReport, Report, RequirementReport, RunReport, Summary } from "../model/report.ts";
import { requirement } from "../model/requirement.ts";
import type { CheckResult, RunResult } from "../model/run.ts";
import { type Grade, grade, worst } from "../model/verdict.ts";
import { abridge } from "./abridge.ts";
import { byHand, type Labels, labelsOf } from "./by-hand.ts";
import { kindOf } from "./kinds.ts";
import { logOf } from "./log-of.ts";
import { MOST_SHOWN } from "./named-exchanges.ts";
import { createRedactor, type Redact } from "./redact.ts";
import { type RunSettings, reproduce } from "./reproduce.ts";
import { summarize, summarizeAll } from "./summarize.ts";
import { wireNames } from "./wire-names.ts";

/** What a report says of the run as a whole. */
export interface ReportHead extends RunSettings {
  readonly version: string;
  readonly spec: string;
  readonly interrupted: boolean;
  readonly startedAt: number;
  readonly durationMs: number;
}

/** Turns what was seen into a report. From here on no secret is left: nothing else may read raw evidence. */
export function assemble(runs: readonly RunResult[], secrets: readonly Secret[], head: ReportHead): Report {
  const exchanges = runs.flatMap(({ results }) => results.flatMap((result) => result.exchanges));
  const redact = createRedactor(secrets, wireNames(exchanges));
  const reported = runs.map((run) => assembleRun(run, redact, labelsOf(secrets, run.target), head));
  const summary = summarizeAll(reported);
  return {
    format: "authmark-report/1",
    suite: { version: head.version, spec: head.spec },
    startedAt: new Date(head.startedAt).toISOString(),
    durationMs: head.durationMs,
    seed: head.seed,
    interrupted: head.interrupted,
    summary: { ...summary, conformant: summary.conformant && !head.interrupted },
    runs: reported,
  };
}

function assembleRun(
  { target, durationMs, notes, results, log = [], observedPolicy = {} }: RunResult,
  redact: Redact,
  labels: Labels,
  settings: RunSettings,
): RunReport {
  const checks = results.map((result): CheckReport => {
    const check = assembleCheck(result, reproduce(target, result.id, settings), redact);
    const shown = { ...check, findings: check.findings.slice(0, MOST_SHOWN) };
    if (check.findings.length === 0) return check;
    const written = logOf(log, result).map((line) => short(redact(line)));
    return { ...check, byHand: byHand(shown, labels, target), ...(written.length > 0 && { log: written }) };
  });
  const requirements = assembleRequirements(results);
  const summary: Summary = summarize(target, requirements, checks);
  return {
    target: {
      name: target.name,
      protocol: target.protocol,
      role: target.role ?? "server",
      transport: new URL(target.url).protocol.slice(0, -1),
      profile: target.profile ?? "default",
      kind: target.start?.kind ?? "url",
      url: target.url,
      dialects: (target.dialects ?? []).map(({ id }) => id),
      policy: policyTexts(target.policy ?? {}),
      observedPolicy: policyTexts(observedPolicy),
    },
    durationMs,
    notes: notes.map((note) => short(redact(note))),
    summary,
    requirements,
    checks,
  };
}

function assembleRequirements(results: readonly CheckResult[]): RequirementReport[] {
  return Map.groupBy(results, (result) => result.requirement)
    .entries()
    .map(([id, checks]): RequirementReport => {
      const { level, operation, text, source } = requirement(id);
      const grades: Grade[] = checks.map((each) => grade(each.verdict, level, each));
      const whole = { id, level, grade: worst(grades), text, source, checks: checks.map((check) => check.id) };
      return operation ? { ...whole, operation } : whole;
    })
    .toArray();
}

function assembleCheck(result: CheckResult, command: string, redact: Redact): CheckReport {
  const { id, verdict, exchanges, durationMs } = result;
  const { level } = requirement(result.requirement);
  const findings = "findings" in verdict ? verdict.findings : [];
  return {
    id,
    requirement: result.requirement,
    level,
    grade: grade(verdict, level, result),
    ...reasonOf(result, redact),
    findings: findings.map(({ at, expected, actual }) => ({
      at,
      expected: short(redact(expected)),
      actual: short(redact(actual)),
    })),
    evidence: Object.fromEntries(exchanges.map((exchange) => [exchange.step, assembleExchange(exchange, redact)])),
    durationMs,
    reproduce: command,
  };
}

function reasonOf({ verdict, dialect, shortfall }: CheckResult, redact: Redact): { reason?: string } {
  if (verdict.kind === "pass" && shortfall !== undefined) return { reason: shortfall };
  if (verdict.kind === "fail" && dialect) return { reason: redact(`${dialect.id}: ${dialect.because}`) };
  if ("reason" in verdict) return { reason: redact(verdict.reason) };
  return verdict.kind === "not-applicable" ? { reason: `does not offer ${verdict.feature}` } : {};
}

function assembleExchange(
  { operation, request, response, error, outcome, startedAt, durationMs }: Exchange,
  redact: Redact,
): ExchangeReport {
  return {
    ...(operation !== undefined && { operation }),
    ...kindOf(request.kind).redacted(request, response, redact),
    ...(error && { error: { code: error.code, message: redact(error.message) } }),
    outcome,
    startedAt: new Date(startedAt).toISOString(),
    durationMs,
  };
}

/** A finding quotes an answer; the whole of it is in the evidence. Cut only now: half a secret is not recognised. */
function short(text: string): string {
  return abridge(text, 300);
}
