import type { Report } from "../../../conformance/model/report.ts";
import { renderMarkdown } from "../../../conformance/report/markdown.ts";
import { ENDINGS } from "./findings.ts";

/** The summary of a step, in Markdown: the report, and before it how the run ended where no finding explains that. */
export function summaryOf(report: Report | undefined, code: number): string {
  const ending = ENDINGS[code] === undefined ? "" : `Authmark ended in ${code}: ${ENDINGS[code]}.\n\n`;
  return ending + (report ? renderMarkdown(report) : "");
}
