import { UsageError } from "../model/errors.ts";
import type { HttpOperation, Operations, Place } from "../model/wire.ts";
import { placesOf } from "./wire/places.ts";

type Names = Readonly<Record<string, string>>;

/**
 * The operations of a protocol that have to do with cookies which a target calls otherwise, with its names.
 *
 * @param names the target's name of each, by the protocol's
 * @throws UsageError where the protocol has no such cookie, or one of the target's stands for two
 */
export function withCookieNames(operations: Operations, names: Names, file: string): Operations {
  const overHttp = Object.entries(operations as Readonly<Record<string, HttpOperation>>);
  const known = new Set(overHttp.flatMap(([, operation]) => cookiesOf(operation)));
  const stranger = Object.keys(names).find((name) => !known.has(name));
  if (stranger !== undefined) {
    throw new UsageError(`${file}: cookieNames: there is no cookie ${stranger}; write ${[...known].join(", ")}.`);
  }
  const used = [...known].map((name) => names[name] ?? name);
  const twice = used.find((name, index) => used.indexOf(name) !== index);
  if (twice !== undefined) throw new UsageError(`${file}: cookieNames: two cookies are called ${twice}.`);
  const concerned = overHttp.filter(([, operation]) => cookiesOf(operation).some((name) => Object.hasOwn(names, name)));
  return Object.fromEntries(concerned.map(([name, operation]) => [name, renamed(operation, names)]));
}

/** The cookies that an operation sends, or that its answers set. */
function cookiesOf({ cookies = {}, take }: HttpOperation): string[] {
  const taken = Object.values(take).flatMap((places) => placesOf(places).flatMap(({ cookie = [] }) => cookie));
  return [...Object.keys(cookies), ...taken];
}

function renamed({ cookies, take, ...operation }: HttpOperation, names: Names): HttpOperation {
  const rename = (name: string) => names[name] ?? name;
  const inPlace = (place: Place): Place =>
    place.cookie === undefined ? place : { ...place, cookie: rename(place.cookie) };
  const sent = cookies && Object.fromEntries(Object.entries(cookies).map(([name, value]) => [rename(name), value]));
  const taken = Object.entries(take).map(([role, places]) => [role, placesOf(places).map(inPlace)] as const);
  return { ...operation, ...(sent && { cookies: sent }), take: Object.fromEntries(taken) };
}
