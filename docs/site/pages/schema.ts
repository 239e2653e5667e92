import { code, inHtml, slug } from "./page.ts";
import type { Document } from "./reference-paths.ts";

const BOUNDS: Readonly<Record<string, string>> = {
  format: "format",
  pattern: "matches",
  minimum: "at least",
  maximum: "at most",
  minItems: "items at least",
};

/** The anchor of a schema on its page. */
export const schemaAnchor = (name: string): string => `schema-${slug(name)}`;

/** The schemas of a document, one after the other. */
export function schemaSections(schemas: Readonly<Record<string, Document>>): string {
  return Object.entries(schemas)
    .map(
      ([name, schema]) => `<h3 id="${schemaAnchor(name)}">${inHtml(name)}</h3>\n${described(schema)}${shape(schema)}`,
    )
    .join("\n\n");
}

/** What a schema says, in a phrase; those that have a name are linked. */
export function typeText(schema: Document): string {
  if (schema["$ref"]) {
    const name = String(schema["$ref"]).split("/").at(-1) ?? "";
    return `<a href="#${schemaAnchor(name)}">${inHtml(name)}</a>`;
  }
  if (schema["anyOf"]) return schema["anyOf"].map(typeText).join(" or ");
  if (schema["enum"]) return schema["enum"].map((value: unknown) => code(JSON.stringify(value))).join(" or ");
  if (schema["type"] === "array") return `list of ${typeText(schema["items"] ?? {})}${bounds(schema)}`;
  if (schema["type"] === "object" && schema["properties"]) return `object${properties(schema)}`;
  return `${inHtml(String(schema["type"] ?? "anything"))}${bounds(schema)}`;
}

function described({ description }: Document): string {
  return description ? `<p>${prose(description)}</p>` : "";
}

function shape(schema: Document): string {
  return schema["properties"] ? properties(schema) : `<p>${typeText(schema)}</p>`;
}

function properties({ properties: members, required = [] }: Document): string {
  const rows = Object.entries<Document>(members).map(([name, member]) => {
    const optional = required.includes(name) ? "" : " <small>may be left out</small>";
    const says = member["description"] ? `<br><small>${prose(member["description"])}</small>` : "";
    return `<tr><td>${code(name)}${optional}</td><td>${typeText(member)}${says}</td></tr>`;
  });
  return `<table class="members"><tbody>${rows.join("")}</tbody></table>`;
}

function bounds(schema: Document): string {
  const said = Object.entries(BOUNDS).flatMap(([key, words]) =>
    key in schema ? [`${words} ${code(String(schema[key]))}`] : [],
  );
  return said.length > 0 ? ` <small>${said.join(", ")}</small>` : "";
}

/** A description as HTML: its code is code, and nothing else is markup. */
export const prose = (text: string): string =>
  inHtml(text.trim().replaceAll(/\s*\n\s*/g, " ")).replaceAll(/`([^`]+)`/g, "<code>$1</code>");
