import type { Place } from "../../model/wire.ts";

/** A place in a response as people call it: a pointer, or the field or the cookie by its name. */
export function placeText({ parameter, ...place }: Place): string {
  if (parameter !== undefined) return `the parameter ${parameter} in ${placeText(place)}`;
  const { at, header, cookie } = place;
  if (at !== undefined) return at === "" ? "the whole body" : at;
  return header === undefined ? `the cookie ${cookie}` : `the field ${header}`;
}
