import { PreparationFailed } from "../model/errors.ts";
import type { Exchange } from "../model/exchange.ts";
import type { Account, Target } from "../model/target.ts";
import { SILENCE_MS } from "./liveness.ts";
import { failureNote, uselessBinding } from "./look-notes.ts";
import { type OpeningPorts, openSession } from "./opening.ts";
import type { Observed, Opened, Suite } from "./suite.ts";

/** What came of logging one account in. */
export interface LookedAccount {
  readonly account: Account;
  readonly exchanges: readonly Exchange[];
  readonly identity?: string;
  /** What did not go well; absent where the account can log in. */
  readonly failed?: Exchange;
  /** Why, in words. */
  readonly why?: string;
}

/** What a first look at a target shows. */
export interface Looked {
  /** As far as anything answered. */
  readonly accounts: readonly LookedAccount[];
  /** The accounts that can log in. */
  readonly usable: readonly Account[];
  readonly observed: Observed;
  /** What the person who runs the suite should know. */
  readonly notes: readonly string[];
}

/**
 * Logs every account in once, before any check: a mistyped password is not the target's fault, and is no finding. What
 * the target file declares goes before what is observed.
 */
export async function look<Caller, Extra extends object>(
  suite: Suite<Caller, Extra>,
  way: Opened<Caller>,
  target: Target,
  ports: OpeningPorts,
): Promise<Looked> {
  const { leewayMs: _, codeMs: __, ...declared } = target.lifetimes;
  const accounts: LookedAccount[] = [];
  const notes: string[] = [];
  let observed: Observed = { clockAheadMs: 0 };
  for (const account of target.accounts) {
    const { session, recorder } = openSession(suite, way, target, { ...ports, ...lessTimeAfter(accounts, ports) }, [
      account,
    ]);
    try {
      observed = await suite.observe(session, account, target);
      const { identity } = observed;
      const useless = uselessBinding(recorder.exchanges(), suite.operations, target);
      const exchanges = recorder.exchanges();
      accounts.push({ account, exchanges, ...(identity !== undefined && { identity }), ...useless });
      if (useless) notes.push(useless.why);
    } catch (error) {
      if (!(error instanceof PreparationFailed)) throw error;
      const { exchange, message: why } = error;
      const exchanges = recorder.exchanges();
      accounts.push({ account, exchanges, failed: exchange, why });
      notes.push(failureNote(error, { account, exchanges }, suite.operations, target));
      // Where nothing answers, asking for the other accounts is only waiting.
      if (error.exchange.error) break;
    }
  }
  const usable = accounts.filter(({ failed }) => !failed).map(({ account }) => account);
  return {
    accounts,
    usable,
    observed: { ...observed, ...declared },
    notes: [...new Set(notes), ...oneUserTwice(accounts)],
  };
}

/** Where a target was silent for one account, no other has to wait as long; a slow one still gets what it needs. */
function lessTimeAfter(
  accounts: readonly LookedAccount[],
  { silenceMs = SILENCE_MS }: OpeningPorts,
): Pick<OpeningPorts, "silenceMs"> {
  const asked = accounts.flatMap(({ exchanges }) => exchanges);
  if (!asked.some(({ error }) => error?.code === "timeout")) return {};
  const slowestMs = Math.max(0, ...asked.map(({ response, durationMs }) => (response ? durationMs : 0)));
  return { silenceMs: Math.min(silenceMs, Math.max(silenceMs / 10, 4 * slowestMs)) };
}

/** Where accounts turn out to be one user; or the target takes its users for one another, which checks will show. */
function oneUserTwice(accounts: readonly LookedAccount[]): string[] {
  const known = accounts.flatMap(({ account, identity }) => (identity === undefined ? [] : [{ account, identity }]));
  return Array.from(Map.groupBy(known, ({ identity }) => identity)).flatMap(([identity, same]) => {
    const names = same.map(({ account }) => account.username);
    return names.length > 1
      ? [`${names.join(" and ")} are one user: the target knows both as ${identity}. ${ONCE}`]
      : [];
  });
}

const ONCE = "Give each user once, or else checks of two users accuse it wrongly.";

/** Whether a target answers anything at all: it is asked as at the first look, until something comes back. */
export function isThere<Caller, Extra extends object>(
  suite: Suite<Caller, Extra>,
  way: Opened<Caller>,
  target: Target,
  ports: OpeningPorts,
): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const note: OpeningPorts["note"] = ({ response }) => response && resolve(true);
    look(suite, way, target, { ...ports, note }).then(() => resolve(false), reject);
  });
}
