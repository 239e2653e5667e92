import { expecting } from "../../kit/expect.ts";
import { checkFor, type Given } from "../../model/check.ts";
import type { Exchange } from "../../model/exchange.ts";
import type { HmailSession } from "./client.ts";
import { lists } from "./mailbox.ts";

const check = checkFor<HmailSession>();

/**
 * Just behind an expiry: these checks show an expired token before others do, which may make a server end what a later
 * look would miss.
 */
const JUST_BEHIND_MS = 300;

/** An expired access token is shown to every operation; its user's sessions and mailbox stay as they were. */
export const expiredTokensChangeNothing = check({
  needs: ["short-access-lifetime"],
  act: async ({ hmail, account, until }) => {
    const { access, refresh, accessExpiresAt, login } = await hmail.signIn(account);
    await until(accessExpiresAt, JUST_BEHIND_MS);
    const sibling = await hmail.refreshAccess(refresh);
    const control = await hmail.checkAuth(sibling.taken["accessToken"]);
    await hmail.checkAuth(access);
    await hmail.refreshAccess(access);
    const send = await hmail.sendHmail(access, hmail.mail(account, account));
    const bearer = await hmail.checkAuth(sibling.taken["accessToken"]);
    const trade = await hmail.refreshAccess(refresh);
    const later = await hmail.signIn(account);
    return { login, control, send, bearer, trade, list: await hmail.getHmails(later.access, { limit: 50 }) };
  },
  control: ({ control, login, trade }, given) => (outlives(login, trade, given) ? expecting(control, "success") : []),
  judge: ({ login, send, bearer, trade, list }, given) => [
    ...(outlives(login, trade, given) ? [...expecting(bearer, "success"), ...expecting(trade, "success")] : []),
    // By the target's clock the token may have been good for a moment more; what it then sent was in order.
    ...(send.outcome === "unauthorized" ? lists(list, send, false) : []),
  ],
});

/** Whether a login's refresh token was surely good when an exchange was over. */
function outlives(login: Exchange, { startedAt, durationMs }: Exchange, { clockAheadMs }: Given): boolean {
  return startedAt + durationMs + clockAheadMs + JUST_BEHIND_MS < Number(login.taken["expiresAt"]);
}

/** An expired refresh token is shown to every operation; a living session stays as it was. */
export const expiredRefreshTokenChangesNothing = check({
  needs: ["short-refresh-lifetime"],
  act: async ({ hmail, account, until }) => {
    const expired = await hmail.signIn(account);
    await until(expired.refreshExpiresAt, -JUST_BEHIND_MS);
    const fresh = await hmail.signIn(account);
    const control = await hmail.checkAuth(fresh.access);
    await until(expired.refreshExpiresAt, JUST_BEHIND_MS);
    await hmail.refreshAccess(expired.refresh);
    await hmail.checkAuth(expired.refresh);
    return {
      control,
      bearer: await hmail.checkAuth(fresh.access),
      trade: await hmail.refreshAccess(fresh.refresh),
    };
  },
  control: ({ control }) => expecting(control, "success"),
  judge: ({ bearer, trade }) => [...expecting(bearer, "success"), ...expecting(trade, "success")],
});

/** A refresh token whose life is over gets no second one as an access token. */
export const expiredRefreshTokenIsNoBearer = check({
  needs: ["short-refresh-lifetime"],
  act: async ({ hmail, account, until }) => {
    const { access, refresh, refreshExpiresAt } = await hmail.signIn(account);
    const control = await hmail.checkAuth(access);
    await until(refreshExpiresAt);
    return { control, attempt: await hmail.checkAuth(refresh) };
  },
  control: ({ control }) => expecting(control, "success"),
  judge: ({ attempt }) => expecting(attempt, "unauthorized"),
});

/** An access token whose life is over gets no second one as a refresh token. */
export const expiredAccessTokenIsNoRefreshToken = check({
  needs: ["short-access-lifetime"],
  act: async ({ hmail, account, until }) => {
    const { access, accessExpiresAt, trade } = await hmail.authorized(account);
    await until(accessExpiresAt);
    return { control: trade, attempt: await hmail.refreshAccess(access) };
  },
  control: ({ control }) => expecting(control, "success"),
  judge: ({ attempt }) => expecting(attempt, "failure", "badRequest"),
});
