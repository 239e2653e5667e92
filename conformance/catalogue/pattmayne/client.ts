import { randomInt } from "node:crypto";
import type { Variation } from "../../engine/http-caller.ts";
import type { Session } from "../../engine/session.ts";
import type { Registration } from "../../engine/suite.ts";
import { statusOf } from "../../kit/http.ts";
import { isFieldText, isNumber, isText, prepared } from "../../kit/prepared.ts";
import type { Client } from "../../model/apps.ts";
import { CannotTest, PreparationFailed } from "../../model/errors.ts";
import type { Exchange } from "../../model/exchange.ts";
import type { Account, Target } from "../../model/target.ts";
import { createClients } from "./acting-clients.ts";
import { createOperator } from "./acting-operator.ts";
import { emailOf, passwordOf } from "./credentials.ts";
import { mailTokenIn } from "./mails.ts";
import { type AuthCaller, createOperations } from "./operations.ts";
import { expiryOf, isYoungAt } from "./tokens.ts";

/** What a check of an auth app works with. */
export interface AuthSession extends Session {
  readonly pm: AuthClient;
}

/** The cookies of a user who has logged in at the auth app, as a browser has them: a login by them may set others. */
export interface SignedIn {
  readonly account: Account;
  accessToken: string;
  refreshToken: string;
  /** The answer that set the signed token. */
  from: Exchange;
}

/** A code for a client, and the answer that carried it. */
export interface Coded {
  readonly code: string;
  readonly client: Client;
  readonly from: Exchange;
}

/** What a client was given for a code. */
export interface Redeemed {
  readonly client: Client;
  /** As the auth app tells its users apart: a number, or a text. */
  readonly userId: string | number;
  readonly refreshToken: string;
  /** When it expires, in milliseconds since the epoch by the target's clock. */
  readonly expiresAt: number;
  readonly from: Exchange;
}

export type AuthClient = ReturnType<typeof createAuthClient>;

/** No account is logged in much more often than this: some servers lock one that is. */
const MOST_LENT = 20;
/** Statuses by which a server says that it has no such operation. */
const ABSENT = [403, 404, 405, 501];

/** Creates the client that checks of an auth app ask with: its operations, and the ways in that checks share. */
export function createAuthClient(http: AuthCaller, session: Session, target: Target) {
  const { without = [], apps = {} } = target;
  const operations = createOperations(http, session);
  const { login, register, me } = operations;
  const isYoung = (exchange: Exchange) => isYoungAt(session, exchange, target);
  const operator = createOperator(apps.operator, session, login, isYoung);
  const clients = createClients(apps, session, operations, operator);
  const spare = session.stock<Account>("accounts in order");
  const lent = session.stock<string>("accounts lent");

  const signedIn = (account: Account, from: Exchange): SignedIn => ({
    account,
    from,
    accessToken: prepared(from, "accessToken", isFieldText),
    refreshToken: prepared(from, "refreshToken", isFieldText),
  });
  const sharedLogin = (account: Account) =>
    session.shared(`login of ${account.username}`, () => login({ ...passwordOf(account) }), isYoung);
  const coded = (client: Client, from: Exchange): Coded => ({ client, from, code: prepared(from, "code", isText) });
  const redeemed = (client: Client, from: Exchange): Redeemed => ({
    client,
    from,
    userId: prepared(from, "userId", isUserId),
    refreshToken: prepared(from, "refreshToken", isText),
    expiresAt: 1000 * prepared(from, "expiresAt", isNumber),
  });
  const newAccount = (passwordLength = 20): Account & { readonly email: string } => {
    const username = session.newName();
    return { username, email: emailOf(username), password: session.newPassword(passwordLength) };
  };
  const isOffered = async (): Promise<Registration> => {
    if (without.includes("register")) return "absent";
    const answer = await session.shared("registration of nobody", () => http.call("register", {}));
    return ABSENT.includes(statusOf(answer) ?? 0) ? "absent" : "offered";
  };
  const registered = async (account: Account & { readonly email: string } = newAccount()): Promise<SignedIn> => {
    const { username, email, password } = account;
    return signedIn(account, await register({ username, email, password }));
  };

  return {
    ...operations,
    ...clients,
    operator,
    signedIn,
    coded,
    redeemed,
    newAccount,
    registered,
    isOffered,

    /** What a client holds after an exchange of what it held. */
    exchanged: (held: Redeemed, from: Exchange): Redeemed => ({
      ...held,
      from,
      refreshToken: prepared(from, "refreshToken", isText),
      expiresAt: 1000 * prepared(from, "expiresAt", isNumber),
    }),

    /** The Origin of the auth app's own pages. */
    origin: apps.origin ?? new URL(target.url).origin,

    /** Logs in anew at the auth app. */
    signIn: async (account: Account, variation?: Variation) =>
      signedIn(account, await login({ ...passwordOf(account) }, variation)),

    /** A login of the user that checks share, which use it and change nothing: no logout, and no login that counts. */
    sharedLogin,

    /** The cookies of that login. */
    cookies: async (account: Account) => signedIn(account, await sharedLogin(account)),

    /** A code for a user who is logged in at the auth app, at another client; the cookies that it sets are kept. */
    async code(user: SignedIn, client: Client, state?: string): Promise<Coded> {
      const { accessToken, refreshToken } = user;
      const answer = await login({ accessToken, refreshToken, clientId: client.clientId, state });
      const set = answer.taken;
      if (isFieldText(set["refreshToken"])) user.refreshToken = set["refreshToken"];
      if (isFieldText(set["accessToken"])) Object.assign(user, { accessToken: set["accessToken"], from: answer });
      return coded(client, answer);
    },

    /** What that client is given for it. */
    redeem: async ({ client, code }: Pick<Coded, "client" | "code">) =>
      redeemed(client, await operations.verifyAuthCode(client, code)),

    /** Gets a user who is logged in at the auth app a refresh token at another client. */
    async connect(user: SignedIn, client: Client): Promise<Redeemed> {
      const held = await this.redeem(await this.code(user, client));
      // All of a user's refresh tokens have one expiry, of which only clients are told; one that is over is a fault.
      const isAhead = held.expiresAt > held.from.startedAt + session.clockAheadMs;
      if (isAhead) session.expires(user.refreshToken, held.expiresAt);
      return held;
    },

    /**
     * A user whom nobody else uses, logged in, and whom a check may log out or otherwise spoil: one that another check
     * has left in order, or one that is made, or else one that was given.
     */
    async lend(): Promise<SignedIn> {
      const left = spare.pop();
      if (left) lent.push(left.username);
      if (left) return this.signIn(left);
      if ((await isOffered()) === "offered") return registered();
      return this.signIn(session.lease());
    },

    /** Leaves a user who can log in as before to another check, whatever became of the sessions. */
    leave({ account }: Pick<SignedIn, "account">): void {
      const times = lent.filter((name) => name === account.username).length;
      if (times < MOST_LENT) spare.push(account);
    },

    /** The token of the newest mail to a user; waits up to three seconds for it. Only for checks that need `mailbox`. */
    async mailToken({ email }: Pick<Account, "email">): Promise<string> {
      if (email === undefined) throw new CannotTest("nothing says where the user's mails go: accounts with an email");
      const token = await session.soon(async () => mailTokenIn((await session.mails(email)).at(-1)));
      if (token === undefined) throw new CannotTest(`no mail with a token has come to ${email}: see mailbox`);
      session.secret("mailToken", token);
      return token;
    },

    /** How long a code lives, in milliseconds, where the target file says it. */
    codeMs: target.lifetimes.codeMs,

    /** How many failed logins the target is declared to take from an address; only for checks that need it. */
    failedLogins: target.limits?.failedLogins,

    /** How long an address is suspended then, in milliseconds, where the target file says it. */
    suspensionMs: target.limits?.suspensionMs,

    /** An address of this machine that nobody has asked from; only for checks that need `second-address`. */
    newAddress: () => `127.${randomInt(1, 255)}.${randomInt(256)}.${randomInt(1, 255)}`,

    /** When the signed token of an answer expires, in milliseconds since the epoch by the target's clock. */
    expiryOf: (exchange: Exchange) => expiryOf(session, exchange, target),

    /** Whose cookies those are, as the auth app numbers its users. */
    async userId(account: Account): Promise<string | number> {
      const { accessToken } = await this.cookies(account);
      const answer = await session.shared(`number of ${account.username}`, () => me({ accessToken }));
      return prepared(answer, "userId", isUserId);
    },

    /** Fails where what was to go well did not, before anything is made of it. */
    needSuccess(exchange: Exchange): Exchange {
      if (exchange.outcome !== "success") throw new PreparationFailed(`${exchange.step} did not succeed`, exchange);
      return exchange;
    },
  };
}

/** What users are told apart by: the interface says a number, and a target's own wire may say a text. */
const isUserId = (value: unknown): value is string | number => isNumber(value) || isText(value);
