import { valueAt } from "../../kit/json-pointer.ts";
import type { HttpResponse, Roles } from "../../model/exchange.ts";
import type { Place, Take } from "../../model/wire.ts";
import { cookiesSet } from "./cookies.ts";
import { withValues } from "./templates.ts";
import { secondsOf } from "./units.ts";

/** A response as places are looked up in it. */
export interface Answer {
  readonly response: HttpResponse;
  /** The JSON value of its body; `undefined` where it is none. */
  readonly body: unknown;
  /** When it was given, in milliseconds since the epoch. */
  readonly answeredAt: number;
}

/** The values that are where a binding says, by what they mean; roles of which nothing is found are left out. */
export function takeFrom(take: Take, answer: Answer): Roles {
  return withValues(take, (places) => firstOf(placesOf(places), answer));
}

/** One place, or several, as a list. */
export function placesOf(places: Place | readonly Place[]): readonly Place[] {
  return Array.isArray(places) ? places : [places as Place];
}

/** When an answer was given, by its own Date, or else when it was received; in milliseconds since the epoch. */
export function answeredAt({ headers }: Pick<HttpResponse, "headers">, receivedAt: number): number {
  const date = Date.parse(headers.find(([name]) => name.toLowerCase() === "date")?.[1] ?? "");
  return Number.isNaN(date) ? receivedAt : date;
}

/** The first that holds something; where all are empty, what the first of them holds. */
function firstOf(places: readonly Place[], answer: Answer): unknown {
  const found = places.map((place) => valueIn(place, answer)).filter((value) => value !== undefined);
  return found.find((value) => value !== null && value !== "") ?? found[0];
}

function valueIn(place: Place, answer: Answer): unknown {
  if (place.as === "max-age") return cookieAt(place, answer)?.maxAge;
  const found = textsAt(place, answer)
    .map((value) => parameterOf(value, place.parameter))
    .map((value) => withoutPrefix(value, place.behind))
    .find((value) => value !== undefined && !isOversized(value));
  return place.as === undefined || found === undefined ? found : secondsOf(found, place.as, answer);
}

/** What there is at a place; several values only of a field that comes more than once. */
function textsAt(place: Place, answer: Answer): unknown[] {
  const { at, header, cookie } = place;
  if (at !== undefined) return [valueAt(answer.body, at)];
  if (header !== undefined) return fieldValues(answer.response, header).filter((value) => value !== "");
  return cookie === undefined ? [] : [cookieAt(place, answer)?.value];
}

/** The values of a response's fields of one name, in any case. */
export function fieldValues({ headers }: Pick<HttpResponse, "headers">, name: string): string[] {
  return headers.flatMap(([field, value]) => (field.toLowerCase() === name.toLowerCase() ? [value.trim()] : []));
}

function cookieAt({ cookie }: Place, { response, answeredAt: instant }: Answer) {
  return cookiesSet(response, instant).findLast(({ name }) => name === cookie);
}

/** A parameter in the query of a URI, which may be a relative one; what comes without a name is the value itself. */
function parameterOf(value: unknown, name: string | undefined): unknown {
  if (name === undefined) return value;
  const query = typeof value === "string" ? value.split("#")[0]?.split(/\?(.*)/s)[1] : undefined;
  return new URLSearchParams(query).get(name) ?? undefined;
}

/** A scheme is written in any case (RFC 9110 §11.1). */
function withoutPrefix(value: unknown, prefix = ""): unknown {
  if (prefix === "") return value;
  const fits = typeof value === "string" && value.toLowerCase().startsWith(prefix.toLowerCase());
  return fits ? value.slice(prefix.length).trim() : undefined;
}

/** No client could send a longer text back, such as a token in a field. */
const LONGEST_TEXT = 8192;

function isOversized(value: unknown): boolean {
  return typeof value === "string" && value.length > LONGEST_TEXT;
}
