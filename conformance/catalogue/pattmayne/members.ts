import { withBody } from "../../kit/http.ts";
import type { HttpRequest } from "../../model/exchange.ts";

/** The request with more members in the object of its body, or with others in their place. */
export function withMembers(members: Readonly<Record<string, unknown>>) {
  return (request: HttpRequest): HttpRequest =>
    withBody(JSON.stringify({ ...JSON.parse(String(request.body)), ...members }))(request);
}
