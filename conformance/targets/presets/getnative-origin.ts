import type { HttpOperation } from "../../model/wire.ts";

const OUTCOMES = { unauthorized: { status: "401" } } as const;
const BEARER = { authorization: "Bearer {accessToken}" };

const TAKE_TOKEN: HttpOperation["take"] = {
  accessToken: { header: "X-GN-Auth-Token" },
  accessExpiresIn: { header: "X-GN-Auth-Token", as: "jwt" },
};
const TAKE: HttpOperation["take"] = { userId: { at: "/id" }, username: { at: "/email" }, ...TAKE_TOKEN };

/**
 * The names that the program which GetNative comes from had at last: sessions and users, and a token in the field
 * X-GN-Auth-Token. It publishes no key.
 */
export const getnativeOrigin: Readonly<Record<string, HttpOperation | "none">> = {
  login: {
    method: "POST",
    path: "/sessions",
    json: { email: "{username}", password: "{password}" },
    // Credentials that are nobody's are 404 there.
    outcomes: { success: { status: "201" }, unauthorized: { status: ["401", "404"] } },
    take: TAKE,
  },
  register: {
    method: "POST",
    path: "/users",
    json: { email: "{username}", password: "{password}" },
    outcomes: { success: { status: "201" } },
    take: TAKE,
  },
  account: {
    method: "GET",
    path: "/users/me",
    headers: BEARER,
    outcomes: { success: { status: "200" }, ...OUTCOMES },
    take: TAKE,
  },
  changePassword: {
    method: "POST",
    path: "/users/password",
    headers: BEARER,
    json: { current_password: "{password}", new_password: "{newPassword}" },
    outcomes: { success: { status: "204" }, ...OUTCOMES },
    take: TAKE_TOKEN,
  },
  deleteAccount: {
    method: "DELETE",
    path: "/users",
    headers: BEARER,
    outcomes: { success: { status: "204" }, ...OUTCOMES },
    take: {},
  },
  jwks: "none",
};
