import { parseJson, pointersIn } from "../../kit/json-pointer.ts";
import type { HttpResponse } from "../../model/exchange.ts";
import { cookiesSet } from "./cookies.ts";

const MOST_NAMES = 8;

/** Where a body has values. Not the values: a token that is not where the wire says is not known to be a secret. */
export function contents(response: HttpResponse): string {
  if (isHtml(response)) return "an HTML page";
  const value = parseJson(response.body);
  if (value === undefined) return response.body === "" ? "no body" : "a body that is no JSON";
  const places = pointersIn(value);
  return places[0] === "" ? single(value) : listed(places);
}

/** Whether a response is a page for people. */
export function isHtml({ headers, body }: HttpResponse): boolean {
  const type = headers.find(([name]) => name.toLowerCase() === "content-type")?.[1] ?? "";
  return /^text\/html\b/i.test(type.trim()) || /^\s*<(!doctype html|html)\b/i.test(body);
}

/** Fields of every answer, in which nobody puts a token. */
const NOISE = /^(date|server|connection|keep-alive|content-(length|type|encoding)|transfer-encoding|set-cookie)$/i;

/** The names of the fields of a response that say something. */
export function fieldNames({ headers }: HttpResponse): string {
  const names = [...new Set(headers.map(([name]) => name.toLowerCase()))].filter((name) => !NOISE.test(name));
  return names.length === 0 ? "no field of interest" : `the fields ${listed(names)}`;
}

/** The names of the cookies that a response sets. */
export function cookieNames(response: HttpResponse): string {
  const names = [...new Set(cookiesSet(response, 0).map(({ name }) => name))];
  return names.length === 0 ? "no cookie" : `the cookies ${listed(names)}`;
}

/** A body that is one value; a word says what happened, anything longer may be a token. */
function single(value: unknown): string {
  if (typeof value === "string" && !/^[A-Za-z _-]{0,24}$/.test(value)) return "a body that is one text";
  return `the body ${JSON.stringify(value)}`;
}

function listed(names: readonly string[]): string {
  const more = names.length - MOST_NAMES;
  return `${names.slice(0, MOST_NAMES).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}
