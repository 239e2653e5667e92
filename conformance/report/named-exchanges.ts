import type { CheckReport, ExchangeReport } from "../model/report.ts";

/** The exchanges that a check's findings are about, by their step. */
export function namedExchanges({ evidence, findings }: Pick<CheckReport, "evidence" | "findings">) {
  const named = new Set(findings.flatMap(({ at }) => [at, ...at.split(", ")]));
  return Object.entries(evidence).filter(([step]): boolean => named.has(step)) as [step: string, ExchangeReport][];
}

/** So many findings of one check are shown to people; a fault of every answer of a run is told by a few of them. */
export const MOST_SHOWN = 5;
