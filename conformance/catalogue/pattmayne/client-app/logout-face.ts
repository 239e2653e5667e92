import type { Face } from "../../common/face.ts";
import { REFUSED } from "../outcomes.ts";
import type { AppSession } from "./client.ts";
import { face, type routes } from "./face.ts";

/** A client app as checks of bodies see it: what has one there is a logout, each of a user who has just logged in. */
export const logoutFace: Face<AppSession, keyof typeof routes> = {
  ...face,
  login: async ({ app }, _, variation) => app.logout(await app.signIn(), variation),
  rightLogin: async ({ app }) => app.logout(await app.signIn()),
  // A body in which nothing is that a logout knows may be taken for an empty one.
  wrongCredentials: [...REFUSED, "success"],
};
