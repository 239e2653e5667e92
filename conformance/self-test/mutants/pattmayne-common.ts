import { setTimeout as sleep } from "node:timers/promises";
import type { CookieFault } from "../../faults/common.ts";
import { MEMBERS } from "../accounts.ts";
import type { Broken, Mutant } from "./broken.ts";
import { commonMutants } from "./common.ts";
import { opaqueTokens, repetitive } from "./opaque-tokens.ts";
import { passwords, repeating } from "./parts.ts";
import { bodyOf, cookieFrom, JWT, LOGIN, ME, renamed, stickyBy, withCookie } from "./pattmayne-parts.ts";
import { cookieIn, pathOf } from "./requests.ts";

const {
  "a server that knows the scheme in one spelling only": _scheme,
  "a server that splits the token off at the first space": _blanks,
  "a server that takes the last of several tokens": _several,
  ...everywhere
} = commonMutants({
  login: LOGIN,
  whoAmI: ME,
  failure: { status: 401, body: { error: "The user or the password is wrong.", code: 401 } },
  userMember: "username_or_email",
  accounts: MEMBERS,
  tokenIn: async ({ headers }) => /^jwt=([^;]+)/.exec(headers.getSetCookie().join("\n"))?.[1],
  repetitive: () => repetitive(renamed),
});

/** The servers that every protocol has, where a cookie carries the token. */
export const common = {
  ...everywhere,
  ...opaqueTokens(renamed),
  "a server that takes any user's password": () =>
    passwords((good) => ({
      verify: async (password, phc) =>
        (phc !== undefined && MEMBERS.some((member) => member.password === password)) || good.verify(password, phc),
    })),
  "a server that repeats a token that it refuses": () => repeating(async (request) => request.headers.get("cookie")),
  "a server that takes a token from the query": () =>
    cookieFrom(JWT, ({ url }, good) => {
      const { searchParams: query } = new URL(url);
      return good ?? query.get("access_token") ?? query.get(JWT) ?? undefined;
    }),
  "a server that takes a password from the query": () => ({
    async request(request) {
      const { searchParams: query } = new URL(request.url);
      if (request.method !== "POST" || !query.has("password")) return request;
      const credentials = { username_or_email: query.get("username"), password: query.get("password") };
      return new Request(request, { body: JSON.stringify({ ...(await bodyOf(request)), ...credentials }) });
    },
  }),
  "a server that guards a path in one spelling only": () => {
    let last: string | undefined;
    return {
      async request(request) {
        last = cookieIn(request, JWT) ?? last;
        const url = new URL(request.url);
        const tidy = url.pathname.replace(/\/+$/, "");
        if (url.pathname === tidy) return request;
        url.pathname = tidy;
        const body = request.method === "POST" ? await request.text() : null;
        return withCookie(new Request(url, { method: request.method, headers: request.headers, body }), JWT, last);
      },
    };
  },
  "a server that authenticates a connection": () => stickyBy(JWT),
  "a server that keeps the caller of a request where the next one finds it": (): Broken => {
    let caller: string | undefined;
    return {
      async request(request) {
        if (pathOf(request) !== ME) return request;
        caller = cookieIn(request, JWT);
        await sleep(5);
        return withCookie(request, JWT, caller);
      },
    };
  },
} satisfies Record<CookieFault, Mutant>;
