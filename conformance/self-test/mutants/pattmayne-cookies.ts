import type { tokenFaults } from "../../faults/pattmayne-tokens.ts";
import type { Broken, Mutant } from "./broken.ts";
import { read } from "./jws.ts";
import { settingCookies } from "./parts.ts";
import { afterwards, handlers, JWT, LOGIN, LOGOUT, REFRESH, REFRESH_TOKEN, withMembers } from "./pattmayne-parts.ts";
import { cookieIn, pathOf, posted, withFields, without } from "./requests.ts";

const JSON_TYPE = "application/json";
/** What a page of another site could have a browser do with its cookies. */
const CHANGING = [LOGIN, LOGOUT, REFRESH];

/** A server that takes such requests for others. */
function taking(change: (request: Request) => Request | Promise<Request>): Broken {
  return { request: (request) => (CHANGING.includes(pathOf(request)) ? change(request) : request) };
}

const originOf = (request: Request) => request.headers.get("origin") ?? "";

/** Auth apps that are broken in how they set cookies, and in who may have them sent. */
export const cookies = {
  "a server that lets its cookies travel in plain HTTP": () =>
    settingCookies((cookie) => cookie.replace("; Secure", "")),
  "a server that lets a renewed cookie travel in plain HTTP": () =>
    settingCookies((cookie, request) => (pathOf(request) === REFRESH ? cookie.replace("; Secure", "") : cookie)),
  "a server that lets a cookie renewed at a client travel in plain HTTP": () =>
    afterwards(LOGIN, async (response, _, { clock }, request) => {
      const { exp } = read(cookieIn(request, JWT) ?? "")?.claims ?? {};
      const isRenewed = typeof exp === "number" && exp * 1_000 <= clock.now();
      if (!isRenewed) return response;
      const headers = new Headers(response.headers);
      headers.delete("set-cookie");
      for (const line of response.headers.getSetCookie()) headers.append("set-cookie", line.replace("; Secure", ""));
      return new Response(response.body, { status: response.status, headers });
    }),
  "a server that lets scripts read its cookies": () => settingCookies((cookie) => cookie.replace("; HttpOnly", "")),
  "a server that says SameSite of the signed token alone": () =>
    settingCookies((cookie) => (cookie.startsWith(REFRESH_TOKEN) ? cookie.replace(/; SameSite=\w+/, "") : cookie)),
  "a server that sends its cookies along from every site": () =>
    settingCookies((cookie) => cookie.replace(/; SameSite=\w+/, "; SameSite=None")),
  "a server that repeats its cookies in the body of a login": () =>
    afterwards(LOGIN, async (response) => {
      const [token] = response.headers.getSetCookie().flatMap((line) => line.match(/(?<=^refresh_token=)[^;]+/) ?? []);
      return token === undefined ? response : withMembers(response, { refresh_token: token });
    }),
  "a server that renews for the user of the refresh token": () =>
    handlers((good, env) => ({
      async me(input) {
        const { jwt, refresh_token: refresh } = input.cookies;
        const session = jwt === undefined || refresh === undefined ? undefined : await env.grants.findOwn(refresh);
        if (!session) return good.me(input);
        const { id, username, role } = session.user;
        const own = await env.siteJwts.issue({ sub: String(id), username, role, sid: session.id });
        return good.me({ ...input, cookies: { ...input.cookies, jwt: own } });
      },
    })),

  "a server that lets pages of every site ask": () => taking((request) => without(request, "origin", "sec-fetch-site")),
  "a server that takes the origin null for none": () =>
    taking((request) => (originOf(request) === "null" ? without(request, "origin", "sec-fetch-site") : request)),
  "a server that compares the beginning of an origin": () =>
    taking((request) =>
      originOf(request).startsWith(new URL(request.url).origin)
        ? without(request, "origin", "sec-fetch-site")
        : request,
    ),
  "a server that compares the end of an origin": () =>
    taking((request) =>
      originOf(request).endsWith(new URL(request.url).host) ? without(request, "origin", "sec-fetch-site") : request,
    ),
  "a server that refuses every origin": () =>
    taking((request) =>
      originOf(request) === "" ? request : withFields(request, (fields) => fields.set("origin", "null")),
    ),
  "a server that reads JSON of any media type": () =>
    taking((request) => withFields(request, (fields) => fields.set("content-type", JSON_TYPE))),
  "a server that takes a form for JSON": () =>
    taking(async (request) => {
      if (!request.headers.get("content-type")?.startsWith("application/x-www-form-urlencoded")) return request;
      const form = Object.fromEntries(new URLSearchParams(await request.text()));
      return posted(request, JSON.stringify(form));
    }),
  "a server that logs out by GET": () => ({
    request: (request) => (pathOf(request) === LOGOUT && request.method === "GET" ? posted(request, "{}") : request),
  }),
  "a server that logs in at a client by GET": () => ({
    request(request) {
      if (pathOf(request) !== LOGIN || request.method !== "GET") return request;
      return posted(request, JSON.stringify(Object.fromEntries(new URL(request.url).searchParams)));
    },
  }),
} satisfies Partial<Record<keyof typeof tokenFaults, Mutant>>;
