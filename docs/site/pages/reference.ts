import { type Operation, operationsOf } from "./operations.ts";
import { code, count, escaped, inHtml, link, type Page } from "./page.ts";
import { documentOf, type Interface, interfaces } from "./reference-paths.ts";
import { requirementLink } from "./requirement.ts";
import { prose, schemaSections, typeText } from "./schema.ts";

/** The reference of one interface: its operations, and what they say. */
export function referencePage(each: Interface): Page {
  const document = documentOf(each);
  const { description = "", version } = document["info"];
  const body = [
    String(description),
    `<p><small>Version ${inHtml(version)}, from ${code(each.file)}; ${code(`${each.file.replace(/\/[^/]+$/, "")}/json-schema/`)} has the schemas one by one.</small></p>`,
    ...operationsOf(document).map(section),
    "## Schemas",
    schemaSections(document["components"].schemas),
  ];
  return {
    path: each.path,
    title: `Interface of ${each.title}`,
    description: `Every operation and every message of ${each.title}, as the specification has them.`,
    body: body.join("\n\n"),
    more: { tableOfContents: { minHeadingLevel: 2, maxHeadingLevel: 2 } },
  };
}

function section({ id, asked, summary, description, parts, requirements }: Operation): string {
  const rows = parts.map(
    ({ name, says, schema }) =>
      `<tr><td>${inHtml(name)}</td><td>${prose(says)}${schema ? `<br>${typeText(schema)}` : ""}</td></tr>`,
  );
  const required = requirements.map((requirement) => `<li>${requirementLink(requirement)}</li>`).join("");
  return [
    `## ${id}`,
    "",
    `<p class="asked">${code(asked)}</p>`,
    `<p>${prose(description ?? summary)}</p>`,
    `<table class="members"><tbody>${rows.join("")}</tbody></table>`,
    ...(required
      ? [`<details><summary>${count(requirements.length, "requirement")}</summary><ul>${required}</ul></details>`]
      : []),
  ].join("\n");
}

/** Which interfaces there are. */
export function referenceOverview(): Page {
  const rows = interfaces.map((each) => {
    const document = documentOf(each);
    const format = document["asyncapi"] ? `AsyncAPI ${document["asyncapi"]}` : `OpenAPI ${document["openapi"]}`;
    return `<tr><td>${link(each.title, each.path)}</td><td>${operationsOf(document).length} operations</td><td>${code(each.file)}<br><small>${format}</small></td></tr>`;
  });
  const body = `These pages are made of the documents that \`npm run generate\` derives from \`spec/\`. Generate clients and mocks from the documents themselves; beside each are its JSON Schemas.\n\n<table><thead><tr><th>interface</th><th></th><th>document</th></tr></thead><tbody>\n${rows.join("\n")}\n</tbody></table>`;
  return { path: "reference", title: "API reference", description: escaped("The interfaces of all protocols."), body };
}
