import type { Env } from "@authmark/reference-server/env";
import { RequestProblem } from "@authmark/reference-server/http/problem";
import type { Broken } from "./broken.ts";
import { read } from "./jws.ts";
import { believed, jwts } from "./pattmayne-app-jws.ts";
import {
  type AppMutants,
  app,
  backChannel,
  type Cookies,
  handlers,
  JWT,
  LOGOUT,
  remembering,
  setting,
} from "./pattmayne-app-parts.ts";
import { pathOf } from "./requests.ts";

/** Client apps whose logout ends less than it should, or what is another's. */
export const logouts = {
  "a client app that answers a logout as if nobody were logged in": () =>
    app({
      respond({ body, headers, status }, request) {
        return new Response(body, { headers, status: pathOf(request) === LOGOUT && status === 200 ? 401 : status });
      },
    }),

  "a client app that logs out at home only": () => backChannel(() => ({ logOut: async () => {} })),
  "a client app that logs out nobody whose token has expired": () =>
    handlers((good, { clientJwts }) => ({
      async logout(input) {
        const token = await clientJwts.read(input.cookies.client_jwt ?? "");
        return good.logout(token?.isExpired ? { ...input, cookies: {} } : input);
      },
    })),
  "a client app that logs out who has logged in last": () =>
    remembering(({ backChannel: good }, arrivals) => ({
      backChannel: { ...good, logOut: (userId) => good.logOut(arrivals.at(-1)?.userId ?? userId) },
    })),
  "a client app that logs out the user whom the request names": () => {
    let named: number | undefined;
    return app({
      async request(request) {
        if (pathOf(request) !== LOGOUT) return request;
        const [, number] = /"user_id":(\d+)/.exec(await request.clone().text()) ?? [];
        named = number === undefined ? undefined : Number(number);
        return request;
      },
      env: (env) => ({
        ...env,
        backChannel: { ...env.backChannel, logOut: (userId) => env.backChannel.logOut(named ?? userId) },
      }),
    });
  },

  "a client app that leaves its cookies at a logout": () =>
    setting((cookie, request) => (pathOf(request) === LOGOUT ? undefined : cookie)),
  "a client app that clears one of two cookies at a logout": () =>
    setting((cookie, request) => (pathOf(request) === LOGOUT && cookie.startsWith(`${JWT}=`) ? undefined : cookie)),
  "a client app that clears its cookies at another path": () =>
    setting((cookie, request) => (pathOf(request) === LOGOUT ? cookie.replace("Path=/", "Path=/logout") : cookie)),

  "a client app that logs out whom a token names, whoever signed it": () =>
    loggingOut(async ({ client_jwt: jwt = "" }) => {
      const token = read(jwt);
      return token && believed(token, 0)?.claims.sub;
    }),
  "a client app that logs out by an expired token alone": () =>
    loggingOut(async ({ client_jwt: jwt = "" }, { clientJwts }) => (await clientJwts.read(jwt))?.claims.sub),
  "a client app that logs out the last user where none is named": () => {
    let last: string | undefined;
    const { clientApp } = loggingOut(async ({ client_jwt: jwt }) => (jwt === undefined ? last : undefined));
    const { env } = jwts((good) => ({
      issue(claims, latest) {
        last = claims.sub;
        return good.issue(claims, latest);
      },
    }));
    return app({ ...(clientApp && { clientApp }), ...(env && { env }) });
  },

  "a client app that remembers which tokens were logged out": () => {
    const ended = new Set<string>();
    return handlers((good) => ({
      logout(input) {
        ended.add(input.cookies.client_jwt ?? "");
        return good.logout(input);
      },
      me: (input) => good.me(ended.has(input.cookies.client_jwt ?? "") ? { ...input, cookies: {} } : input),
    }));
  },
  "a client app that lets nobody back in who has logged out": () => {
    const out = new Set<number>();
    return backChannel((good) => ({
      async logOut(userId) {
        out.add(userId);
        await good.logOut(userId);
      },
      async redeem(code) {
        const arrived = await good.redeem(code);
        return arrived && out.has(arrived.userId) ? undefined : arrived;
      },
    }));
  },
  "a client app that confirms a logout that its auth app has not taken": () =>
    backChannel((good) => ({
      logOut: (userId) =>
        good.logOut(userId).catch((error: unknown) => {
          if (!(error instanceof RequestProblem)) throw error;
        }),
    })),
} satisfies AppMutants;

/** A client app that logs out whom `whom` finds by the cookies: the user's number. */
function loggingOut(whom: (cookies: Cookies, env: Env) => Promise<string | undefined>): Broken {
  return handlers((good, env) => ({
    async logout(input) {
      const userId = await whom(input.cookies, env);
      if (userId !== undefined) await env.backChannel.logOut(Number(userId));
      return good.logout(input);
    },
  }));
}
