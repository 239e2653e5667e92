import { Report } from "../model/report.ts";

/** Renders the report in its own format, which is the one that all others are views of. */
export function renderJson(report: Report): string {
  return `${JSON.stringify(Report.parse(report), null, 2)}\n`;
}
