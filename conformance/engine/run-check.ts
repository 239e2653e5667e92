import { describe, isUnanswered, misbehaviour } from "../kit/expect.ts";
import type { Check, Given } from "../model/check.ts";
import { CannotTest, PreparationFailed, TargetGone } from "../model/errors.ts";
import type { Evidence, Exchange } from "../model/exchange.ts";
import type { Finding, Verdict } from "../model/verdict.ts";
import type { Recorder } from "./recorder.ts";

/** What a check came to, with its exchanges under the names that the check gives them. */
export interface Outcome {
  readonly verdict: Verdict;
  readonly exchanges: readonly Exchange[];
}

/** Runs one check: acts, then judges what was seen. It throws nothing: what is not the target's fault is the suite's. */
export async function runCheck<S>(check: Check<S>, session: S, recorder: Recorder, given: Given): Promise<Outcome> {
  const acted = await act(check, session);
  const exchanges = named(recorder.exchanges(), acted.evidence);
  return { verdict: decide(check, acted, exchanges, given), exchanges };
}

/** Judges a check of the whole run on what all others saw; what several of them share is one exchange. */
export function judgeWhole<S>(check: Check<S>, seen: readonly Outcome[], given: Given): Outcome {
  const all = new Map(seen.flatMap(({ exchanges }) => exchanges).map((exchange) => [exchange.request, exchange]));
  const exchanges = Array.from(all.values(), (each, index) => ({ ...each, step: `${index + 1}. ${each.step}` }));
  const evidence = Object.fromEntries(exchanges.map((exchange) => [exchange.step, exchange]));
  if (exchanges.length === 0) {
    return { verdict: { kind: "blocked", reason: "no check asked anything", findings: [] }, exchanges };
  }
  try {
    const findings = [...check.judge(evidence, given)];
    const found = new Set(findings.map(({ at }) => at));
    const verdict: Verdict = findings.length > 0 ? { kind: "fail", findings } : { kind: "pass" };
    return { verdict, exchanges: exchanges.filter(({ step }) => found.has(step)) };
  } catch (error) {
    return { verdict: suiteError(error), exchanges: [] };
  }
}

interface Acted {
  readonly evidence: Evidence;
  readonly failure?: unknown;
}

async function act<S>(check: Check<S>, session: S): Promise<Acted> {
  try {
    return { evidence: await check.act(session) };
  } catch (failure) {
    return { evidence: {}, failure };
  }
}

/** The exchanges, each that is evidence under every name that it has there; no two have the same. */
function named(exchanges: readonly Exchange[], evidence: Evidence): Exchange[] {
  const names = Map.groupBy(Object.keys(evidence), (name) => evidence[name]);
  return exchanges.flatMap((exchange) => {
    const unnamed = Object.hasOwn(evidence, exchange.step) ? `${exchange.step} (preparing)` : exchange.step;
    return (names.get(exchange) ?? [unnamed]).map((step) => ({ ...exchange, step }));
  });
}

function decide<S>(
  check: Check<S>,
  { evidence, failure }: Acted,
  exchanges: readonly Exchange[],
  given: Given,
): Verdict {
  if (exchanges.some(isRateLimited)) {
    const reason = "the target said that there were too many requests: raise its limit, or --max-wait";
    return { kind: "not-tested", need: "fewer-requests", reason };
  }
  const silences = check.survival ? silencedBy(exchanges) : [];
  if (silences.length > 0) return { kind: "fail", findings: silences };
  if (failure instanceof TargetGone) return { kind: "blocked", reason: failure.message, findings: [] };
  if (failure instanceof CannotTest) return { kind: "not-tested", need: "something-else", reason: failure.message };
  if (failure !== undefined && !(failure instanceof PreparationFailed)) return suiteError(failure);
  try {
    const steps = Object.fromEntries(Object.keys(evidence).map((name) => [name, byStep(exchanges, name)]));
    if (failure) return blockedBy(failure);
    const controls = [...(check.control?.(steps, given) ?? [])];
    if (controls.length > 0) {
      return { kind: "blocked", reason: "the same with everything in order did not succeed", findings: controls };
    }
    const findings = [...check.judge(steps, given)];
    if (findings.length > 0) return { kind: "fail", findings };
    const silent = Object.values(steps).filter(isUnanswered);
    return silent.length > 0 ? blockedBySilence(silent) : { kind: "pass" };
  } catch (error) {
    return suiteError(error);
  }
}

/** What is wrong with the silences of a target that has answered before. */
function silencedBy(exchanges: readonly Exchange[]): readonly Finding[] {
  return exchanges.some(({ response }) => response) ? exchanges.filter(isUnanswered).flatMap(misbehaviour) : [];
}

function isRateLimited({ outcome, mayBeLimited }: Exchange): boolean {
  return outcome === "rateLimited" && !mayBeLimited;
}

function byStep(exchanges: readonly Exchange[], step: string): Exchange {
  const exchange = exchanges.find((candidate) => candidate.step === step);
  if (!exchange) throw new Error(`${step} is no recorded exchange.`);
  return exchange;
}

function blockedBy({ message, exchange }: PreparationFailed): Verdict {
  const findings = [{ at: exchange.step, expected: "success", actual: describe(exchange) }];
  return { kind: "blocked", reason: message, findings };
}

/** Who does not answer has not refused either. */
function blockedBySilence(silent: readonly Exchange[]): Verdict {
  const findings = silent.map((each) => ({ at: each.step, expected: "an answer", actual: describe(each) }));
  return { kind: "blocked", reason: "there was no answer to judge", findings };
}

function suiteError(error: unknown): Verdict {
  const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { kind: "suite-error", reason };
}
