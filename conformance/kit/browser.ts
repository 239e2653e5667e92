import { CookieJar } from "tough-cookie";
import type { Exchange } from "../model/exchange.ts";
import { fields, httpRequest } from "./http.ts";

/** From where a browser is sent to a URL: a page of the same site, a link or a form of another one. */
export type From = "same-site" | "link" | "form";

/** How far each goes by SameSite (RFC 6265bis §5.2). */
const CONTEXTS = { "same-site": "strict", link: "lax", form: "none" } as const satisfies Record<From, string>;

/** What a browser keeps of the cookies that it is given, and sends where. */
export interface Browser {
  /** Takes the cookies that an answer sets, and drops those that it clears; what no browser would take, it leaves. */
  take(...exchanges: readonly Exchange[]): void;
  /** The cookies that go to a URL, by name. */
  cookies(url: string, from?: From): ReadonlyMap<string, string>;
}

/**
 * Creates a browser without any cookies, which treats them as browsers do (RFC 6265bis).
 *
 * @param now milliseconds since the epoch, by whose clock cookies expire
 */
export function createBrowser(now: () => number): Browser {
  const jar = new CookieJar(null, { rejectPublicSuffixes: false, prefixSecurity: "strict" });
  return {
    take(...exchanges) {
      for (const exchange of exchanges) {
        const { url } = httpRequest(exchange);
        for (const cookie of fields(exchange, "set-cookie")) {
          jar.setCookieSync(cookie, url, { ignoreError: true, http: true, now: new Date(now()) });
        }
      }
    },
    cookies(url, from = "same-site") {
      // The jar tells time by its own clock: what has expired by the caller's is left out here.
      const kept = jar.getCookiesSync(url, { http: true, expire: false, sameSiteContext: CONTEXTS[from] });
      const alive = kept.filter((cookie) => (cookie.expiryTime() ?? Number.POSITIVE_INFINITY) > now());
      return new Map(alive.map(({ key, value }) => [key, value]));
    },
  };
}
