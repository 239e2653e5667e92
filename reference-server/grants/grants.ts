import type { Clock, Random } from "../env.ts";
import type { CommonSession, GrantStore, RefreshGrant } from "../store/grant-port.ts";
import { ownClient } from "../store/grant-port.ts";
import type { Account } from "../store/port.ts";
import { hashOf } from "../tokens/tokens.ts";

const tokenBytes = 32;

/** How long what is given out lives, in seconds. */
export interface GrantLifetimes {
  /** A user's session, and so all refresh tokens of it. */
  readonly refreshTtl: number;
  readonly codeTtl: number;
}

/** What a login gives a browser. */
export interface Entered {
  readonly session: CommonSession;
  /** The auth app's own refresh token. */
  readonly refresh: string;
  /** The code for the client that was asked for. */
  readonly code?: string | undefined;
}

/** A client's refresh token of a user, and the session that it is of. */
export interface ClientGrant {
  readonly session: CommonSession;
  readonly refresh: string;
}

/** What is given out in users' sessions: random, and known to the server by its hash. */
export interface Grants {
  /**
   * Logs a user in, whose session begins or goes on with that, and lives from now on.
   *
   * @param account with the password hash that was compared
   * @param clientId for whom there is to be a code; none if left out
   * @returns undefined where the account is gone by now, or has another password
   */
  enter(account: Account, clientId?: string): Promise<Entered | undefined>;
  /**
   * Gives a browser whose user is logged in a code, and the auth app's own refresh token where it has none. The session
   * lives no longer for it.
   *
   * @returns undefined where the session is over
   */
  continue(
    session: CommonSession,
    given: { refresh?: string | undefined; clientId?: string | undefined },
  ): Promise<Entered | undefined>;
  /** @returns the session of a refresh token of the auth app's own that is good now */
  findOwn(refresh: string): Promise<CommonSession | undefined>;
  /** @returns whether a refresh token is the user's at this client, and good now */
  isGood(refresh: string, clientId: string, userId: number): Promise<boolean>;
  /** Exchanges a code for a refresh token. One that comes again ends the token that it has yielded. */
  redeem(code: string, clientId: string): Promise<ClientGrant | undefined>;
  /** Exchanges the last refresh token of a user at a client for another, while the user's session lives. */
  exchange(refresh: string, clientId: string, userId: number): Promise<ClientGrant | undefined>;
}

/** Creates grants over a store, a clock and a source of randomness, which are asked for at each call. */
export function createGrants(
  ports: () => { clock: Clock; random: Random; store: GrantStore },
  { refreshTtl, codeTtl }: GrantLifetimes,
): Grants {
  // Of letters that a cookie and a URL take as they are.
  const newToken = () => ports().random.bytes(tokenBytes).toString("base64url");
  const after = (seconds: number) => ports().clock.now() + Math.round(seconds * 1_000);
  const newCode = (clientId: string | undefined) => {
    if (clientId === undefined) return undefined;
    const code = newToken();
    return { code, record: { hash: hashOf(code), clientId, expiresAt: after(codeTtl) } };
  };
  const isCurrent = (grant: RefreshGrant | undefined) => grant !== undefined && ports().clock.now() < grant.expiresAt;

  return {
    async enter(account, clientId) {
      const { clock, store } = ports();
      const [refresh, code] = [newToken(), newCode(clientId)];
      const session = await store.enter({
        account,
        own: hashOf(refresh),
        code: code?.record,
        expiresAt: after(refreshTtl),
        now: clock.now(),
      });
      return session && { session, refresh, code: code?.code };
    },
    async continue(session, { refresh: known, clientId }) {
      const { clock, store } = ports();
      const [refresh, code] = [known ?? newToken(), newCode(clientId)];
      const grants = { own: known === undefined ? hashOf(refresh) : undefined, code: code?.record };
      const lives = await store.extendGrants(session.id, grants, clock.now());
      return lives ? { session, refresh, code: code?.code } : undefined;
    },
    async findOwn(refresh) {
      const grant = await ports().store.findRefreshGrant(hashOf(refresh));
      return isCurrent(grant) && grant?.clientId === ownClient ? grant.session : undefined;
    },
    async isGood(refresh, clientId, userId) {
      const grant = await ports().store.findRefreshGrant(hashOf(refresh));
      return isCurrent(grant) && grant?.clientId === clientId && grant.session.user.id === userId;
    },
    async redeem(code, clientId) {
      const { clock, store } = ports();
      const refresh = newToken();
      const redemption = { code: hashOf(code), clientId, next: hashOf(refresh), now: clock.now() };
      const session = await store.redeemCode(redemption);
      return session && { session, refresh };
    },
    async exchange(spent, clientId, userId) {
      const { clock, store } = ports();
      const refresh = newToken();
      const exchange = { spent: hashOf(spent), clientId, userId, next: hashOf(refresh), now: clock.now() };
      const session = await store.exchangeRefresh(exchange);
      return session && { session, refresh };
    },
  };
}
