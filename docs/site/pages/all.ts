import { readdirSync } from "node:fs";
import { join } from "node:path";
import { allRequirements } from "../../../conformance/model/requirement.ts";
import { killMatrixOverview, killMatrixPage } from "./broken-servers.ts";
import type { Page } from "./page.ts";
import { protocols } from "./protocols.ts";
import { referenceOverview, referencePage } from "./reference.ts";
import { interfaces } from "./reference-paths.ts";
import { requirementPage } from "./requirement.ts";
import { requirementListPage, requirementOverview } from "./requirement-lists.ts";
import { startPage } from "./start-page.ts";
import { ROOT, writtenPages } from "./written.ts";

/** Every page of the site. */
export function allPages(): Page[] {
  const prose = readdirSync(join(ROOT, "docs"), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".md") && !file.startsWith("site/"))
    .map((file) => `docs/${file}`);
  return [
    startPage(),
    ...writtenPages(prose),
    requirementOverview(),
    ...protocols.map(requirementListPage),
    ...allRequirements.map(requirementPage),
    killMatrixOverview(),
    ...protocols.map(killMatrixPage),
    referenceOverview(),
    ...interfaces.map(referencePage),
  ];
}
