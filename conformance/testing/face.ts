import type { Face } from "../catalogue/common/face.ts";
import type { Session } from "../engine/session.ts";

const never = () => Promise.reject(new Error("A judge asks nothing."));

/** What judges of the common checks know of a protocol; nothing can be asked there. */
export const face: Face<Session, "at-check-auth"> = {
  login: never,
  rightLogin: never,
  secretRoles: ["password", "accessToken"],
  loggedIn: "success",
  refused: ["refused"],
  wrongCredentials: ["failure"],
  access: never,
  whoAmI: never,
  resources: { "at-check-auth": never },
  authorized: ["success"],
  unauthorized: ["unauthorized"],
  http: () => {
    throw new Error("A judge asks nothing.");
  },
};
