import type { Variation } from "../../engine/http-caller.ts";
import type { Session } from "../../engine/session.ts";
import type { Registration } from "../../engine/suite.ts";
import { statusOf } from "../../kit/http.ts";
import { isFieldText, isNumber, isText, prepared } from "../../kit/prepared.ts";
import type { Exchange } from "../../model/exchange.ts";
import type { Account, Target } from "../../model/target.ts";
import { emailOf, passwordOf } from "./credentials.ts";
import type { AuthCaller, Operations } from "./operations.ts";

/** The cookies of a user who has logged in at the auth app, as a browser has them: a login by them may set others. */
export interface SignedIn {
  readonly account: Account;
  accessToken: string;
  refreshToken: string;
  /** The answer that set the signed token. */
  from: Exchange;
}

/** No account is logged in much more often than this: some servers lock one that is. */
const MOST_LENT = 20;
/** Statuses by which a server says that it has no such operation. */
const ABSENT = [403, 404, 405, 501];

/**
 * Creates what has users log in and register at the auth app, and what finds one for a check.
 *
 * @param isYoung whether a login is recent enough for checks to share
 */
export function createUsers(
  http: AuthCaller,
  session: Session,
  { login, register, me }: Pick<Operations, "login" | "register" | "me">,
  { without = [] }: Pick<Target, "without">,
  isYoung: (exchange: Exchange) => boolean,
) {
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
  const signIn = async (account: Account, variation?: Variation) =>
    signedIn(account, await login({ ...passwordOf(account) }, variation));
  const cookies = async (account: Account) => signedIn(account, await sharedLogin(account));
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
    signedIn,
    newAccount,
    registered,
    isOffered,

    /** Logs in anew at the auth app. */
    signIn,

    /** A login of the user that checks share, which use it and change nothing: no logout, and no login that counts. */
    sharedLogin,

    /** The cookies of that login. */
    cookies,

    /**
     * A user whom nobody else uses, logged in, and whom a check may log out or otherwise spoil: one that another check
     * has left in order, or one that is made, or else one that was given.
     */
    async lend(): Promise<SignedIn> {
      const left = spare.pop();
      if (left) lent.push(left.username);
      if (left) return signIn(left);
      if ((await isOffered()) === "offered") return registered();
      return signIn(session.lease());
    },

    /** Leaves a user who can log in as before to another check, whatever became of the sessions. */
    leave({ account }: Pick<SignedIn, "account">): void {
      const times = lent.filter((name) => name === account.username).length;
      if (times < MOST_LENT) spare.push(account);
    },

    /** Whose cookies those are, as the auth app numbers its users. */
    async userId(account: Account): Promise<string | number> {
      const { accessToken } = await cookies(account);
      const answer = await session.shared(`number of ${account.username}`, () => me({ accessToken }));
      return prepared(answer, "userId", isUserId);
    },
  };
}

/** What users are told apart by: the interface says a number, and a target's own wire may say a text. */
export const isUserId = (value: unknown): value is string | number => isNumber(value) || isText(value);
