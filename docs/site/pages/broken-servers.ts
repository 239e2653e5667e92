import type { ProtocolId } from "../../../conformance/model/requirement.ts";
import { brokenServersPath } from "../../../conformance/report/docs-pages.ts";
import { byRequirement, type Mutant, mutantsOf } from "./kills.ts";
import { matrix } from "./matrix.ts";
import { count, inHtml, link, type Page, slug } from "./page.ts";
import { PROTOCOL_NAMES, protocols } from "./protocols.ts";
import { requirementLink } from "./requirement.ts";

/** The kill matrix of one protocol: every broken server, what it breaks, and who notices. */
export function killMatrixPage(protocol: ProtocolId): Page {
  const mutants = mutantsOf(protocol);
  const recorded = mutants.filter(({ noticedBy }) => noticedBy !== undefined);
  const name = PROTOCOL_NAMES[protocol];
  const groups = Map.groupBy(mutants, ({ breaks }) => breaks);
  const body = [
    `${count(mutants.length, "server")}, each the reference with one realistic fault. Every one of them must be noticed by a check of the requirement that it breaks, or the suite is not released.`,
    ...(recorded.length === 0 ? [NOT_RECORDED] : [LEGEND, matrix(recorded, `Kill matrix of ${name}`)]),
    "## Every broken server",
    ...[...groups].map(
      ([id, broken]) =>
        `<h3 class="breaks" id="${slug(id)}">breaks ${requirementLink(id)}</h3>\n<ul class="mutants">\n${broken.map(item).join("\n")}\n</ul>`,
    ),
  ];
  return {
    path: brokenServersPath(protocol),
    title: `Kill matrix of ${name}`,
    description: `The broken servers of ${name}, and which checks notice each.`,
    body: body.join("\n\n"),
    more: { tableOfContents: false },
  };
}

const NOT_RECORDED =
  "Which checks notice each of them is not on record yet: `npm run power -- --record` tests them all, and writes it down.";
const LEGEND =
  '<p class="legend">A row is a broken server, a column a requirement. <span class="own">■</span> noticed by a check of what it breaks, <span class="other">■</span> by a check of another requirement. The list below says the same in words.</p>';

function item({ name, breaks, noticedBy }: Mutant): string {
  return `<li id="${slug(name)}"><strong>${inHtml(name)}</strong>${noticedBy ? notices(breaks, noticedBy) : ""}</li>`;
}

function notices(breaks: string, checks: readonly string[]): string {
  const numbers = byRequirement(checks);
  const own = numbers.get(breaks) ?? 0;
  const others = [...numbers].filter(([id]) => id !== breaks);
  const said = `<br><small>noticed by ${count(own, "check")} of it`;
  if (others.length === 0) return `${said}, and by no other</small>`;
  const links = others.map(([id, number]) => `${requirementLink(id, id.split(".")[1])} (${number})`).join(", ");
  return `${said}, and of ${count(others.length, "other requirement")}</small><details><summary>which</summary>${links}</details>`;
}

/** What the kill matrix is, and how large each protocol's is. */
export function killMatrixOverview(): Page {
  const rows = protocols.map((protocol) => {
    const mutants = mutantsOf(protocol);
    const kills = mutants.filter(({ noticedBy }) => noticedBy?.length);
    const broken = new Set(mutants.map(({ breaks }) => breaks)).size;
    const seen = kills.length > 0 ? `${kills.length}` : "not recorded yet";
    const cells = [link(PROTOCOL_NAMES[protocol], brokenServersPath(protocol)), mutants.length, broken, seen];
    return `<tr>${cells.map((cell) => `<td>${cell}</td>`).join("")}</tr>`;
  });
  const body = `A suite that never fails anybody proves nothing. So for each MUST there is at least one broken server: the reference with one fault that a real server could have. The suite is run against all of them, and which checks notice which server is recorded and compared on every change.

<table><thead><tr><th>protocol</th><th>broken servers</th><th>requirements they break</th><th>noticed</th></tr></thead><tbody>
${rows.join("\n")}
</tbody></table>

A server of yours that fails the same checks as one of these probably has its fault: look it up by what failed.`;
  return {
    path: "broken-servers",
    title: "Kill matrix",
    description: "The broken servers that the suite is held to.",
    body,
  };
}
