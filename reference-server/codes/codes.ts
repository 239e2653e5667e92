import type { Clock, Random } from "../env.ts";
import type { PairHashes, PairRecord } from "../store/code-port.ts";
import type { Account, Store } from "../store/port.ts";
import type { Profile } from "../store/profile-port.ts";
import { hashOf } from "../tokens/tokens.ts";

const codeBytes = 32;

/** Two codes: one that logs in, and one that, beside it, gets another pair. */
export interface Pair {
  readonly identifier: string;
  readonly renewal: string;
}

/** A pair, and until when it is good. */
export interface IssuedPair extends Pair {
  /** Milliseconds since the Unix epoch. */
  readonly expiresAt: number;
}

/** Pairs of codes: random, and known to the server by their hashes. */
export interface Codes {
  /**
   * Makes a pair, and leaves the user's others alone.
   *
   * @param account with the password hash that was compared
   * @param address the client's
   * @returns undefined where the account is gone by now, or has another password
   */
  issue(account: Account, address: string): Promise<IssuedPair | undefined>;
  /** @returns the pair whose identifier code it is, if it is good now; undefined for every other string */
  find(identifier: string): Promise<PairRecord | undefined>;
  /**
   * Exchanges a pair for another, which begins a lifetime of its own; both codes that there were are dead from then on.
   *
   * @param address the client's
   * @returns the pair, and whose it is; undefined where these are not the two codes of a pair that is good now
   */
  renew(pair: Pair, address: string): Promise<{ pair: IssuedPair; profile: Profile } | undefined>;
}

/** Creates pairs of codes over a store, a clock and a source of randomness, which are asked for at each call. */
export function createCodes(
  ports: () => { clock: Clock; random: Random; store: Store },
  { accessTtl }: { readonly accessTtl: number },
): Codes {
  const newCode = () => ports().random.bytes(codeBytes).toString("base64url");
  const newPair = () => ({
    identifier: newCode(),
    renewal: newCode(),
    expiresAt: ports().clock.now() + Math.round(accessTtl * 1_000),
  });

  return {
    async issue(account, address) {
      const pair = newPair();
      const { expiresAt } = pair;
      return (await ports().store.insertPair(account, hashesOf(pair), { address, expiresAt })) ? pair : undefined;
    },
    async find(identifier) {
      const { clock, store } = ports();
      const record = await store.findPair(hashOf(identifier));
      return record !== undefined && clock.now() < record.expiresAt ? record : undefined;
    },
    async renew(spent, address) {
      const { clock, store } = ports();
      const pair = newPair();
      const terms = { address, expiresAt: pair.expiresAt };
      const profile = await store.replacePair(hashesOf(spent), hashesOf(pair), terms, clock.now());
      return profile && { pair, profile };
    },
  };
}

function hashesOf({ identifier, renewal }: Pair): PairHashes {
  return { identifier: hashOf(identifier), renewal: hashOf(renewal) };
}
