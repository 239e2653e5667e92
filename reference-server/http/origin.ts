import { RequestProblem } from "./problem.ts";

const safeMethods = ["GET", "HEAD", "OPTIONS"];
const foreignSites = ["cross-site", "same-site"];

/**
 * Refuses a request that would change something and comes from a page of another origin, since a browser may send this
 * server's cookies with it. What comes from no page says nothing of an origin, and passes.
 *
 * @throws RequestProblem 403
 * @see {@link https://fetch.spec.whatwg.org/#origin-header Fetch - Origin Header}
 * @see {@link https://www.w3.org/TR/fetch-metadata/#sec-fetch-site-header Fetch Metadata - Sec-Fetch-Site}
 */
export function refuseForeignOrigin({ method, url, headers }: Request): void {
  if (safeMethods.includes(method)) return;
  const origin = headers.get("origin");
  const isForeign = origin !== null && !isOwnOrigin(origin, url);
  if (isForeign || foreignSites.includes(headers.get("sec-fetch-site") ?? "")) {
    throw new RequestProblem(403, "The request comes from a page of another origin.");
  }
}

/** Whether an origin is the one that a request was sent to. TLS may end before this server, and not behind it. */
function isOwnOrigin(origin: string, url: string): boolean {
  const { protocol, host } = new URL(url);
  return [protocol, "https:"].some((scheme) => new URL(`${scheme}//${host}`).origin === origin);
}
