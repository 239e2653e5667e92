import { wire } from "@authmark/protocols/getnative/wire";
import type { Face, Resource } from "../common/face.ts";
import type { GetnativeSession } from "./client.ts";
import { REFUSED } from "./outcomes.ts";

/** What a token gives access to, and may be asked for again and again. */
export const routes = {
  "at-account": ({ gn }, accessToken, variation) => gn.account(accessToken, variation),
} as const satisfies Record<string, Resource<GetnativeSession>>;

/** What stands before the @ of an email is for its user to choose. */
function changeName(email: string, change: (part: string) => string): string {
  const at = email.lastIndexOf("@");
  return at < 0 ? change(email) : change(email.slice(0, at)) + email.slice(at);
}

/** GetNative as the common checks see it. */
export const face: Face<GetnativeSession, keyof typeof routes> = {
  login: ({ gn }, credentials, variation) => gn.login(credentials, variation),
  rightLogin: ({ gn, account: own }, account = own) => gn.sharedLogin(account),
  loggedIn: "success",
  refused: REFUSED,
  wrongCredentials: REFUSED,
  access: ({ gn }, account) => gn.access(account),
  whoAmI: routes["at-account"],
  resources: routes,
  authorized: ["success"],
  unauthorized: REFUSED,
  secretRoles: wire.secrets,
  http: ({ gn }) => gn.http,
  changeName,
};
