import type { Seams } from "@authmark/reference-server/app";
import type { Env } from "@authmark/reference-server/env";
import type { Arrived, BackChannel } from "@authmark/reference-server/protocols/pattmayne/client-app/back-channel";
import type { ClientAppHandlers } from "@authmark/reference-server/protocols/pattmayne/client-app/handlers";
import type { States } from "@authmark/reference-server/protocols/pattmayne/client-app/states";
import type { clientAppFaults } from "../../faults/pattmayne-app.ts";
import type { Broken, Mutant } from "./broken.ts";
import type { Members } from "./jws.ts";
import { settingCookies } from "./parts.ts";
import { pathOf } from "./requests.ts";

/** Some of the broken client apps, each under the name of its fault. */
export type AppMutants = Partial<Record<keyof typeof clientAppFaults, Mutant>>;

export const BEGIN = "/login";
export const CALLBACK = "/callback";
export const ME = "/me";
export const LOGOUT = "/logout";

/** The names of the cookies. */
export const JWT = "client_jwt";
export const REFRESH = "client_refresh_token";

/** What the handlers are given of the cookies. */
export type Cookies = Parameters<ClientAppHandlers["me"]>[0]["cookies"];

/** A client app that is broken. */
export const app = (seams: Seams & Pick<Broken, "front">): Broken => ({ role: "client-app", ...seams });

/** A client app with other handlers. */
export function handlers(change: (good: ClientAppHandlers, env: Env) => Partial<ClientAppHandlers>): Broken {
  return app({ clientApp: (good, env) => ({ ...good, ...change(good, env) }) });
}

/** A client app that asks its auth app otherwise. */
export function backChannel(change: (good: BackChannel, env: Env) => Partial<BackChannel>): Broken {
  return app({ env: (env) => ({ ...env, backChannel: { ...env.backChannel, ...change(env.backChannel, env) } }) });
}

/** A client app that looks otherwise whose login ends. */
export function states(change: (good: States) => Partial<States>): Broken {
  return app({ env: (env) => ({ ...env, states: { ...env.states, ...change(env.states) } }) });
}

/** A client app that sets its cookies otherwise: `change` gets a whole line of the field, and gives one to send, or none. */
export function setting(change: (cookie: string, request: Request) => string | undefined): Broken {
  return app(settingCookies(change));
}

/** A client app that takes requests on one path for others. */
export function taking(path: string, change: (request: Request) => Request | Promise<Request>): Broken {
  return app({ request: (request) => (pathOf(request) === path ? change(request) : request) });
}

/** A client app that leads elsewhere from one path: `change` gets the whole URL, and gives the one to send. */
export function leading(path: string, change: (uri: string, request: Request, set: string) => string): Broken {
  return app({
    respond(response, request) {
      const uri = response.headers.get("location");
      if (pathOf(request) !== path || uri === null) return response;
      const headers = new Headers(response.headers);
      headers.set("location", change(new URL(uri, request.url).href, request, headers.getSetCookie().join("\n")));
      return new Response(response.body, { status: response.status, headers });
    },
  });
}

/** A client app that says something else on one path: `change` gets an answer's body, and gives the one to send, or none. */
export function saying(
  path: string,
  change: (body: Members, answer: Response, request: Request) => Members | undefined,
): Broken {
  return app({
    async respond(response, request) {
      if (pathOf(request) !== path) return response;
      const text = await response.clone().text();
      const changed = change(text === "" ? {} : JSON.parse(text), response, request);
      if (changed === undefined) return response;
      const headers = new Headers(response.headers);
      headers.set("content-type", "application/json");
      return new Response(JSON.stringify(changed), { status: response.status, headers });
    },
  });
}

/** Everybody whom the auth app has named to a client app, the newest last. */
export type Arrivals = readonly Arrived[];

/** What a token says of somebody whom the auth app has named. */
export const claimsOf = ({ userId, username, role }: Arrived) => ({ sub: String(userId), username, role });

/** A client app that remembers whom the auth app named: `change` gets its parts, and gives other ones. */
export function remembering(change: (good: Env, arrivals: Arrivals) => Partial<Env>): Broken {
  const arrivals: Arrived[] = [];
  return app({
    env(env) {
      const redeem = async (code: string) => {
        const arrived = await env.backChannel.redeem(code);
        if (arrived) arrivals.push(arrived);
        return arrived;
      };
      const noted = { ...env, backChannel: { ...env.backChannel, redeem } };
      return { ...noted, ...change(noted, arrivals) };
    },
  });
}

/** What an auth app answers to a question that is put in another way than the sound back channel puts it. */
export function asked(
  { backChannel, clientIdentity }: Env,
  path: string,
  members: object,
  { query = "", type = "application/json" } = {},
): Promise<Response> {
  const { clientId: client_id, clientSecret: client_secret } = clientIdentity;
  return fetch(`${backChannel.authApp()}${path}${query}`, {
    method: "POST",
    headers: { "content-type": type },
    body: JSON.stringify({ client_id, client_secret, ...members }),
  });
}

/** The first URL in the query of a request. */
export function placeNamedBy({ url }: Request): string | undefined {
  return [...new URL(url).searchParams.values()].find((value) => /^(https?:)?\/\//.test(value));
}
