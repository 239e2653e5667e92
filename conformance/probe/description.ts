import { parse } from "yaml";
import type { HttpRequestSpelling, Template } from "../model/wire.ts";
import { MEMBERS } from "./tables.ts";

type Json = Readonly<Record<string, unknown>>;

/** What a description says that the operations of a session are, by their names there. */
export type Described = Readonly<
  Partial<Record<"login" | "refresh" | "logout" | "session", readonly HttpRequestSpelling[]>>
>;

/** How each operation is recognised by its method and path. */
const KINDS: readonly { readonly name: keyof Described; readonly method: RegExp; readonly path: RegExp }[] = [
  { name: "logout", method: /post|delete|get/, path: /log-?_?out|sign-?_?out|revo(ke|cation)|blacklist/i },
  { name: "logout", method: /delete/, path: /sessions?(\/current)?\/?$/i },
  { name: "refresh", method: /post|put|patch/, path: /refresh|renew/i },
  {
    name: "login",
    method: /post/,
    path: /log-?_?in|sign-?_?in|sessions?\/?$|tokens?\/?$|jwt\/create|\/auth(enticate)?\/?$/i,
  },
  {
    name: "session",
    method: /get/,
    path: /\/(me|whoami|get-session|session|userinfo|current|profile|account|user)\/?$/i,
  },
];

/** The OpenAPI or Swagger document that a text is; `undefined` for what is none. */
export function parseDescription(text: string): Json | undefined {
  try {
    const document: unknown = parse(text);
    return isObject(document) && isObject(document["paths"]) ? document : undefined;
  } catch {
    return undefined;
  }
}

/** The operations of a description that could be those of a session. */
export function operationsIn(document: Json): Described {
  const found: Partial<Record<keyof Described, HttpRequestSpelling[]>> = {};
  for (const [path, item] of Object.entries(document["paths"] as Json)) {
    if (path.includes("{") || !isObject(item)) continue;
    for (const [method, operation] of Object.entries(item)) {
      const kind = KINDS.find((each) => each.method.test(method) && each.path.test(path))?.name;
      if (kind === undefined || !isObject(operation)) continue;
      const body = bodyOf(operation, document);
      // A login takes a password; what else is called tokens or sessions is no login.
      if (kind === "login" && !JSON.stringify(body).includes("{password}")) continue;
      const spelling = { method: method.toUpperCase(), path: prefixOf(document) + path, ...body };
      found[kind] = [...(found[kind] ?? []), spelling];
    }
  }
  return found;
}

/** In front of all paths of Swagger 2, or of a server's relative address. */
function prefixOf(document: Json): string {
  const [server] = Array.isArray(document["servers"]) ? document["servers"] : [];
  const base = document["basePath"] ?? (isObject(server) ? server["url"] : undefined);
  return typeof base === "string" && base.startsWith("/") ? base.replace(/\/+$/, "") : "";
}

function bodyOf(operation: Json, document: Json): Pick<HttpRequestSpelling, "json" | "form"> {
  const { content = {} } = resolved(operation["requestBody"], document);
  for (const [type, media] of Object.entries(content as Json)) {
    const template = isObject(media) ? templateOf(media["schema"], document) : {};
    if (type.includes("json")) return { json: template };
    if (type.includes("x-www-form-urlencoded")) return { form: textsOf(template) };
  }
  const parameters = Array.isArray(operation["parameters"]) ? operation["parameters"] : [];
  const body = parameters.map((each) => resolved(each, document)).find((each) => each["in"] === "body");
  return body ? { json: templateOf(body["schema"], document) } : {};
}

/** Deeper than anybody nests a login; descriptions may be recursive. */
const DEEPEST = 4;

/** What an object of a schema is filled with: a role by the member's name, or the one value that it may have. */
function templateOf(schema: unknown, document: Json, depth = 0): Template {
  const { properties = {}, allOf } = resolved(schema, document);
  const inherited = Array.isArray(allOf) ? allOf.map((each) => templateOf(each, document, depth + 1)) : [];
  const own = Object.entries(properties as Json).flatMap(([name, member]): [string, Template][] => {
    const { type, properties: inner, const: only, default: usual, enum: choice, pattern } = resolved(member, document);
    if (inner !== undefined) return depth < DEEPEST ? [[name, templateOf(member, document, depth + 1)]] : [];
    const value = only ?? usual ?? (Array.isArray(choice) ? choice[0] : undefined) ?? literalOf(pattern);
    if (typeof value === "string" && value !== "") return [[name, value]];
    const role = MEMBERS.find(({ pattern: names }) => names.test(name))?.role;
    const isText = type === undefined || type === "string";
    return role !== undefined && isText && !/client/i.test(name) ? [[name, `{${role}}`]] : [];
  });
  return Object.assign({}, ...inherited, Object.fromEntries(own)) as Template;
}

/** The one text that a pattern such as `^password$` allows. */
function literalOf(pattern: unknown): string | undefined {
  return typeof pattern === "string" ? /^\^(\w+)\$$/.exec(pattern)?.[1] : undefined;
}

function textsOf(template: Template): Record<string, string> {
  return Object.fromEntries(Object.entries(template as object).filter(([, value]) => typeof value === "string"));
}

function resolved(value: unknown, document: Json): Json {
  if (!isObject(value)) return {};
  const { $ref: reference } = value;
  if (typeof reference !== "string") return value;
  const names = reference.replace(/^#\//, "").split("/");
  const found = names.reduce<unknown>((at, name) => (isObject(at) ? at[name] : undefined), document);
  return isObject(found) && found["$ref"] === undefined ? found : {};
}

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
