import { CannotTest, PreparationFailed } from "../../model/errors.ts";
import type { ObservedPolicy } from "../../model/policy.ts";
import type { Account, Target } from "../../model/target.ts";
import type { FlowSession, Pair } from "./client.ts";
import { tokensOf } from "./logout.ts";
import { afterLogout, afterRefresh, afterReuse, type Seen, sliding } from "./policy-seen.ts";

/** A refresh token that is as long-lived as before is told from one that is not after so many milliseconds. */
const APART_MS = 1100;

/**
 * Asks what the target does where the flow leaves it a choice: by two sessions, or by three where a logout ends them
 * all. One is logged out beside the other, which is then refreshed, and refreshed again with what is spent.
 */
export async function observePolicy(
  session: FlowSession,
  account: Account,
  { without = [] }: Pick<Target, "without">,
): Promise<ObservedPolicy> {
  const { flow } = session;
  const has = (operation: string) => !without.includes(operation);
  if (!has("session")) return {};
  const first = await seen(() => flow.begin(account));
  if (!first) return {};
  const logout = has("logout") ? await seen(() => seeLogout(session, first, has("refresh"))) : undefined;
  const policy = logout ? afterLogout(logout.seen) : {};
  if (!has("refresh")) return policy;
  // A logout of all sessions has ended this one as well.
  const pair = logout ? logout.left : first;
  const refreshed = await seen(async () => seeRefresh(session, pair ?? (await flow.begin(account))));
  return { ...policy, ...refreshed };
}

/** Logs another session of the same user out, and looks at both. */
async function seeLogout(
  { flow }: FlowSession,
  beside: Pair,
  refreshes: boolean,
): Promise<{ seen: Seen; left?: Pair }> {
  const pair = await flow.begin(beside.account);
  const before = await flow.whoAmI(pair.access);
  const otherBefore = await flow.whoAmI(beside.access);
  const logout = await flow.logout(tokensOf(pair));
  const access = await flow.whoAmI(pair.access);
  const refresh = refreshes && { refresh: await flow.refresh(pair.refresh) };
  const use = await flow.whoAmI(beside.access);
  // Where access tokens outlive a logout, it is the refresh token that tells of the other session.
  const renewed = refreshes && access.outcome === "success" ? await flow.refresh(beside.refresh) : undefined;
  const other = renewed ?? use;
  const isLeft = other.outcome === "success";
  const seen = { before, otherBefore, logout, access, other, ...refresh };
  return isLeft ? { seen, left: renewed ? flow.after(beside, renewed) : beside } : { seen };
}

/** Refreshes a session, then again with the same token, and once more when its successor has been used. */
async function seeRefresh(session: FlowSession, first: Pair): Promise<ObservedPolicy> {
  const { flow } = session;
  const told = flow.lifetimeOf("refresh", first.from);
  if (told !== undefined && told > 2 * APART_MS) {
    const { startedAt, durationMs } = first.from;
    await session.until(startedAt + durationMs + APART_MS, 0);
  }
  const before = await flow.whoAmI(first.access);
  const second = await flow.next(first);
  const access = await flow.whoAmI(first.access);
  const lifetime = sliding(
    { exchange: first.from, lifetimeMs: told },
    { exchange: second.from, lifetimeMs: flow.lifetimeOf("refresh", second.from) },
  );
  const policy: ObservedPolicy = { ...lifetime, ...afterRefresh({ before, access }) };
  // What is not replaced is never spent.
  if (second.refresh === first.refresh) return policy;
  const again = await flow.refresh(first.refresh);
  const isTaken = again.outcome === "success";
  const newest = isTaken ? await seen(async () => flow.next(flow.after(second, again))) : second;
  if (!newest) return { ...policy, ...afterReuse({ again }) };
  const late = isTaken ? { late: await flow.refresh(first.refresh) } : {};
  const after = { use: await flow.whoAmI(newest.access), refresh: await flow.refresh(newest.refresh) };
  return { ...policy, ...afterReuse({ again, ...late, ...after }, second.refresh) };
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
