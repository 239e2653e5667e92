import type { wire } from "@authmark/protocols/session/wire";
import type { HttpCaller, Variation } from "../../engine/http-caller.ts";
import type { Session } from "../../engine/session.ts";
import { isFieldText, isText, prepared } from "../../kit/prepared.ts";
import type { Exchange, Roles } from "../../model/exchange.ts";
import { DEFAULT_POLICY, type SessionPolicy } from "../../model/policy.ts";
import type { Account, Target } from "../../model/target.ts";
import type { HttpOperation } from "../../model/wire.ts";
import { remove } from "../common/removal.ts";
import { sends } from "./features.ts";
import { expiryOf, type Kind, lifetimeOf } from "./lifetimes.ts";

/** What a check of the session flow works with. */
export interface FlowSession extends Session {
  readonly flow: FlowClient;
}

/** The tokens of a session as one answer gave them. */
export interface Pair {
  readonly access: string;
  readonly refresh: string;
  readonly account: Account;
  /** The login, or the refresh. */
  readonly from: Exchange;
}

type Operation = keyof typeof wire.operations;
export type FlowClient = ReturnType<typeof createFlowClient>;

/** A pair that is left for another check has lived no longer than this part of its access token's life. */
const STILL_YOUNG = 0.4;
/** Where nothing tells how long access tokens live, they are taken to live this long, in milliseconds. */
const SUPPOSED_LIFETIME_MS = 60_000;

/** Creates the client that checks ask with: one function an operation, and the ways in that they share. */
export function createFlowClient(http: HttpCaller<Operation>, session: Session, target: Target) {
  const policy: SessionPolicy = { ...DEFAULT_POLICY, ...target.policy };
  const login = ({ username, password, ...cookies }: Roles, variation?: Variation) => {
    const isRight = session.accounts.some((account) => account.username === username && account.password === password);
    const fails = isRight ? {} : { fails: String(username) };
    return http.call("login", { username, password, ...cookies }, { ...fails, ...variation });
  };
  const issued = session.stock<Pair>("every pair");
  /** What else a target's own wire sends with a token: the user's name, and the other token that came with it. */
  const besides = (operation: Operation, isOfIt: (pair: Pair) => boolean): Roles => {
    const pair = issued.findLast(isOfIt) ?? issued.at(-1);
    const own = target.wire[operation] as HttpOperation | undefined;
    const roles = { username: pair?.account.username, accessToken: pair?.access, refreshToken: pair?.refresh };
    return Object.fromEntries(Object.entries(roles).filter(([role]) => sends(own, role)));
  };
  const refresh = (refreshToken: unknown, variation?: Variation) => {
    const others = besides("refresh", (pair) => pair.refresh === refreshToken);
    return http.call("refresh", { ...others, refreshToken }, variation);
  };
  const whoAmI = (accessToken: unknown, variation?: Variation) => {
    const { username } = besides("session", (pair) => pair.access === accessToken);
    return http.call("session", { ...(username !== undefined && { username }), accessToken }, variation);
  };
  const logout = (tokens: { accessToken?: unknown; refreshToken?: unknown }, variation?: Variation) => {
    const { username } = besides("logout", (pair) => pair.access === tokens.accessToken);
    return http.call("logout", { ...(username !== undefined && { username }), ...tokens }, variation);
  };

  /** The tokens of an answer; a refresh token that it does not replace is used further (RFC 6749 §6). */
  const pairOf = (account: Account, from: Exchange, before?: Pair): Pair => {
    const access = prepared(from, "accessToken", isFieldText);
    const pair = { account, from, access, refresh: refreshTokenOf(from, before) };
    issued.push(pair);
    return pair;
  };
  const refreshTokenOf = (from: Exchange, before?: Pair): string => {
    if (target.without?.includes("refresh")) return "";
    const { refreshToken } = from.taken;
    return isText(refreshToken) ? refreshToken : (before?.refresh ?? prepared(from, "refreshToken", isText));
  };

  const expiry = (kind: Kind, exchange: Exchange) => expiryOf(kind, exchange, target, session.clockAheadMs);
  const isYoung = (exchange: Exchange) =>
    session.now() - exchange.startedAt < STILL_YOUNG * (lifetimeOf("access", exchange, target) ?? SUPPOSED_LIFETIME_MS);

  return {
    http,
    policy,
    /** Whether there is a refresh at all. */
    refreshes: !target.without?.includes("refresh"),
    login,
    refresh,
    whoAmI,
    lifetimeOf: (kind: Kind, exchange: Exchange) => lifetimeOf(kind, exchange, target),
    logout,

    /** When a token of an answer has expired at the latest, by the target's clock. Only for checks that need it to be known. */
    expiryOf: (kind: Kind, exchange: Exchange): number => expiry(kind, exchange)?.latestMs ?? Number.NaN,

    /** Until when it must be good, whenever the target made it. */
    goodUntil: (kind: Kind, exchange: Exchange): number => expiry(kind, exchange)?.earliestMs ?? Number.NaN,

    /** What the resource calls a user: what the target file says, or else supposedly the name of the login. */
    identityOf: (account?: Account) => account?.identity ?? account?.username ?? "",

    /** Notes of a refresh token that it is spent: where it passes again, that is for a declared grace at most. */
    spent({ refresh: token }: Pick<Pair, "refresh">, { startedAt }: Exchange): void {
      const { reuse } = policy;
      if (typeof reuse === "object") session.expires(token, startedAt + session.clockAheadMs + reuse.graceMs);
    },

    /** The pair that an answer gave to a login. */
    of: (account: Account, answer: Exchange) => pairOf(account, answer),

    /** Logs in anew. */
    begin: async (account: Account) => pairOf(account, await login({ ...account })),

    /** Refreshes a session that is in order. */
    next: async (pair: Pair) => pairOf(pair.account, await refresh(pair.refresh), pair),

    /** The pair that an answer gave to a refresh of another. */
    after: (pair: Pair, answer: Exchange) => pairOf(pair.account, answer, pair),

    /** A session for a check to spoil: one that an earlier check has left in order, or else from a new login. */
    async spare(account: Account): Promise<Pair> {
      const pairs = session.stock<Pair>(`pairs of ${account.username}`);
      for (let pair = pairs.pop(); pair; pair = pairs.pop()) {
        const left = { ...pair, from: session.adopt(pair.from) };
        if (isYoung(pair.from) && (await whoAmI(pair.access)).outcome === "success") return left;
        // Logins are scarce; what has grown old is refreshed.
        const answer = pair.refresh === "" || isYoung(pair.from) ? undefined : await refresh(pair.refresh);
        if (answer?.outcome === "success") return pairOf(account, answer, left);
      }
      return this.begin(account);
    },

    /** An access token at the beginning of its life: of a refresh where there is one, since logins are scarce. */
    async fresh(account: Account): Promise<Pair> {
      const pair = await this.spare(account);
      return pair.refresh === "" ? this.begin(account) : this.next(pair);
    },

    /** Leaves a session that is in order to another check. */
    leave(pair: Pair): void {
      session.stock<Pair>(`pairs of ${pair.account.username}`).push(pair);
    },

    /** A login of the user that checks share, which use it and change nothing. */
    sharedLogin: (account: Account) =>
      session.shared(`login of ${account.username}`, () => login({ ...account }), isYoung),

    /** An access token that checks share, which use it and change nothing. */
    async access(account: Account): Promise<string> {
      return pairOf(account, await this.sharedLogin(account)).access;
    },

    /** Has an account removed by whoever runs the target; only for checks that need the hook. */
    remove: (account: Account) => remove(session, account, { login: (_, user) => login(user), loggedIn: "success" }),
  };
}
