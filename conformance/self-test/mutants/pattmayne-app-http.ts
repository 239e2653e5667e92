import { setTimeout as sleep } from "node:timers/promises";
import type { Mutant } from "./broken.ts";
import { framing } from "./common-framing.ts";
import { http } from "./common-http.ts";
import { jwts } from "./pattmayne-app-jws.ts";
import { type AppMutants, app, JWT, LOGOUT, ME, taking } from "./pattmayne-app-parts.ts";
import { stickyBy } from "./pattmayne-parts.ts";
import { pathOf, posted, withCookies, withFields } from "./requests.ts";

/** A server that every protocol has, as a client app. */
const asApp =
  (mutant: Mutant): Mutant =>
  () =>
    app(mutant());

const fronts = framing({ whoAmI: ME });

/** Client apps that are broken in what every protocol over HTTP asks. */
export const overHttp = {
  "a client app that takes a body which it cannot read for an empty one": () =>
    taking(LOGOUT, async (request) => {
      const bytes = Buffer.from(await request.clone().arrayBuffer());
      return isJson(bytes) ? request : posted(request, "{}");
    }),
  "a client app that fails on a token that is none": () =>
    jwts((good) => ({
      read(text) {
        JSON.parse(Buffer.from(text.split(".")[1] ?? "", "base64url").toString("utf8"));
        return good.read(text);
      },
    })),
  "a client app that refuses a request after one that it could not read": () => {
    let confused = false;
    return app({
      respond(response, request) {
        if (pathOf(request) !== LOGOUT) return response;
        const isRefused = confused && response.status === 200;
        confused = response.status === 400;
        return isRefused ? new Response('{"error":"Not now.","code":409}', { status: 409 }) : response;
      },
    });
  },

  "a client app that authenticates a connection": () => app(stickyBy(JWT)),
  "a client app that keeps the caller of a request where the next one finds it": () => {
    let caller: string | null = null;
    return taking(ME, async (request) => {
      caller = request.headers.get("cookie");
      await sleep(5);
      return caller === null ? withFields(request, (fields) => fields.delete("cookie")) : withCookies(request, caller);
    });
  },
  "a client app that guards a path in one spelling only": () => {
    let last: string | null = null;
    return app({
      request(request) {
        const cookie = request.headers.get("cookie");
        last = cookie?.includes(JWT) ? cookie : last;
        const tidy = pathOf(request).replace(/\/+$/, "");
        if (pathOf(request) === tidy || tidy !== ME || last === null) return request;
        const headers = new Headers(request.headers);
        headers.set("cookie", last);
        return new Request(new URL(tidy, request.url), { method: request.method, headers });
      },
    });
  },

  "a client app that answers 405 without Allow": asApp(http["a server that answers 405 without Allow"]),
  "a client app that lets every origin read": asApp(http["a server that lets every origin read"]),
  "a client app that looks at preconditions before the token": asApp(
    http["a server that looks at preconditions before the token"],
  ),
  "a client app that takes the first of two lengths": asApp(fronts["a server that takes the first of two lengths"]),
  "a client app that needs no Host": asApp(fronts["a server that needs no Host"]),
  "a client app that takes the first of two Hosts": asApp(fronts["a server that takes the first of two Hosts"]),
  "a client app that ignores a blank before the colon": asApp(fronts["a server that ignores a blank before the colon"]),
  "a client app that ignores a length beside a transfer coding": asApp(
    fronts["a server that ignores a length beside a transfer coding"],
  ),
  "a client app that still speaks TLS 1.1": asApp(fronts["a server that still speaks TLS 1.1"]),
} satisfies AppMutants;

function isJson(bytes: Buffer): boolean {
  try {
    JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
    return true;
  } catch {
    return false;
  }
}
