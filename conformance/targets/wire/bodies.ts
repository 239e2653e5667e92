import type { Roles } from "../../model/exchange.ts";
import type { HttpRequestSpelling } from "../../model/wire.ts";
import { parameters } from "./parameters.ts";
import { fill, fillJson } from "./templates.ts";

/** What a request carries, and of what media type it is. */
export interface Content {
  readonly type: string;
  readonly body: string;
}

/** The body of a request; `undefined` where it has none, as where a role has no value that its text cannot do without. */
export function content({ json, form, text }: HttpRequestSpelling, roles: Roles): Content | undefined {
  if (json !== undefined) return { type: "application/json", body: JSON.stringify(fillJson(json, roles) ?? {}) };
  if (form !== undefined) return { type: "application/x-www-form-urlencoded", body: parameters(form, roles) };
  const body = text && fill(text.content, roles);
  return text && body !== undefined ? { type: text.type, body } : undefined;
}
