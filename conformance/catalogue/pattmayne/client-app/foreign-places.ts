import { withHeader } from "../../../kit/http.ts";
import type { HttpRequest } from "../../../model/exchange.ts";

/** A place that is nobody's (RFC 2606 §2). */
export const PLACE = "authmark.invalid";

/** The fields by which proxies tell what they were asked for. */
const FIELDS = [
  ["x-forwarded-host", PLACE],
  ["x-forwarded-server", PLACE],
  ["x-original-host", PLACE],
  ["x-host", PLACE],
  ["forwarded", `host=${PLACE}`],
] as const;

/** The request as if a proxy had passed it on that was asked for by another name. */
export const FORWARDED = (request: HttpRequest) =>
  FIELDS.reduce((changed, [name, value]) => withHeader(name, value)(changed), request);

const NAMES = [
  ...["next", "return_to", "returnTo", "return_url", "redirect", "redirect_uri", "redirect_url", "url", "continue"],
  ...["auth", "auth_url", "iss", "issuer", "domain", "origin", "host", "dest"],
];

/** Parameters from which apps have taken where to go on. */
export const NAMED_PLACES: Readonly<Record<string, string>> = Object.fromEntries(
  NAMES.map((name) => [name, `https://${PLACE}/`]),
);
