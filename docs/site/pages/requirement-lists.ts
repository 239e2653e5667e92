import { checksOf } from "../../../conformance/commands/list.ts";
import { allRequirements, type ProtocolId, type Requirement } from "../../../conformance/model/requirement.ts";
import { count, inHtml, link, type Page } from "./page.ts";
import { PROTOCOL_NAMES, protocols } from "./protocols.ts";
import { levelBadge, requirementLink } from "./requirement.ts";

const of = (protocol: ProtocolId) => allRequirements.filter((each) => each.protocol === protocol);

/** The list of one protocol's requirements, by the operation that each is stated on. */
export function requirementListPage(protocol: ProtocolId): Page {
  const requirements = of(protocol);
  const groups = Map.groupBy(requirements, ({ operation }) => operation ?? "In general");
  const body = [
    `${count(requirements.length, "requirement")}, held to account by ${count(checks(requirements), "check")}. An id is for good: it is what reports, baselines and \`--only\` name.`,
    ...[...groups].flatMap(([operation, stated]) => [`## ${operation}`, list(stated)]),
  ];
  return {
    path: `requirements/${protocol}`,
    title: `Requirements of ${PROTOCOL_NAMES[protocol]}`,
    description: `Every normative sentence of ${PROTOCOL_NAMES[protocol]}, with its level and how it is tested.`,
    body: body.join("\n\n"),
  };
}

/** How many requirements each protocol has, and how many of them are tested. */
export function requirementOverview(): Page {
  const rows = protocols.map((protocol) => {
    const stated = of(protocol);
    const musts = stated.filter(({ level }) => level.startsWith("MUST"));
    const cells = [
      link(PROTOCOL_NAMES[protocol], `requirements/${protocol}`),
      stated.length,
      musts.length,
      stated.filter((each) => checksOf(each).length > 0).length,
      checks(stated),
    ];
    return `<tr>${cells.map((cell) => `<td>${cell}</td>`).join("")}</tr>`;
  });
  const heads = ["protocol", "requirements", "of them MUST", "tested", "checks"];
  const body = `A requirement is one sentence with one keyword, stated once in \`spec/\`. Each has a page here: what is required, where that is from, how it is tested, and the broken servers that prove it.

<table><thead><tr>${heads.map((head) => `<th>${head}</th>`).join("")}</tr></thead><tbody>
${rows.join("\n")}
</tbody></table>

What is not tested obliges clients or operators, or cannot be seen in an exchange; its page says why.`;
  return { path: "requirements", title: "Requirements", description: "All requirements of all protocols.", body };
}

const checks = (requirements: readonly Requirement[]) =>
  requirements.reduce((sum, each) => sum + checksOf(each).length, 0);

function list(requirements: readonly Requirement[]): string {
  const items = requirements.map((each) => {
    const number = checksOf(each).length;
    const tested = number > 0 ? count(number, "check") : "no check";
    return `<li>${levelBadge(each.level)} ${requirementLink(each.id, each.id.split(".")[1])} <small>${tested}</small><br>${inHtml(each.text)}</li>`;
  });
  return `<ul class="requirements">\n${items.join("\n")}\n</ul>`;
}
