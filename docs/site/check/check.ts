import { mkdirSync } from "node:fs";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { allRequirements } from "../../../conformance/model/requirement.ts";
import { requirementPath } from "../pages/requirement.ts";
import { lookAt } from "./chromium.ts";
import { deadLinks } from "./links.ts";
import { serveSite } from "./serve.ts";
import { builtPages } from "./site.ts";

/** `npm run docs:check`, behind the build: every requirement has its page, every link its end, and Chromium shows it all. */
const { values } = parseArgs({ options: { screenshots: { type: "string" } } });
const screenshots = values.screenshots === undefined ? undefined : resolve(values.screenshots);
if (screenshots) mkdirSync(screenshots, { recursive: true });

const pages = builtPages();
const missing = allRequirements
  .filter(({ id }) => !pages.has(`/${requirementPath(id)}/`))
  .map(({ id }) => `${id} has no page`);
const site = await serveSite();
const seen = await lookAt(site.origin, screenshots).finally(() => site.close());
const problems = [...missing, ...deadLinks(pages), ...seen];
for (const problem of problems) console.error(problem);
console.log(`${pages.size} pages, ${problems.length} problems`);
process.exitCode = problems.length > 0 ? 1 : 0;
