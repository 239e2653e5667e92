import type { Variation } from "../../engine/http-caller.ts";
import { expecting } from "../../kit/expect.ts";
import { mapAuthorization } from "../../kit/http.ts";
import { altered, likeBase64, truncated } from "../../kit/tokens.ts";
import { checkFor } from "../../model/check.ts";
import type { Exchange } from "../../model/exchange.ts";
import type { HmailSession } from "./client.ts";

const check = checkFor<HmailSession>();

/** Asks a route that needs an access token, with whatever stands in its place. */
export type Route = (session: HmailSession, accessToken: unknown, variation?: Variation) => Promise<Exchange>;

export const checkAuthRoute: Route = ({ hmail }, accessToken, variation) => hmail.checkAuth(accessToken, variation);
export const getHmailsRoute: Route = ({ hmail }, accessToken, variation) =>
  hmail.getHmails(accessToken, { limit: 1 }, variation);
export const sendHmailRoute: Route = ({ hmail, account }, accessToken, variation) =>
  hmail.sendHmail(accessToken, hmail.mail(account, account), variation);

/** The outcomes of the three routes for a token that is good. */
export const SERVED = ["success", "deliverResponse"] as const;

/** One token that is no good, on one route; the control is the token that it was made from. */
function refusing(route: Route, spoil: (good: string, session: HmailSession) => unknown, variation?: Variation) {
  return check({
    act: async (session) => {
      const { access } = await session.hmail.authorized(session.account);
      return {
        control: await route(session, access),
        attempt: await route(session, spoil(access, session), variation),
      };
    },
    control: ({ control }) => expecting(control, ...SERVED),
    judge: ({ attempt }) => expecting(attempt, "unauthorized"),
  });
}

const same = (good: string) => good;
const basic = { request: mapAuthorization((value) => value.replace(/^\w+/, "Basic")) };

/** Every kind of bad token on one route: a row each. */
export function needsAccessToken(route: Route) {
  return {
    "no-token": refusing(route, () => undefined),
    "empty-token": refusing(route, () => ""),
    "garbage-token": refusing(route, () => "garbage"),
    "shorter-token": refusing(route, truncated),
    "longer-token": refusing(route, (good) => `${good}AAAA`),
    "altered-token": refusing(route, altered),
    "random-token": refusing(route, (good, { random }) => likeBase64(good, random)),
    "doubled-token": refusing(route, (good) => `${good}, Bearer ${good}`),
    "basic-scheme": refusing(route, same, basic),
  };
}

/** A good token of the wrong kind, on one route. */
export function refusesRefreshToken(route: Route) {
  return check({
    act: async (session) => {
      const { access, refresh } = await session.hmail.authorized(session.account);
      return { control: await route(session, access), attempt: await route(session, refresh) };
    },
    control: ({ control }) => expecting(control, ...SERVED),
    judge: ({ attempt }) => expecting(attempt, "unauthorized"),
  });
}

/** An access token on one route, before and after its expiry. */
export function refusesExpiredToken(route: Route) {
  return check({
    needs: ["short-access-lifetime"],
    act: async (session) => {
      const { access, accessExpiresAt } = await session.hmail.authorized(session.account);
      const control = await route(session, access);
      await session.until(accessExpiresAt);
      return { control, attempt: await route(session, access) };
    },
    control: ({ control }) => expecting(control, ...SERVED),
    judge: ({ attempt }) => expecting(attempt, "unauthorized"),
  });
}
