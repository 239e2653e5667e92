import type { Observed } from "../../../engine/suite.ts";
import { clockAhead } from "../../../kit/clock-ahead.ts";
import { CannotTest, PreparationFailed } from "../../../model/errors.ts";
import type { ObservedPolicy } from "../../../model/policy.ts";
import type { AppSession } from "./client.ts";

/** Logs a user in, and reads off what the wire tells: the lifetime, the clock, and whether anything is refused. */
export async function observe({ app, auth }: AppSession): Promise<Observed> {
  const { from, accessToken } = await app.signIn();
  const { state, stateCookie } = app.begun(await app.begin());
  const wrong = await app.callback({ code: auth.badCode(), state, stateCookie });
  const garbage = await app.me({ accessToken: "garbage" });
  const good = await app.me({ accessToken });
  const clockAheadMs = clockAhead([from, wrong, garbage, good]);
  const accessMs = app.expiryOf(from) - from.startedAt - clockAheadMs;
  return {
    clockAheadMs,
    servesAnything: wrong.taken["accessToken"] !== undefined && garbage.outcome === good.outcome,
    ...(!Number.isNaN(accessMs) && { accessMs }),
  };
}

/** Looks whether a signed token outlives the logout of its user. */
export async function observePolicy({ app }: AppSession): Promise<ObservedPolicy> {
  try {
    const { accessToken, refreshToken } = await app.signIn();
    const logout = await app.logout({ accessToken, refreshToken });
    if (logout.outcome !== "success") return {};
    return { logoutKeepsClientJwt: (await app.me({ accessToken })).outcome === "success" };
  } catch (error) {
    if (error instanceof PreparationFailed || error instanceof CannotTest) return {};
    throw error;
  }
}
