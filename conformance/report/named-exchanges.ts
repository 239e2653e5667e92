import type { CheckReport, ExchangeReport } from "../model/report.ts";

/** The exchanges that a check's findings are about, by their step. */
export function namedExchanges({ evidence, findings }: Pick<CheckReport, "evidence" | "findings">) {
  const named = new Set(findings.flatMap(({ at }) => [at, ...at.split(", ")]));
  return Object.entries(evidence).filter(([step]): boolean => named.has(step)) as [step: string, ExchangeReport][];
}
