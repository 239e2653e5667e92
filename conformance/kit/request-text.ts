import type { Request } from "../model/exchange.ts";
import { parseJson, valueAt } from "./json-pointer.ts";

type Of<Kind extends Request["kind"]> = Extract<Request, { kind: Kind }>;

/** What a request of each transport is called in a sentence. */
const TEXTS: { readonly [Kind in Request["kind"]]: (request: Of<Kind>) => string } = {
  http: ({ method, url }) => `${method} ${url}`,
  stream: ({ url, body, doing }) => {
    const name = typeof body === "string" ? valueAt(parseJson(body), "/name") : undefined;
    const what = typeof name === "string" ? name : body === undefined ? (doing ?? "nothing") : "a line";
    return `${what} at ${url}`;
  },
};

/** A request in a few words: what was asked, and where. */
export function requestText(request: Request): string {
  return (TEXTS[request.kind] as (request: Request) => string)(request);
}
