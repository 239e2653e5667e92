import type { Header, HttpResponse } from "../../model/exchange.ts";

/** A cookie that a response sets, or clears. */
export interface SetCookie {
  readonly name: string;
  readonly value: string;
  /** Seconds from the answer on; absent where the cookie lives as long as the browser. */
  readonly maxAge?: number;
}

/**
 * The cookies that a response leaves a client with (RFC 6265 §5.2, §5.3): of several with one name, domain and path the
 * last one, and none that has no value or whose time is over.
 *
 * @param answeredAt when the answer was given, in milliseconds since the epoch
 */
export function cookiesSet(response: Pick<HttpResponse, "headers">, answeredAt: number): SetCookie[] {
  const kept = new Map<string, SetCookie>();
  for (const { key, ...cookie } of parsed(response, answeredAt)) kept.set(key, cookie);
  return [...kept.values()].filter(isAlive);
}

/** What is left of some cookies after a response, by their names: those that it clears are gone. */
export function afterResponse(
  before: ReadonlyMap<string, string>,
  response: Pick<HttpResponse, "headers">,
  answeredAt: number,
): ReadonlyMap<string, string> {
  const after = new Map(before);
  for (const { name } of parsed(response, answeredAt)) after.delete(name);
  for (const { name, value } of cookiesSet(response, answeredAt)) after.set(name, value);
  return after;
}

/** The field that sends cookies back; none where there are none. */
export function cookieField(cookies: Iterable<readonly [name: string, value: string]>): Header[] {
  const pairs = Array.from(cookies, ([name, value]) => `${name}=${value}`);
  return pairs.length === 0 ? [] : [["cookie", pairs.join("; ")]];
}

function isAlive({ value, maxAge = 1 }: SetCookie): boolean {
  return value !== "" && maxAge > 0;
}

function parsed({ headers }: Pick<HttpResponse, "headers">, answeredAt: number): (SetCookie & { key: string })[] {
  return headers.flatMap(([field, text]) => {
    if (field.toLowerCase() !== "set-cookie") return [];
    const [[name = "", value = ""] = [], ...attributes] = text.split(";").map(nameAndValue);
    const own = new Map(attributes.map(([attribute = "", said = ""]) => [attribute.toLowerCase(), said]));
    const maxAge = maxAgeOf(own, answeredAt);
    const key = [name, own.get("domain") ?? "", own.get("path") ?? ""].join("\n");
    return name === "" ? [] : [{ key, name, value, ...(maxAge !== undefined && { maxAge }) }];
  });
}

function nameAndValue(text: string): [name: string, value: string] {
  const equals = text.indexOf("=");
  return equals < 0 ? [text.trim(), ""] : [text.slice(0, equals).trim(), text.slice(equals + 1).trim()];
}

/** Max-Age goes before Expires; of either, one that is not understood does not count. */
function maxAgeOf(attributes: ReadonlyMap<string, string>, answeredAt: number): number | undefined {
  const seconds = attributes.get("max-age") ?? "";
  if (/^-?\d+$/.test(seconds)) return Number(seconds);
  const expires = Date.parse(attributes.get("expires") ?? "");
  return Number.isNaN(expires) ? undefined : (expires - answeredAt) / 1000;
}
