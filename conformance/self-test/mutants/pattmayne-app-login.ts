import { RequestProblem } from "@authmark/reference-server/http/problem";
import type { Arrived } from "@authmark/reference-server/protocols/pattmayne/client-app/back-channel";
import {
  type AppMutants,
  app,
  BEGIN,
  backChannel,
  CALLBACK,
  JWT,
  leading,
  REFRESH,
  remembering,
  setting,
  states,
} from "./pattmayne-app-parts.ts";
import { pathOf } from "./requests.ts";

/** Client apps that begin a login elsewhere than they should, or that anybody's browser can end. */
export const beginnings = {
  "a client app that does not say who it is where a login begins": () =>
    begun(({ searchParams }) => searchParams.delete("client_id")),
  "a client app that begins logins in the name of its auth app": () =>
    begun(({ searchParams }) => searchParams.set("client_id", "auth_site")),
  "a client app that looks for its auth app where a proxy says": () =>
    begun((uri, request) => {
      uri.host = request.headers.get("x-forwarded-host") ?? uri.host;
    }),
  "a client app that begins a login wherever a parameter says": () =>
    leading(BEGIN, (uri, request) => placeNamedBy(request) ?? uri),

  "a client app that gives every login the same state": () => {
    let first: ReturnType<Parameters<Parameters<typeof states>[0]>[0]["begin"]> | undefined;
    return states((good) => ({
      begin() {
        first ??= good.begin();
        return first;
      },
      take: () => true,
    }));
  },
  "a client app that takes a callback without a state": () =>
    states((good) => ({ take: (state, cookie) => state === "" || good.take(state, cookie) })),
  "a client app that looks only whether it gave the state": () => {
    const cookies = new Map<string, string>();
    return states((good) => ({
      begin() {
        const begun = good.begin();
        cookies.set(begun.state, begun.cookie);
        return begun;
      },
      take: (state) => good.take(state, cookies.get(state) ?? ""),
    }));
  },
  "a client app that takes a state again": () => {
    const taken = new Set<string>();
    return states((good) => ({
      take(state, cookie) {
        const isRight = taken.has(state) || good.take(state, cookie);
        if (isRight) taken.add(state);
        return isRight;
      },
    }));
  },
} satisfies AppMutants;

/** Client apps that end a login in another way than they should. */
export const callbacks = {
  "a client app that sets no refresh token": () =>
    setting((cookie) => (cookie.startsWith(`${REFRESH}=`) ? undefined : cookie)),
  "a client app that leaves the signed token to the next request": () =>
    setting((cookie, request) => (pathOf(request) === CALLBACK && cookie.startsWith(`${JWT}=`) ? undefined : cookie)),
  "a client app that logs in the user of the login before": () => {
    let before: Arrived | undefined;
    return backChannel((good) => ({
      async redeem(code) {
        const arrived = await good.redeem(code);
        const user = before ?? arrived;
        before = arrived ?? before;
        return arrived && { ...arrived, ...user };
      },
    }));
  },

  "a client app that goes on with the query of the callback": () =>
    leading(CALLBACK, (uri, request) => uri + new URL(request.url).search),
  "a client app that hands its token on in a fragment": () =>
    leading(CALLBACK, (uri, _, set) => `${uri}#${/client_jwt=([^;\n]+)/.exec(set)?.[1] ?? ""}`),
  "a client app that goes on wherever a parameter says": () =>
    leading(CALLBACK, (uri, request) => placeNamedBy(request) ?? uri),
  "a client app that goes on at the host that a proxy names": () =>
    leading(CALLBACK, (uri, { headers }) => {
      const onward = new URL(uri);
      onward.host = headers.get("x-forwarded-host") ?? onward.host;
      return onward.href;
    }),

  "a client app that logs in by a code again": () => {
    const known = new Map<string, Arrived>();
    return backChannel((good) => ({
      async redeem(code) {
        const arrived = known.get(code) ?? (await good.redeem(code));
        if (arrived) known.set(code, arrived);
        return arrived;
      },
    }));
  },
  "a client app that logs in the last user by a refused code": () =>
    remembering(({ backChannel: good }, arrivals) => ({
      backChannel: { ...good, redeem: async (code) => (await good.redeem(code)) ?? arrivals.at(-1) },
    })),
  "a client app that logs in a guest where the auth app names nobody": () =>
    backChannel((good, { clock }) => ({
      redeem: (code) =>
        good.redeem(code).catch((error: unknown) => {
          if (!(error instanceof RequestProblem)) throw error;
          const expiresAt = Math.floor(clock.now() / 1_000) + 60;
          return { userId: 1, username: "guest", role: "guest", refresh: "none", expiresAt };
        }),
    })),
  "a client app that leads who has a bad code back to the login": () =>
    app({
      respond(response, request) {
        if (pathOf(request) !== CALLBACK || response.status < 400) return response;
        return new Response(null, { status: 302, headers: { location: BEGIN, "cache-control": "no-store" } });
      },
    }),
  "a client app that tells of a bad code under status 200": () =>
    app({
      respond(response, request) {
        if (pathOf(request) !== CALLBACK || response.status < 400) return response;
        return new Response(response.body, { status: 200, headers: response.headers });
      },
    }),
} satisfies AppMutants;

/** A client app that begins a login with another URL: `change` changes it in place. */
const begun = (change: (uri: URL, request: Request) => void) =>
  leading(BEGIN, (sound, request) => {
    const uri = new URL(sound);
    change(uri, request);
    return uri.href;
  });

/** The first URL in the query of a request. */
function placeNamedBy({ url }: Request): string | undefined {
  return [...new URL(url).searchParams.values()].find((value) => /^(https?:)?\/\//.test(value));
}
