import type { Report } from "../model/report.ts";
import { inertJson } from "./inert.ts";
import { isEmpty } from "./summarize.ts";
import { isExcepted } from "./verdict-line.ts";

/** Renders the verdict as what shields.io's endpoint badge reads. */
export function renderBadge(report: Report): string {
  return `${inertJson(JSON.stringify({ schemaVersion: 1, label: "authmark", ...standing(report) }, null, 2))}\n`;
}

function standing(report: Report): { message: string; color: string; isError?: true } {
  const { summary, interrupted } = report;
  const { verified, total } = summary.musts;
  const share = `${verified} of ${total} MUSTs`;
  if (interrupted) return { message: "interrupted", color: "lightgrey" };
  if (summary.conformant) return { message: `conformant, ${share}`, color: "brightgreen" };
  if (isExcepted(report)) {
    const deviations = summary.requirements.deviation ?? 0;
    return { message: `conformant except ${deviations}, ${share}`, color: "yellow" };
  }
  const violations = summary.requirements.violation ?? 0;
  if (violations > 0) {
    return {
      message: `${violations} ${violations === 1 ? "violation" : "violations"}, ${share}`,
      color: "red",
      isError: true,
    };
  }
  return { message: isEmpty(summary) ? "nothing verified" : "no verdict", color: "lightgrey" };
}
