import { dropHeader, withHeader } from "../../kit/http.ts";
import type { HttpRequest } from "../../model/exchange.ts";

type Change = (request: HttpRequest) => HttpRequest;

export const FOREIGN = "https://foreign.example";

export const from =
  (...origins: readonly string[]): Change =>
  (request) =>
    origins.reduce((changed, origin) => withHeader("origin", origin)(changed), request);

const withoutBody: Change = ({ body: _, ...request }) => dropHeader("content-type")(request);

/** Another port than the given origin's. */
function atAnotherPort(origin: string): string {
  const url = new URL(origin);
  url.port = url.port === "8443" ? "9443" : "8443";
  return url.origin;
}

/** Origins that are not the auth app's own, by what is wrong with them. */
export const foreignTo = (own: string, ofAClient: string): Readonly<Record<string, Change>> => ({
  "a foreign origin": from(FOREIGN),
  null: from("null"),
  "an origin that goes on behind the own": from(`${own}.foreign.example`),
  "a port that goes on behind the own": from(`${own}0`),
  "an origin that breaks off": from(own.slice(0, -1)),
  "an origin that ends in the own host": from(own.replace("://", "://foreign-")),
  "an origin that has the own host in it": from(`${FOREIGN}.${new URL(own).hostname}.example`),
  // Of a target over HTTP the own pages may come over TLS, which ends before it.
  ...(own.startsWith("https:") && { "another scheme": from(own.replace("https:", "http:")) }),
  "another port": from(atAnotherPort(own)),
  "the own origin before an @": from(`${own}@foreign.example`),
  "a client's origin": from(ofAClient),
  "a foreign origin with the own as Referer": (request) => withHeader("referer", `${own}/`)(from(FOREIGN)(request)),
  "a foreign origin, forwarded from there": (request) =>
    withHeader("x-forwarded-host", new URL(FOREIGN).host)(from(FOREIGN)(request)),
  "a foreign origin of a script": (request) => withHeader("x-requested-with", "XMLHttpRequest")(from(FOREIGN)(request)),
  "a foreign origin without a body": (request) => withoutBody(from(FOREIGN)(request)),
  "the own and a foreign origin": from(own, FOREIGN),
});
