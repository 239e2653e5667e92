import type { CheckReport, ExchangeReport } from "../../model/report.ts";
import { receivedLabels, sentLabels } from "./labels.ts";

/** Where a token came from: the exchange that gave it, and the token that was asked for it with, if one was. */
export interface Birth {
  readonly step: string;
  readonly exchange: ExchangeReport;
  readonly parent?: string;
}

/** The births of a run's tokens, by their label. */
export type Lineage = ReadonlyMap<string, Birth>;

/**
 * Finds where each token of a run came from: the first that is seen of a token is an answer that has it. What a target
 * merely looks like naming, and nobody ever sends, is no token.
 *
 * @param checks those of one run; checks share logins, so that a token of one may come from another
 */
export function createLineage(checks: readonly CheckReport[]): Lineage {
  const all = checks.flatMap(({ evidence }) => Object.entries(evidence));
  const inTime = all.toSorted(([, one], [, other]) => one.startedAt.localeCompare(other.startedAt));
  const roles = new Set(all.flatMap(([, exchange]) => sentLabels(exchange)).map(({ label }) => roleOf(label)));
  const births = new Map<string, Birth>();
  const given = new Set<string>();
  for (const [step, exchange] of inTime) {
    const sent = sentLabels(exchange).map(({ label }) => label);
    const parent = sent.findLast((label) => births.has(label));
    for (const label of sent) given.add(label);
    for (const { label } of receivedLabels(exchange)) {
      if (given.has(label) || !roles.has(roleOf(label))) continue;
      given.add(label);
      births.set(label, { step, exchange, ...(parent !== undefined && { parent }) });
    }
  }
  return births;
}

function roleOf(label: string): string {
  return label.slice(0, label.indexOf("#"));
}
