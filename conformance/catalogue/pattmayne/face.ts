import { wire } from "@authmark/protocols/pattmayne/wire";
import type { Face, Resource } from "../common/face.ts";
import type { AuthSession } from "./client.ts";
import { REFUSED } from "./outcomes.ts";

/** What the signed token alone gives access to. */
export const routes = {
  "at-me": ({ pm }, accessToken, variation) => pm.me({ accessToken }, variation),
} as const satisfies Record<string, Resource<AuthSession>>;

/** The auth app as the common checks see it. */
export const face: Face<AuthSession, keyof typeof routes> = {
  login: ({ pm }, credentials, variation) => pm.login(credentials, variation),
  rightLogin: ({ pm, account: own }, account = own) => pm.sharedLogin(account),
  loggedIn: "success",
  refused: REFUSED,
  wrongCredentials: REFUSED,
  access: async ({ pm }, account) => (await pm.cookies(account)).accessToken,
  whoAmI: routes["at-me"],
  resources: routes,
  authorized: ["success"],
  unauthorized: REFUSED,
  secretRoles: wire.secrets,
  http: ({ pm }) => pm.http,
};
