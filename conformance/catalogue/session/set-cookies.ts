import { tokenCookies } from "../../kit/set-cookies.ts";
import type { Pair } from "./client.ts";

/** The cookie of a token, as a client would send it. */
export function cookieOf({ from: answer }: Pair, role: "accessToken" | "refreshToken"): string {
  const cookie = tokenCookies(answer).find(
    ({ value }) => value === answer.taken[role] || decodeURIComponent(value) === answer.taken[role],
  );
  return cookie ? `${cookie.name}=${cookie.value}` : "";
}
