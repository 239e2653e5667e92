import { wire } from "@authmark/protocols/angen/wire";
import type { CommonFace, Resource } from "../common/face.ts";
import type { AngenSession } from "./api.ts";
import { REFUSED } from "./outcomes.ts";

/** A token is good where it logs a connection in; that is asked on a connection of its own, and changes nothing. */
export const routes = {
  "fresh-login": ({ angen }, identifierCode) => angen.login(identifierCode),
} as const satisfies Record<string, Resource<AngenSession>>;

/** Angen as the common checks see it that ask nothing of a transport. */
export const face: CommonFace<AngenSession, keyof typeof routes> = {
  login: ({ angen }, { username, password }) => angen.getToken({ username, password }),
  rightLogin: ({ angen, account: own }, account = own) => angen.sharedAnswer(account),
  loggedIn: "token",
  refused: REFUSED,
  wrongCredentials: ["failure"],
  access: async ({ angen }, account) => (await angen.token(account)).identifierCode,
  whoAmI: routes["fresh-login"],
  resources: routes,
  authorized: ["loggedIn"],
  unauthorized: ["failure"],
  secretRoles: wire.secrets,
};
