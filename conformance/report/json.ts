import { Report } from "../model/report.ts";
import { inertJson } from "./inert.ts";

/** Renders the report in its own format, which is the one that all others are views of. */
export function renderJson(report: Report): string {
  return `${inertJson(JSON.stringify(Report.parse(report), null, 2))}\n`;
}
