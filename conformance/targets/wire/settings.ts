import { rolesIn } from "../../kit/placeholders.ts";
import type { HttpRequestSpelling, HttpWire } from "../../model/wire.ts";

/** A value that a target file sends as it is, and that is a secret by its name. */
export interface Setting {
  readonly name: string;
  readonly value: string;
}

const SECRET_NAME = /secret|passw|api.?key|authorization|credential/i;

/** What a wire sends beside what a check gives it, and nobody else may know: the secret of a client, for one. */
export function settingsOf(operations: Partial<HttpWire["operations"]>): Setting[] {
  const spellings = Object.values(operations).flatMap((operation) =>
    operation ? [...(operation.before ?? []), operation] : [],
  );
  const all = new Map(spellings.flatMap(settingsIn).map((setting) => [setting.value, setting]));
  return [...all.values()];
}

function settingsIn({ headers, query, cookies, form, json, basic }: HttpRequestSpelling): Setting[] {
  const named = [headers, query, cookies, form].flatMap((group) => Object.entries(group ?? {}));
  const secret = [...named, ...membersOf(json)].filter(([name]) => SECRET_NAME.test(name));
  // A key may stand where the name would, with nothing behind it.
  const password: [string, string][] = basic ? [["client_secret", basic.password || basic.username]] : [];
  return [...secret, ...password]
    .filter(([, value]) => value !== "" && rolesIn(value).length === 0)
    .map(([name, value]) => ({ name: name.replace(/\W+/g, "_"), value: withoutScheme(value) }));
}

/** The members of a template that are texts, wherever in it they are. */
function membersOf(template: unknown): [name: string, text: string][] {
  if (typeof template !== "object" || template === null) return [];
  return Object.entries(template).flatMap(([name, member]): [string, string][] =>
    typeof member === "string" ? [[name, member]] : membersOf(member),
  );
}

/** What stands behind a scheme is the secret; behind Basic, the password in it. */
function withoutScheme(value: string): string {
  const [, scheme = "", credentials] = /^([A-Za-z]+) +(\S+)$/.exec(value) ?? [];
  if (credentials === undefined || scheme.toLowerCase() !== "basic") return credentials ?? value;
  const [, password = ""] = /^[^:]*:(.+)$/s.exec(Buffer.from(credentials, "base64").toString("utf8")) ?? [];
  return password || credentials;
}
