import { CannotTest } from "../model/errors.ts";
import type { Account, HookName, Target } from "../model/target.ts";
import { callHook } from "./hooks.ts";
import { createMeeting, type Meeting } from "./meeting.ts";
import type { Surroundings } from "./session.ts";
import { shareOut } from "./share-out.ts";

/** What the checks of one run do beyond their own exchanges, and what is left of it. */
export interface World extends Surroundings {
  /** The accounts that checks made. */
  accountsMade(): readonly Account[];
  /**
   * Expects so many works that each may have the target restarted: one restart serves all of them.
   *
   * @returns what runs one of them
   */
  shareRestart(works: number): (work: () => Promise<void>) => Promise<void>;
  /** From now on each restart is one of its own. */
  restartAtOnce(): void;
}

/**
 * Creates the surroundings of a run.
 *
 * @param ready resolves when the target answers again
 * @param forget is told that what was prepared before may be gone
 */
export function createWorld({ accounts, hooks = {} }: Target, ready: () => Promise<void>, forget: () => void): World {
  const spoilable = [...shareOut(accounts).spoilable];
  const made = new Map<string, Account>();
  let meeting: Meeting | undefined;
  let last: Promise<unknown> = Promise.resolve();
  /** One at a time: a hook is a script, and few scripts expect themselves beside them. */
  const inTurn = (work: () => Promise<void>): Promise<void> => {
    const done = last.then(work);
    last = done.catch(() => {});
    return done;
  };
  const call = async (name: HookName, values: Readonly<Record<string, string>>) => {
    const hook = hooks[name];
    if (!hook) throw new Error(`A check uses the hook ${name}, and does not say that it needs it.`);
    await inTurn(() => callHook(name, hook, values));
    if (name === "remove-account") made.delete(values["username"] ?? "");
  };
  const restart = async () => {
    await call("restart", {});
    await ready();
    forget();
  };
  return {
    accountsMade: () => [...made.values()],
    made: (account) => void made.set(account.username, account),
    gone: ({ username }) => void made.delete(username),
    lease() {
      const account = spoilable.shift();
      if (!account) throw new CannotTest("no account that may be spoilt is left: mark more as disposable: true");
      return account;
    },
    hook: (name, values = {}) => (name === "restart" ? (meeting?.ask() ?? restart()) : call(name, values)),
    shareRestart(works) {
      const shared = createMeeting(works, restart);
      meeting = shared;
      return (work) => work().finally(() => shared.leave());
    },
    restartAtOnce() {
      meeting = undefined;
    },
  };
}
