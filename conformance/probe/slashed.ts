import type { HttpResponse } from "../model/exchange.ts";
import { fieldValues } from "../targets/wire/places.ts";

const ELSEWHERE = [301, 302, 307, 308];

/**
 * The path that an answer leads to, where that differs in nothing but a slash at its end: frameworks add one, or take one
 * away, and lose what was sent.
 *
 * @param base the address of the server, with its path prefix
 * @param path what was asked, below that
 */
export function slashed(base: string, path: string, response: HttpResponse): string | undefined {
  const [location] = fieldValues(response, "location");
  const asked = base + path;
  if (!ELSEWHERE.includes(response.status) || location === undefined || !URL.canParse(location, asked))
    return undefined;
  const { pathname: other } = new URL(location, asked);
  const { pathname: own } = new URL(asked);
  if (other === `${own}/`) return `${path}/`;
  return own === `${other}/` && path !== "/" ? path.slice(0, -1) : undefined;
}
