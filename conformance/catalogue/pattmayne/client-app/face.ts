import { wire } from "@authmark/protocols/pattmayne/client/wire";
import type { Face, Resource } from "../../common/face.ts";
import { REFUSED } from "../outcomes.ts";
import type { AppSession } from "./client.ts";

/** What the signed token alone gives access to. */
export const routes = {
  "at-me": ({ app }, accessToken, variation) => app.me({ accessToken }, variation),
} as const satisfies Record<string, Resource<AppSession>>;

/**
 * A client app as the common checks see it. Whoever logs in brings a code; a user without a password brings one that is
 * good for nobody.
 */
export const face: Face<AppSession, keyof typeof routes> = {
  async login({ app, auth }, { username, password, ...others }, variation) {
    const { state, stateCookie } = app.begun(await app.begin());
    const isRight = typeof username === "string" && typeof password === "string";
    const code = isRight ? auth.code(auth.newUser(username)) : auth.badCode();
    return app.callback({ code, state, stateCookie, ...others }, variation);
  },
  rightLogin: async ({ app }) => (await app.signIn()).from,
  loggedIn: "success",
  refused: REFUSED,
  wrongCredentials: REFUSED,
  access: async ({ app }) => (await app.signIn()).accessToken,
  whoAmI: routes["at-me"],
  resources: routes,
  authorized: ["success"],
  unauthorized: REFUSED,
  secretRoles: wire.secrets,
  http: ({ app }) => app.http,
};
