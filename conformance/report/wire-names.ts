import { parseJson } from "../kit/json-pointer.ts";
import type { Exchange } from "../model/exchange.ts";

/** The names of fields and of members that occur in exchanges: words that are no secret, even if a secret equals one. */
export function wireNames(exchanges: readonly Exchange[]): Set<string> {
  const names = new Set<string>();
  for (const { request, response } of exchanges) {
    for (const [name] of [...request.headers, ...(response?.headers ?? [])]) names.add(name);
    if (typeof request.body === "string" && request.body.length < 65_536) addMembers(parseJson(request.body), names);
  }
  return names;
}

function addMembers(value: unknown, names: Set<string>, depth = 0): void {
  if (typeof value !== "object" || value === null || depth > 16) return;
  if (!Array.isArray(value)) for (const name of Object.keys(value)) names.add(name);
  for (const member of Object.values(value)) addMembers(member, names, depth + 1);
}
