import type { Seams } from "@authmark/reference-server/app";
import type { Broken } from "./broken.ts";
import { newest, remembering } from "./families.ts";
import { settingCookies } from "./parts.ts";
import { cookieIn, pathOf, withCookies } from "./requests.ts";
import type { SessionMutants } from "./session.ts";
import { LOGIN, LOGOUT, REFRESH, SESSION, sessions } from "./session-parts.ts";

const ACCESS = "__Host-access_token";
const REFRESH_COOKIE = "__Host-refresh_token";

const inCookies = (seams: Seams): Broken => ({ role: "cookies", ...seams });

/** Servers that are broken in what they set as cookies, and in which ones they take. */
export const cookies = {
  "a server that lets scripts read its cookies": () => setting((cookie) => cookie.replace("; HttpOnly", "")),
  "a server that lets its cookies travel in plain HTTP": () => setting((cookie) => cookie.replace("; Secure", "")),
  "a server that says SameSite only of the first cookies": () =>
    setting((cookie, request) => (pathOf(request) === REFRESH ? cookie.replace("; SameSite=Strict", "") : cookie)),
  "a server that shares its cookies with other hosts": () =>
    setting((cookie, request) => `${cookie}; Domain=${new URL(request.url).hostname}`),
  "a server that leaves its cookies at a logout": () =>
    setting((cookie, request) => (pathOf(request) === LOGOUT ? undefined : cookie)),
  "a server that clears one of two cookies at a logout": () =>
    setting((cookie, request) =>
      pathOf(request) === LOGOUT && cookie.startsWith(REFRESH_COOKIE) ? undefined : cookie,
    ),

  "a server that goes on with the session of a login's cookies": () =>
    setting((cookie, request) => {
      const [name = ""] = cookie.split("=");
      const presented = pathOf(request) === LOGIN ? cookieIn(request, name) : undefined;
      return presented === undefined ? cookie : cookie.replace(/=[^;]*/, () => `=${presented}`);
    }),
  "a server that takes over what a login's cookies say": () => {
    const chosen = new Map<string, string>();
    let presented: string | undefined;
    const { env } = sessions((good) => ({
      find: (access) => good.find(chosen.get(access) ?? access),
      async begin(account) {
        const tokens = await good.begin(account);
        if (tokens && presented !== undefined) chosen.set(presented, tokens.access);
        return tokens;
      },
    }));
    return inCookies({
      ...(env && { env }),
      request(request) {
        if (pathOf(request) === LOGIN) presented = cookieIn(request, ACCESS);
        return request;
      },
    });
  },
  "a server that refreshes the session of the access cookie": () =>
    inCookies(
      remembering(
        () => ({}),
        (families) => ({
          request(request) {
            const family = families.of(cookieIn(request, ACCESS) ?? "");
            if (pathOf(request) !== REFRESH || !family) return request;
            return withCookies(request, `${REFRESH_COOKIE}=${newest(family).refresh}`);
          },
        }),
      ),
    ),
  "a server that answers for the user of the refresh cookie": () =>
    inCookies(
      remembering(
        () => ({}),
        (families) => ({
          request(request) {
            const family = families.of(cookieIn(request, REFRESH_COOKIE) ?? "");
            if (pathOf(request) !== SESSION || !family) return request;
            return withCookies(request, `${ACCESS}=${newest(family).access}`);
          },
        }),
      ),
    ),
} satisfies SessionMutants;

/** A server that sets its cookies otherwise: `change` gets a whole line of the field, and gives one to send, or none. */
const setting = (change: Parameters<typeof settingCookies>[0]): Broken => inCookies(settingCookies(change));
