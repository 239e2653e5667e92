import type { Session } from "../../engine/session.ts";
import type { StreamCaller } from "../../engine/stream-connection.ts";
import type { Roles } from "../../model/exchange.ts";
import type { Account, Target } from "../../model/target.ts";
import type { Commands, Credentials, Newcomer, Operation, PasswordChange } from "./api.ts";
import { declares } from "./dialects.ts";

/** What the suite calls itself, so that an operator finds it in a log. */
const USER_AGENT = "authmark (conformance suite)";
/** Emails at a domain that is nobody's (RFC 2606 §3). */
const DOMAIN = "example.com";

/** The roles that a request for a token may have, of an account. */
const CREDENTIALS: readonly string[] = ["username", "email", "userId", "password"];

/** An email of a user of that name, unless another is known. */
export const emailOf = (username: string): string => `${username}@${DOMAIN}`;

/** Sends one command, somewhere; `variation.fails` is heeded there. */
export type Ask = (
  operation: Operation,
  roles: Roles,
  variation: Parameters<Commands["whoami"]>[0],
) => ReturnType<Commands["whoami"]>;

/** What commands of all connections of a run know of its users. */
export interface Users {
  /** Whether the password is that of whoever all the identifiers name. */
  isRight(credentials: Credentials): boolean;
  /** The roles by which a user is meant who is known by name: the name, or the email where the target takes no names. */
  named(roles: Roles): Roles;
  note(made: Account): void;
  /** Notes another password of an account that the run made. */
  changed(change: PasswordChange): void;
}

/** Creates what is known of the users of a run. */
export function createUsers(session: Session, target: Pick<Target, "dialects">): Users {
  const madeHere = session.stock<Account>("accounts made");
  const takesNoNames = declares(target, "no-get-token-by-name");
  const note = (made: Account) => {
    madeHere.push(made);
    session.made(made);
  };
  return {
    isRight: ({ username, email, password }) =>
      [...session.accounts, ...madeHere].some(
        (account) =>
          account.password === password &&
          (username === undefined || username === account.username) &&
          (email === undefined || email === (account.email ?? emailOf(account.username))),
      ),
    named(roles) {
      const { username, ...rest } = roles;
      if (!takesNoNames || typeof username !== "string" || "email" in roles || "userId" in roles) return roles;
      const known = [...session.accounts, ...madeHere].find((account) => account.username === username);
      return { ...rest, email: known?.email ?? emailOf(username) };
    },
    note,
    changed({ current, next }) {
      const changed = madeHere.findLast(({ password }) => password === current);
      if (changed) note({ ...changed, password: String(next) });
    },
  };
}

/** Creates the commands, as they are sent by `ask`. */
export function createCommands(ask: Ask, users: Users): Commands {
  return {
    getToken(credentials, variation) {
      const { username, email, userId } = credentials;
      const fails = users.isRight(credentials) ? {} : { fails: String(username ?? email ?? userId) };
      const given = Object.entries(credentials).filter(([role]) => CREDENTIALS.includes(role));
      const roles = users.named(Object.fromEntries(given));
      return ask("getToken", { ...roles, userAgent: USER_AGENT }, { ...fails, ...variation });
    },
    login: (identifierCode, variation) => ask("login", { identifierCode, userAgent: USER_AGENT }, variation),
    renew: ({ identifierCode, renewalCode }, variation) => ask("renew", { identifierCode, renewalCode }, variation),
    whoami: (variation) => ask("whoami", {}, variation),
    ping: (variation) => ask("ping", {}, variation),
    disconnect: (variation) => ask("disconnect", {}, variation),
    async register(newcomer: Newcomer, variation) {
      const { username, password } = newcomer;
      const email = "email" in newcomer ? newcomer.email : emailOf(String(username));
      const answer = await ask("register", { username, email, password }, variation);
      if (answer.outcome === "registered") {
        users.note({
          username: String(username),
          password: String(password),
          ...(typeof email === "string" && { email }),
        });
      }
      return answer;
    },
    async changePassword({ current, next }, variation) {
      const answer = await ask("changePassword", { password: current, newPassword: next }, variation);
      if (answer.outcome === "success") users.changed({ current, next });
      return answer;
    },
    revokeTokens: (variation) => ask("revokeTokens", {}, variation),
  };
}

/** Sends each command on a connection of its own, which is closed behind the answer. */
export function askAlone(stream: StreamCaller<Operation>): Ask {
  return async (operation, roles, { fails, ...variation } = {}) => {
    // The connection is for this login alone: it comes from an address that has failures to spare.
    const from = fails === undefined ? undefined : await stream.failing(fails);
    const connection = await stream.open(from === undefined ? {} : { from });
    return connection.ask(operation, roles, variation).finally(() => connection.close());
  };
}
