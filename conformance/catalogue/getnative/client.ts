import type { wire } from "@authmark/protocols/getnative/wire";
import type { HttpCaller, Variation } from "../../engine/http-caller.ts";
import type { Session } from "../../engine/session.ts";
import type { Registration } from "../../engine/suite.ts";
import { statusOf } from "../../kit/http.ts";
import { isFieldText } from "../../kit/prepared.ts";
import { CannotTest, PreparationFailed } from "../../model/errors.ts";
import type { Exchange } from "../../model/exchange.ts";
import type { Account, Target } from "../../model/target.ts";
import { expiryOfToken, tokenOf } from "./tokens.ts";

/** What a check of GetNative works with. */
export interface GetnativeSession extends Session {
  readonly gn: GetnativeClient;
}

/** A token, and the answer that it came with. */
export interface Issued {
  readonly token: string;
  readonly from: Exchange;
}

/** What a change of a password is asked with. */
export interface PasswordChange {
  readonly current?: unknown;
  readonly next?: unknown;
}

/** What a login or a registration is asked with. */
interface Credentials {
  readonly username?: unknown;
  readonly password?: unknown;
}

type Operation = keyof typeof wire.operations;
export type GetnativeClient = ReturnType<typeof createGetnativeClient>;

/** A token that checks share has lived no longer than this part of its life. */
const STILL_YOUNG = 0.4;
/** A token is renewed as long as so much of its life is left, in milliseconds. */
const RENEWABLE_MS = 1000;
/** Statuses by which a server says that it has no such operation. */
const ABSENT = [403, 404, 405, 501];
/** Emails at a domain that is nobody's (RFC 2606 §3). */
const DOMAIN = "example.com";

/** An email of a user of that name. */
export const emailOf = (name: string): string => `${name}@${DOMAIN}`;

/** Creates the client that checks ask with: one function an operation, and the ways in that they share. */
export function createGetnativeClient(http: HttpCaller<Operation>, session: Session, target: Target) {
  const { without = [], lifetimes } = target;
  const madeHere = session.stock<Account>("accounts made");
  const spare = session.stock<Issued & { account: Account }>("accounts in order");
  const isRight = ({ username, password }: Credentials) =>
    [...session.accounts, ...madeHere].some(
      (account) => account.username === username && account.password === password,
    );
  const login = ({ username, password }: Credentials, variation?: Variation) => {
    const fails = isRight({ username, password }) ? {} : { fails: String(username) };
    return http.call("login", { username, password }, { ...fails, ...variation });
  };
  const account = (accessToken: unknown, variation?: Variation) => http.call("account", { accessToken }, variation);

  const register = async ({ username, password }: Credentials, variation?: Variation) => {
    const answer = await http.call("register", { username, password }, variation);
    if (answer.outcome === "success") note({ username: String(username), password: String(password) });
    return answer;
  };
  const note = (made: Account) => {
    madeHere.push(made);
    session.made(made);
  };

  const changePassword = async (accessToken: unknown, { current, next }: PasswordChange, variation?: Variation) => {
    const answer = await http.call("changePassword", { accessToken, password: current, newPassword: next }, variation);
    const changed = madeHere.findLast(({ password }) => password === current);
    if (answer.outcome === "success" && changed) note({ ...changed, password: String(next) });
    return answer;
  };

  /** Deletes the account of a token; `whose` is noted to be gone. */
  const deleteAccount = async (accessToken: unknown, whose?: Account, variation?: Variation) => {
    const answer = await http.call("deleteAccount", { accessToken }, variation);
    if (answer.outcome === "success" && whose) session.gone(whose);
    return answer;
  };

  /** The keys that the target publishes; nothing where it has no such operation. */
  const jwks = async (): Promise<Exchange | undefined> =>
    without.includes("jwks") ? undefined : http.call("jwks", {});

  /** When the token of an answer expires, in milliseconds since the epoch by the target's clock. */
  const expiryOf = (exchange: Exchange): number =>
    expiryOfToken(tokenOf(exchange)) ?? session.expiryOf(exchange, lifetimes.accessMs ?? Number.NaN);

  /** Whether the better part of a token's life is ahead; one that tells nothing of it may live for ever. */
  const isYoung = (exchange: Exchange) => {
    const [lived, left] = [session.now() - exchange.startedAt, session.left(expiryOf(exchange))];
    return Number.isNaN(left) || lived < STILL_YOUNG * (lived + left);
  };

  const issued = (from: Exchange): Issued => {
    const token = tokenOf(from);
    if (!isFieldText(token)) throw new PreparationFailed(`${from.step} did not yield a token`, from);
    return { token, from };
  };

  /** The newest token of a user that checks share, made newer by its own use where that goes; logins are scarce. */
  const sharedToken = async (user: Account): Promise<Issued> => {
    const newest = session.stock<Exchange>(`tokens of ${user.username}`);
    const make = async () => {
      const before = newest.at(-1);
      const token = before && session.left(expiryOf(before)) > RENEWABLE_MS ? tokenOf(before) : undefined;
      const renewal = token === undefined ? undefined : await account(token);
      const answer = renewal && isFieldText(tokenOf(renewal)) ? renewal : await login({ ...user });
      newest.push(answer);
      return answer;
    };
    return issued(await session.shared(`token of ${user.username}`, make, isYoung));
  };

  const newAccount = (passwordLength = 20): Account => ({
    username: emailOf(session.newName()),
    password: session.newPassword(passwordLength),
  });

  /** Whether accounts are made here. */
  const isOffered = async (): Promise<Registration> => {
    if (without.includes("register")) return "absent";
    const status = statusOf(await session.shared("registration of nobody", () => http.call("register", {})));
    return status !== undefined && ABSENT.includes(status) ? "absent" : "offered";
  };

  /** A new account, which nobody else uses, and its first token. */
  const registered = async (user: Account = newAccount()): Promise<Issued & { account: Account }> => {
    const creation = await register({ ...user });
    if (creation.outcome !== "success") throw new PreparationFailed("no account was made", creation);
    return { ...issued(creation), account: user };
  };

  return {
    http,
    login,
    register,
    account,
    changePassword,
    deleteAccount,
    jwks,
    expiryOf,
    issued,
    newAccount,

    /** A login of the user with everything in order that checks share. */
    sharedLogin: (user: Account) => session.shared(`login of ${user.username}`, () => login({ ...user })),

    /** Logs in anew. */
    signIn: async (user: Account) => issued(await login({ ...user })),

    /** A token that checks share, which use it and change nothing; at the beginning of its life. */
    access: async (user: Account) => (await sharedToken(user)).token,

    /** A token of the check's own: one that came with the answer to another. */
    fresh: async (user: Account) => issued(await account((await sharedToken(user)).token)),

    /** The token that comes with the answer to another. */
    next: async ({ token }: Pick<Issued, "token">) => issued(await account(token)),

    /** Waits until the target's clock tells another second than when an answer came, and somewhat more. */
    anotherSecond: (exchange: Exchange, milliseconds = 1200) =>
      session.until(session.expiryOf(exchange, 0), milliseconds),

    isOffered,
    registered,

    /**
     * An account that nobody else uses and that a check may spoil, and a token of it: one that another check has left in
     * order, or one that is made, or else one that was given.
     */
    async lend(): Promise<Issued & { account: Account }> {
      for (let left = spare.pop(); left; left = spare.pop()) {
        if (isYoung(left.from)) return { ...left, from: session.adopt(left.from) };
      }
      if ((await isOffered()) === "offered") return registered();
      const leased = session.lease();
      return { ...issued(await login({ ...leased })), account: leased };
    },

    /** Leaves an account that is in order to another check, with the answer that brought its newest token. */
    leave(user: Account, from: Exchange): void {
      const token = tokenOf(from);
      if (isFieldText(token)) spare.push({ account: user, from, token });
    },

    /** Deletes an account that the run made. Whoever cannot log in with its password any more has none to delete. */
    async remove(user: Account): Promise<void> {
      if (without.includes("deleteAccount")) throw new CannotTest("the target deletes no accounts");
      const answer = await login({ ...user });
      const token = tokenOf(answer);
      if (answer.outcome !== "success" || token === undefined) return;
      const deletion = await deleteAccount(token);
      if (deletion.outcome !== "success") throw new PreparationFailed("it was not deleted", deletion);
    },
  };
}
