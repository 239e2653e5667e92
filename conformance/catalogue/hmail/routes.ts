import type { Resource } from "../common/face.ts";
import type { HmailSession } from "./client.ts";

/** The routes that need an access token, under the circumstance of being asked there. */
export const routes = {
  "at-check-auth": ({ hmail }, accessToken, variation) => hmail.checkAuth(accessToken, variation),
  "at-send-hmail": ({ hmail, account }, accessToken, variation) =>
    hmail.sendHmail(accessToken, hmail.mail(account, account), variation),
  "at-get-hmails": ({ hmail }, accessToken, variation) => hmail.getHmails(accessToken, { limit: 1 }, variation),
} as const satisfies Record<string, Resource<HmailSession>>;

/** The outcomes of these routes for a token that is good. */
export const SERVED = ["success", "deliverResponse"] as const;
