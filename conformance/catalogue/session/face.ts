import { wire } from "@authmark/protocols/session/wire";
import type { Face, Resource } from "../common/face.ts";
import type { FlowSession } from "./client.ts";
import { REFUSED } from "./outcomes.ts";

/** The resource that needs an access token. */
export const routes = {
  "at-session": ({ flow }, accessToken, variation) => flow.whoAmI(accessToken, variation),
} as const satisfies Record<string, Resource<FlowSession>>;

/** The session flow as the common checks see it. */
export const face: Face<FlowSession, keyof typeof routes> = {
  login: ({ flow }, credentials, variation) => flow.login(credentials, variation),
  rightLogin: ({ flow, account: own }, account = own) => flow.sharedLogin(account),
  loggedIn: "success",
  refused: REFUSED,
  wrongCredentials: REFUSED,
  access: ({ flow }, account) => flow.access(account),
  whoAmI: routes["at-session"],
  resources: routes,
  authorized: ["success"],
  unauthorized: REFUSED,
  secretRoles: wire.secrets,
  http: ({ flow }) => flow.http,
};
