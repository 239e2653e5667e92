import { rolesIn } from "../../kit/placeholders.ts";
import type { Roles } from "../../model/exchange.ts";
import type { HttpRequestSpelling } from "../../model/wire.ts";
import { rolesSent } from "./names.ts";

/**
 * A role whose value would become an ordinary text by the target's wire, though the protocol's own carries its type: a
 * number in place of a password is one in JSON, and in a form a password of digits.
 */
export function untyped(own: HttpRequestSpelling, known: HttpRequestSpelling, roles: Roles): string | undefined {
  return Object.keys(roles).find((role) => isTyped(known, role) && !carries(own, role, roles[role]));
}

function carries(spelling: HttpRequestSpelling, role: string, value: unknown): boolean {
  const isText = typeof value === "string" || value === undefined;
  if (isText || !rolesSent(spelling).includes(role) || isTyped(spelling, role)) return true;
  const { query, form } = spelling;
  const isParameter = [query, form].some((group) => Object.values(group ?? {}).includes(`{${role}}`));
  return isParameter && typeof value === "object";
}

/** Whether a role is a whole value of the JSON. */
function isTyped({ json }: HttpRequestSpelling, role: string): boolean {
  if (!rolesIn(json ?? null).includes(role)) return false;
  return JSON.stringify(json).includes(`"{${role}}"`);
}
