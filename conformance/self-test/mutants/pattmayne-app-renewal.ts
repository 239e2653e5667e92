import { RequestProblem } from "@authmark/reference-server/http/problem";
import { isWhole, taking } from "./pattmayne-app-jws.ts";
import { type AppMutants, asked, backChannel, handlers, JWT, ME, REFRESH, setting } from "./pattmayne-app-parts.ts";
import { pathOf } from "./requests.ts";

const isOf = (name: string, cookie: string, request: Request) =>
  pathOf(request) === ME && cookie.startsWith(`${name}=`);

/** Client apps that renew a token where they should not, or not where they should. */
export const renewals = {
  "a client app that renews no token": () =>
    handlers((good) => ({
      me: (input) => good.me({ ...input, cookies: { ...input.cookies, client_refresh_token: undefined } }),
    })),
  "a client app that serves an expired token and keeps it": () =>
    setting((cookie, request) => (isOf(JWT, cookie, request) ? undefined : cookie)),

  "a client app that asks about each refresh token once": () => {
    const valid = new Set<string>();
    return backChannel((good) => ({
      async isValid(userId, refresh) {
        const isValid = valid.has(refresh) || (await good.isValid(userId, refresh));
        if (isValid) valid.add(refresh);
        return isValid;
      },
    }));
  },
  "a client app that takes the refresh tokens that it was given for valid": () => {
    const given = new Set<string>();
    return backChannel((good) => ({
      async redeem(code) {
        const arrived = await good.redeem(code);
        if (arrived) given.add(arrived.refresh);
        return arrived;
      },
      isValid: async (userId, refresh) => given.has(refresh) || good.isValid(userId, refresh),
    }));
  },
  "a client app that renews whatever its auth app says": () =>
    backChannel((good) => ({
      async isValid(userId, refresh) {
        await good.isValid(userId, refresh);
        return true;
      },
    })),

  "a client app that verifies a token only while it lives": () =>
    taking((token, { clock }) => isWhole(token) && Number(token.claims["exp"]) * 1_000 <= clock.now()),
  "a client app that verifies no token beside a refresh token": () => {
    const beside = new Set<string>();
    return {
      ...taking((token, _, text) => isWhole(token) && beside.has(text)),
      clientApp: (good) => ({
        ...good,
        me(input) {
          const { client_jwt: jwt, client_refresh_token: refresh } = input.cookies;
          if (jwt !== undefined && refresh !== undefined) beside.add(jwt);
          return good.me(input);
        },
      }),
    };
  },

  "a client app that keeps to itself the refresh token that it exchanges": () =>
    setting((cookie, request) => (isOf(REFRESH, cookie, request) ? undefined : cookie)),
  "a client app that exchanges a refresh token and serves nobody": () =>
    backChannel((good) => ({
      async exchange(userId, refresh) {
        await good.exchange(userId, refresh);
        return undefined;
      },
    })),

  "a client app that renews while its auth app is out of order": () =>
    backChannel((good) => ({
      isValid: (userId, refresh) =>
        good.isValid(userId, refresh).catch((error: unknown) => {
          if (!(error instanceof RequestProblem)) throw error;
          return true;
        }),
    })),
  "a client app that takes an answer that says nothing for a yes": () =>
    backChannel((_, env) => ({
      async isValid(user_id, token) {
        const answer = await asked(env, "/ext_auth/check_refresh", { user_id, token });
        const said: unknown = answer.status === 200 ? await answer.json().catch(() => undefined) : undefined;
        return typeof said === "object" && !(said !== null && "is_valid" in said && said.is_valid === false);
      },
    })),
} satisfies AppMutants;
