import {
  type AppMutants,
  app,
  CALLBACK,
  JWT,
  ME,
  REFRESH,
  remembering,
  saying,
  setting,
  taking,
} from "./pattmayne-app-parts.ts";
import { cookieIn, pathOf, withCookies } from "./requests.ts";

const isOf = (name: string, cookie: string) => cookie.startsWith(`${name}=`);

/** Client apps that are broken in what they set as cookies, and in which ones they take. */
export const cookies = {
  "a client app that lets its cookies travel in plain HTTP": () => setting((cookie) => cookie.replace("; Secure", "")),
  "a client app that renews its cookies without Secure": () =>
    setting((cookie, request) => (pathOf(request) === ME ? cookie.replace("; Secure", "") : cookie)),
  "a client app that lets scripts read its refresh token": () =>
    setting((cookie) => (isOf(REFRESH, cookie) ? cookie.replace("; HttpOnly", "") : cookie)),
  "a client app that lets scripts read what it renews": () =>
    setting((cookie, request) => (pathOf(request) === ME ? cookie.replace("; HttpOnly", "") : cookie)),
  "a client app that does not say to which sites its cookies go": () =>
    setting((cookie) => cookie.replace(/; SameSite=\w+/, "")),
  "a client app that lets its cookies go to every site": () =>
    setting((cookie) => cookie.replace(/SameSite=\w+/, "SameSite=None")),
  "a client app that hands its tokens to scripts as well": () =>
    saying(CALLBACK, (_, response) => (response.status === 302 ? { token: setTo(response, JWT) } : undefined)),
  "a client app that tells who is logged in with the refresh token": () =>
    saying(ME, (body, { status }, request) =>
      status === 200 ? { ...body, refresh_token: cookieIn(request, REFRESH) ?? "" } : undefined,
    ),
  "a client app that sees by the refresh token whose cookies they are": () => {
    const jwts = new Map<string, string>();
    return app({
      request(request) {
        const refresh = cookieIn(request, REFRESH) ?? "";
        const jwt = jwts.get(refresh);
        if (pathOf(request) !== ME || jwt === undefined) return request;
        return withCookies(request, `${JWT}=${jwt}; ${REFRESH}=${refresh}`);
      },
      respond(response) {
        const [jwt, refresh] = [JWT, REFRESH].map((name) => setTo(response, name));
        if (jwt !== undefined && refresh !== undefined) jwts.set(refresh, jwt);
        return response;
      },
    });
  },
  "a client app that asks about a refresh token without its user": () =>
    remembering(({ backChannel: good }, arrivals) => {
      const ownerOf = (refresh: string) => arrivals.find((user) => user.refresh === refresh)?.userId;
      return {
        backChannel: { ...good, isValid: (userId, refresh) => good.isValid(ownerOf(refresh) ?? userId, refresh) },
      };
    }),
  "a client app that takes its token from the query": () =>
    taking(ME, (request) => {
      const { searchParams } = new URL(request.url);
      const token = [...searchParams.values()].find((value) => value.split(".").length === 3);
      return token === undefined ? request : withCookies(request, `${JWT}=${token}`);
    }),
} satisfies AppMutants;

/** What an answer sets a cookie to. */
function setTo({ headers }: Response, name: string): string | undefined {
  const cookie = headers.getSetCookie().find((each) => isOf(name, each));
  return /=([^;]+)/.exec(cookie ?? "")?.[1];
}
