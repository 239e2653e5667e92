import type { Report, RunReport } from "../../model/report.ts";
import { byTarget, worstOf } from "../repetitions.ts";
import { verdictLine } from "../verdict-line.ts";
import { assets } from "./assets.ts";
import { renderFilter } from "./filter.ts";
import { html, written } from "./markup.ts";
import { renderTarget } from "./target.ts";
import { names, renderVerdict } from "./verdict.ts";

/** Renders a report as one page of HTML, which asks nobody for anything and can be read without its script. */
export function renderHtml(report: Report): string {
  const { policy, style, script } = assets();
  const targets = byTarget(report);
  const line = verdictLine(report, report.interrupted);
  const own = (run: RunReport) => (targets.length > 1 ? verdictLine(run, report.interrupted) : undefined);
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${line.split(":")[0]}: ${names(targets)} – Authmark</title>
${style}
</head>
<body>
<a class="skip" href="#requirements">To the requirements</a>
<header>${renderVerdict(report, targets)}</header>
<main id="requirements" tabindex="-1">
${renderFilter(targets)}
${targets.map((runs, index) => renderTarget(runs, index + 1, own(worstOf(runs))))}
</main>
<footer><p>Made by Authmark ${report.suite.version}. Every secret of the run is replaced by a name, such as
<code>accessToken#1</code>: the same name is the same secret.</p></footer>
${script}
</body>
</html>
`;
  return written(page);
}
