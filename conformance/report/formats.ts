import type { Report } from "../model/report.ts";

/** The formats that a report can be written in; each is loaded when it is asked for. */
export const FORMATS: Record<string, () => Promise<(report: Report) => string>> = {
  json: async () => (await import("./json.ts")).renderJson,
  junit: async () => (await import("./junit.ts")).renderJunit,
  html: async () => (await import("./html/page.ts")).renderHtml,
  markdown: async () => (await import("./markdown.ts")).renderMarkdown,
  ctrf: async () => (await import("./ctrf.ts")).renderCtrf,
  sarif: async () => (await import("./sarif.ts")).renderSarif,
  badge: async () => (await import("./badge.ts")).renderBadge,
};
