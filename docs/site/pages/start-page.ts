import { readFileSync } from "node:fs";
import { join } from "node:path";
import { checksOf } from "../../../conformance/commands/list.ts";
import { allRequirements } from "../../../conformance/model/requirement.ts";
import { mutantsOf } from "./kills.ts";
import { href, type Page } from "./page.ts";
import { PROTOCOL_NAMES, protocols } from "./protocols.ts";
import { ROOT } from "./written.ts";

/** The first page: what this is, what it says to a broken server, and where to go. */
export function startPage(): Page {
  const readme = readFileSync(join(ROOT, "README.md"), "utf8");
  const [, pitch = ""] = readme.split("\n\n");
  const [, finding] = /What a failing server is told:\n\n(```\n[\s\S]*?\n```)/.exec(readme) ?? [];
  if (finding === undefined)
    throw new Error("README.md shows no finding any more: what the first page shows is from there.");
  const checks = allRequirements.reduce((sum, each) => sum + checksOf(each).length, 0);
  const mutants = protocols.reduce((sum, protocol) => sum + mutantsOf(protocol).length, 0);
  const guides = protocols.map((protocol) => `[${PROTOCOL_NAMES[protocol]}](${href(`guides/${protocol}`)})`);
  const body = `${pitch}

${allRequirements.length} requirements, ${checks.toLocaleString("en")} checks, and ${mutants.toLocaleString("en")} broken servers that the suite is held to itself.

- **You have a server.** [Start in a minute](${href("start")}), then [bind your server](${href("bind-your-server")}) if its wire is its own.
- **It failed.** [How to read a report](${href("reading-a-report")}), and a page for [every requirement](${href("requirements")}).
- **You want to know the protocols.** ${guides.join(", ")}.
- **You carry this on.** [Write a check in five minutes](${href("write-a-check")}), [architecture](${href("architecture")}), [decisions](${href("decisions")}).

## What a failing server is told

${finding}
`;
  return {
    path: "",
    title: "Authmark",
    description: "The spec-first reference and conformance suite for token authentication.",
    body,
    more: { tableOfContents: false },
  };
}
