import type { HttpRequest, HttpResponse, TransportError } from "../model/exchange.ts";
import { SIGNATURE } from "./http-request.ts";

/** A request that any answer will do for: its Date is what is wanted. */
export function dateRequest(url: string): HttpRequest {
  return { kind: "http", method: "GET", url: `${url}/`, headers: [SIGNATURE] };
}

/** What time a target says it is, in milliseconds since the epoch; undefined where it does not. */
export function dateOf(answer: HttpResponse | TransportError): number | undefined {
  if (!("kind" in answer)) return undefined;
  const date = Date.parse(answer.headers.find(([name]) => name.toLowerCase() === "date")?.[1] ?? "");
  return Number.isNaN(date) ? undefined : date;
}
