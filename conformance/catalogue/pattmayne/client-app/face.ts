import { wire } from "@authmark/protocols/pattmayne/client/wire";
import type { Face, Resource } from "../../common/face.ts";
import { REFUSED } from "../outcomes.ts";
import type { AppSession } from "./client.ts";

/** What the signed token alone gives access to. */
export const routes = {
  "at-me": ({ app }, accessToken, variation) => app.me({ accessToken }, variation),
} as const satisfies Record<string, Resource<AppSession>>;

/**
 * A client app as the common checks see it. Whoever logs in brings a code: with a wrong password, one that is good for
 * nobody.
 */
export const face: Face<AppSession, keyof typeof routes> = {
  async login({ app, auth, accounts }, { username, password, ...others }, variation) {
    const { state, stateCookie } = app.begun(await app.begin());
    const user = accounts.find((account) => account.username === username && account.password === password);
    const code = user ? auth.code(auth.newUser(user.username)) : auth.badCode();
    return app.callback({ code, state, stateCookie, ...others }, variation);
  },
  rightLogin: async ({ app, auth, account: own }, account = own) =>
    (await app.signIn(auth.newUser(account.username))).from,
  loggedIn: "success",
  refused: REFUSED,
  wrongCredentials: REFUSED,
  access: async ({ app, auth }, { username }) => (await app.signIn(auth.newUser(username))).accessToken,
  whoAmI: routes["at-me"],
  resources: routes,
  authorized: ["success"],
  unauthorized: REFUSED,
  secretRoles: wire.secrets,
  http: ({ app }) => app.http,
};
