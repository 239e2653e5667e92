import { schemas } from "@authmark/protocols/pattmayne/schemas";
import type { Env } from "@authmark/reference-server/env";
import type { Arrived } from "@authmark/reference-server/protocols/pattmayne/client-app/back-channel";
import type { Broken } from "./broken.ts";
import { withFields } from "./parts.ts";
import {
  type AppMutants,
  app,
  asked,
  BEGIN,
  backChannel,
  CALLBACK,
  JWT,
  LOGOUT,
  leading,
  ME,
  saying,
} from "./pattmayne-app-parts.ts";
import { cookieIn } from "./requests.ts";

/** Client apps that show what nobody should see, or say it otherwise than is declared. */
export const secrets = {
  "a client app that begins a login with its secret": () =>
    knowing((env) => leading(BEGIN, (uri) => `${uri}&client_secret=${env().clientIdentity.clientSecret}`)),
  "a client app that shows its settings where it refuses": () =>
    knowing((env) =>
      saying(ME, (body, { status }) =>
        status === 401 ? { ...body, settings: { client_secret: env().clientIdentity.clientSecret } } : undefined,
      ),
    ),
  "a client app that tells what it signs with": () =>
    knowing((env) =>
      app(withFields((fields) => fields.set("x-signed-with", env().clientIdentity.jwtSecret.toString("utf8")))),
    ),

  "a client app that names its secret in a URL": () =>
    redeeming((code, { clientIdentity }) => ({ query: `?client_secret=${clientIdentity.clientSecret}&code=${code}` })),
  "a client app that does not say that it asks in JSON": () => redeeming(() => ({ type: "text/plain;charset=UTF-8" })),

  "a client app that repeats a token that it refuses": () =>
    saying(ME, (body, { status }, request) =>
      status === 401 ? { ...body, error: `This is not good: ${cookieIn(request, JWT)}` } : undefined,
    ),
  "a client app that repeats a code that it refuses": () =>
    saying(CALLBACK, (body, { status }, { url }) =>
      status >= 400 ? { ...body, error: `This is not good: ${new URL(url).searchParams.get("code")}` } : undefined,
    ),
  "a client app that lets caches keep its cookies": () => app(withFields((fields) => fields.delete("cache-control"))),
  "a client app that tells the number of a user as text": () =>
    saying(ME, (body, { status }) => (status === 200 ? { ...body, user_id: String(body["user_id"]) } : undefined)),
  "a client app that spells its errors in its own way": () =>
    saying(ME, (body, { status }) => (status === 401 ? { message: body["error"] } : undefined)),
  "a client app that shows where it stumbled": () =>
    saying(LOGOUT, (body, { status }) =>
      status >= 400 ? { ...body, detail: new SyntaxError("Unexpected token").stack } : undefined,
    ),
} satisfies AppMutants;

/** A broken client app that knows what its parts know. */
function knowing(build: (env: () => Env) => Broken): Broken {
  let own: Env | undefined;
  const env = (): Env => {
    if (own === undefined) throw new Error("The server has not begun.");
    return own;
  };
  return {
    ...build(env),
    env(good) {
      own = good;
      return good;
    },
  };
}

/** A client app that redeems codes in another way. */
function redeeming(how: (code: string, env: Env) => { query?: string; type?: string }): Broken {
  return backChannel((_, env) => ({
    async redeem(code): Promise<Arrived | undefined> {
      const answer = await asked(env, "/ext_auth/verify_auth_code", { code }, how(code, env));
      if (answer.status !== 200) return undefined;
      const { user_id, username, user_role, refresh_token, expires_at } = schemas.VerifiedUser.parse(
        await answer.json(),
      );
      return { userId: user_id, username, role: user_role, refresh: refresh_token, expiresAt: expires_at };
    },
  }));
}
