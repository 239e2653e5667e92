import type { Report } from "../model/report.ts";

/** The formats that a report can be written in; each is loaded when it is asked for. */
export const FORMATS: Record<string, () => Promise<(report: Report) => string>> = {
  json: async () => (await import("./json.ts")).renderJson,
  junit: async () => (await import("./junit.ts")).renderJunit,
};
