import { wire } from "@authmark/protocols/hmail/wire";
import type { Face } from "../common/face.ts";
import type { HmailSession } from "./client.ts";
import { routes, SERVED } from "./routes.ts";

/** h-mail as the common checks see it. */
export const face: Face<HmailSession, keyof typeof routes> = {
  login: ({ hmail }, credentials, variation) => hmail.authenticate(credentials, variation),
  rightLogin: ({ hmail, account: own }, account = own) => hmail.login(account),
  loggedIn: "success",
  refused: ["refused"],
  wrongCredentials: ["failure"],
  access: ({ hmail }, account) => hmail.access(account),
  whoAmI: routes["at-check-auth"],
  resources: routes,
  authorized: SERVED,
  unauthorized: ["unauthorized"],
  secretRoles: wire.secrets,
  http: ({ hmail }) => hmail.http,
};
