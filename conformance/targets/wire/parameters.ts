import type { Roles } from "../../model/exchange.ts";
import { fillTyped } from "./templates.ts";

/**
 * Spells the parameters of a query or a form. One without a value is left out, and one that is null is empty. Servers
 * that read more than texts from a form agree on brackets: a list is `name[]=…` for each item, an object `name[key]=…`
 * for each member; where there is none, `name[]=`.
 */
export function parameters(templates: Readonly<Record<string, string>> | undefined, roles: Roles): string {
  const spelt = new URLSearchParams();
  for (const [name, template] of Object.entries(templates ?? {})) {
    for (const [key, text] of pairs(name, fillTyped(template, roles))) spelt.append(key, text);
  }
  return spelt.toString();
}

function pairs(name: string, value: unknown): [name: string, text: string][] {
  if (value === undefined) return [];
  if (value === null) return [[name, ""]];
  if (typeof value !== "object") return [[name, String(value)]];
  const members = Object.entries(value);
  if (members.length === 0) return [[`${name}[]`, ""]];
  const isList = Array.isArray(value);
  return members.flatMap(([key, member]) => pairs(isList ? `${name}[]` : `${name}[${key}]`, member));
}
