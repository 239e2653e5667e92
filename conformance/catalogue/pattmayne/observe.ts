import type { Observed } from "../../engine/suite.ts";
import { clockAhead } from "../../kit/clock-ahead.ts";
import { isNumber } from "../../kit/prepared.ts";
import { CannotTest, PreparationFailed } from "../../model/errors.ts";
import type { ObservedPolicy } from "../../model/policy.ts";
import type { Account, Target } from "../../model/target.ts";
import type { AuthSession, SignedIn } from "./client.ts";

/** Logs an account in, and reads off what the wire tells: lifetimes, the clock, and whether anything is refused. */
export async function observe(session: AuthSession, account: Account, target: Target): Promise<Observed> {
  const { pm } = session;
  const user = await pm.signIn(account);
  const wrong = await pm.login({ username: account.username, password: `not ${account.password}` });
  const garbage = await pm.me({ accessToken: "garbage" });
  const good = await pm.me(user);
  const clockAheadMs = clockAhead([user.from, wrong, garbage, good]);
  const { userId } = good.taken;
  const accessMs = pm.expiryOf(user.from) - user.from.startedAt - clockAheadMs;
  const expiresAt = await seen(() => refreshExpiry(pm, user, target));
  return {
    clockAheadMs,
    ...(isNumber(userId) && { identity: String(userId) }),
    servesAnything: wrong.outcome === "success" && garbage.outcome === "success",
    ...(!Number.isNaN(accessMs) && { accessMs }),
    ...(expiresAt !== undefined && { refreshMs: expiresAt - session.now() - clockAheadMs }),
  };
}

/** Only clients are told when refresh tokens expire: all of a user's at once. */
async function refreshExpiry(
  pm: AuthSession["pm"],
  user: SignedIn,
  { apps = {} }: Pick<Target, "apps">,
): Promise<number | undefined> {
  const isThere = apps.clients?.some(({ inactive }) => !inactive) || apps.operator;
  return isThere ? (await pm.connect(user, await pm.client())).expiresAt : undefined;
}

/** Looks whether a login at another client sets the auth app's own cookies. */
export async function observePolicy({ pm }: AuthSession, account: Account, target: Target): Promise<ObservedPolicy> {
  const { clients = [], operator } = target.apps ?? {};
  if (!operator && clients.every(({ inactive }) => inactive)) return {};
  const login = await seen(async () => {
    const { clientId } = await pm.client();
    return pm.login({ username: account.username, password: account.password, clientId });
  });
  if (login?.outcome !== "success") return {};
  return { externalLoginSetsOwnCookies: login.taken["accessToken"] !== undefined };
}

/** What comes of asking, or nothing where the target does not go along: to find fault is the checks' affair. */
async function seen<T>(ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof PreparationFailed || error instanceof CannotTest) return undefined;
    throw error;
  }
}
