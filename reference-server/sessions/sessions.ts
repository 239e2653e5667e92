import type { Clock, Random } from "../env.ts";
import type { Arrivals } from "../http/arrivals.ts";
import type { Account, Store } from "../store/port.ts";
import type { AccessRecord, Ending, Expiries, RotationRefusal } from "../store/session-port.ts";
import { hashOf } from "../tokens/tokens.ts";
import { firstExpiries, type Lifetimes, nextExpiries } from "./lifetimes.ts";

const tokenBytes = 32;
/** Milliseconds after which an exchange counts as answered, also where the server ended before it could say so. */
const longestAnswer = 1_000;

/** A session's two tokens, and when they were issued and expire. */
export interface SessionTokens {
  readonly access: string;
  readonly refresh: string;
  /** Milliseconds since the Unix epoch. */
  readonly issuedAt: number;
  readonly expiries: Expiries;
}

/** Sessions: two tokens that change together whenever one of them is exchanged, known to the server by their hashes. */
export interface Sessions {
  /**
   * Begins a session, and leaves the user's others alone.
   *
   * @param account with the password hash that was compared
   * @returns undefined where the account is gone by now, or has another password
   */
  begin(account: Account): Promise<SessionTokens | undefined>;
  /** @returns the record of an access token that is good now; undefined for every other string */
  find(access: string): Promise<AccessRecord | undefined>;
  /**
   * Exchanges a refresh token for new tokens; both that the session had are dead from then on. One that comes again ends
   * the session, unless its request arrived before the first was answered: then a client has raced itself.
   *
   * @param arrivedAt when the request arrived, by the clock of `Arrivals`
   */
  refresh(refresh: string, arrivedAt: number): Promise<SessionTokens | RotationRefusal>;
  /** Ends the session that both tokens are of; either may have expired or been exchanged. */
  end(access: string, refresh: string): Promise<Ending>;
}

/** Creates sessions over a store, clocks and a source of randomness, which are asked for at each call. */
export function createSessions(
  ports: () => { clock: Clock; arrivals: Arrivals; random: Random; store: Store },
  lifetimes: Lifetimes,
): Sessions {
  // Of letters that a cookie and a header take as they are.
  const newToken = () => ports().random.bytes(tokenBytes).toString("base64url");
  const newTokens = () => ({ access: newToken(), refresh: newToken() });

  return {
    async begin(account) {
      const { clock, store } = ports();
      const [tokens, issuedAt] = [newTokens(), clock.now()];
      const expiries = firstExpiries(issuedAt, lifetimes);
      const begun = await store.beginSession(account, hashesOf(tokens), expiries);
      return begun ? { ...tokens, issuedAt, expiries } : undefined;
    },
    async find(access) {
      const { clock, store } = ports();
      const record = await store.findAccess(hashOf(access));
      return record !== undefined && clock.now() < record.expiresAt ? record : undefined;
    },
    async refresh(refresh, arrivedAt) {
      const { clock, arrivals, store } = ports();
      const [spent, tokens] = [hashOf(refresh), newTokens()];
      // Whoever came together with this request came before its answer, and not only before a write to the store was done.
      await arrivals.noted();
      const issuedAt = clock.now();
      const outcome = await store.rotateSession({
        spent,
        next: hashesOf(tokens),
        arrivedAt,
        now: issuedAt,
        expiriesOf: (expiresAt) => nextExpiries(issuedAt, lifetimes, expiresAt),
        answeredBy: () => arrivals.now() + longestAnswer,
      });
      if (typeof outcome === "string") return outcome;
      await arrivals.noted();
      await store.answerRotation(spent, arrivals.now());
      return { ...tokens, issuedAt, expiries: outcome };
    },
    async end(access, refresh) {
      return ports().store.endSession(hashesOf({ access, refresh }));
    },
  };
}

function hashesOf({ access, refresh }: { access: string; refresh: string }) {
  return { access: hashOf(access), refresh: hashOf(refresh) };
}
