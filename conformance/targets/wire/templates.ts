import { PLACEHOLDER } from "../../kit/placeholders.ts";
import type { Roles } from "../../model/exchange.ts";
import type { Template } from "../../model/wire.ts";

const WHOLE = /^\{(\w+)\}$/;

/** The template with its roles put in; `undefined` if one of them has no value. */
export function fill(template: string, roles: Roles): string | undefined {
  let complete = true;
  const text = template.replace(PLACEHOLDER, (_, role: string) => {
    if (roles[role] === undefined) complete = false;
    return textOf(roles[role]);
  });
  return complete ? text : undefined;
}

/** A template that is one role and nothing else has its value, with the type that it has. */
export function fillTyped(template: string, roles: Roles): unknown {
  const role = WHOLE.exec(template)?.[1];
  return role === undefined ? fill(template, roles) : roles[role];
}

/** The template with its roles put in, each with the type that it has; members and items without one are left out. */
export function fillJson(template: Template, roles: Roles): unknown {
  if (typeof template === "string") return fillTyped(template, roles);
  if (typeof template !== "object" || template === null) return template;
  if (Array.isArray(template)) {
    return template.map((item) => fillJson(item, roles)).filter((value) => value !== undefined);
  }
  return withValues(template as Readonly<Record<string, Template>>, (member) => fillJson(member, roles));
}

/** The members that a function finds a value for. */
export function withValues<T, V>(
  members: Readonly<Record<string, T>> | undefined,
  read: (member: T) => V | undefined,
): Record<string, V> {
  const entries = Object.entries(members ?? {}).map(([name, member]) => [name, read(member)] as const);
  return Object.fromEntries(entries.filter((entry): entry is [string, V] => entry[1] !== undefined));
}

/** A value where only text can stand: lists and objects as JSON. */
export function textOf(value: unknown): string {
  return typeof value === "object" && value !== null ? JSON.stringify(value) : String(value);
}
