import { RequestProblem } from "@authmark/reference-server/http/problem";
import type { Arrived } from "@authmark/reference-server/protocols/pattmayne/client-app/back-channel";
import { read } from "./jws.ts";
import { jwts } from "./pattmayne-app-jws.ts";
import {
  type AppMutants,
  app,
  BEGIN,
  backChannel,
  CALLBACK,
  leading,
  placeNamedBy,
  remembering,
  states,
} from "./pattmayne-app-parts.ts";
import { pathOf } from "./requests.ts";

const A_SECOND_MS = 1_000;

/** Client apps that end a login in another way than they should. */
export const callbacks = {
  "a client app that has one login under way at a time": () => {
    let newest: string | undefined;
    return states((good) => ({
      async begin() {
        const begun = await good.begin();
        newest = begun.state;
        return begun;
      },
      take: async (state, cookie) => state === newest && good.take(state, cookie),
    }));
  },
  "a client app that takes its tokens from the next second on": () =>
    jwts((good, { clock }) => ({
      async read(text) {
        const { iat } = read(text)?.claims ?? {};
        return Number(iat) * 1_000 + A_SECOND_MS > clock.now() ? undefined : good.read(text);
      },
    })),
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
