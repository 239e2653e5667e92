import type { Account } from "../model/target.ts";

/** Accounts by what checks may do with them. */
export interface SharedOut {
  /** Every check may log in with these, and leaves them as they are. */
  readonly shared: readonly Account[];
  /** Each of these is for one check alone, which may spoil it. */
  readonly spoilable: readonly Account[];
}

/** Many checks are about two users. */
const SHARED_AT_LEAST = 2;

/** Shares accounts out: those that may be spoilt are for that, as far as two others are left for all checks. */
export function shareOut(accounts: readonly Account[]): SharedOut {
  const lasting = accounts.filter(({ disposable }) => !disposable);
  const disposable = accounts.filter((account) => account.disposable);
  const kept = Math.max(0, SHARED_AT_LEAST - lasting.length);
  return { shared: [...lasting, ...disposable.slice(0, kept)], spoilable: disposable.slice(kept) };
}
