import type { Session } from "../../engine/session.ts";
import type { Opening, StreamCaller } from "../../engine/stream-connection.ts";
import type { Registration } from "../../engine/suite.ts";
import { isText } from "../../kit/prepared.ts";
import { PreparationFailed } from "../../model/errors.ts";
import type { Exchange } from "../../model/exchange.ts";
import type { Account, Target } from "../../model/target.ts";
import type { AngenClient, AngenConnection, Operation, Token } from "./api.ts";
import { askAlone, createCommands, createUsers, emailOf } from "./commands.ts";
import { declares } from "./dialects.ts";
import { clockAheadOf, expiryOfAnswer } from "./expiry.ts";
import type { Packed } from "./packets.ts";
import { inTurn, inWrites } from "./writes.ts";

export type { AngenClient, AngenConnection, AngenSession, LoggedIn, Token } from "./api.ts";

/** A token that checks share has lived no longer than this part of its life. */
const STILL_YOUNG = 0.4;

/** Creates the client that checks ask with: the commands, and the ways in that checks share. */
export function createAngenClient(stream: StreamCaller<Operation>, session: Session, target: Target): AngenClient {
  const { without = [], lifetimes } = target;
  const users = createUsers(session, target);
  const alone = createCommands(askAlone(stream), users);

  const oneAWrite = declares(target, "one-command-per-write");

  const open = async (opening?: Opening): Promise<AngenConnection> => {
    const connection = await stream.open(opening);
    const askInOneWrite = (asked: readonly Packed[]) =>
      connection.askTogether(
        asked.map((each) => (each.operation === "getToken" ? { ...each, roles: users.named(each.roles ?? {}) } : each)),
      );
    const commands = createCommands(
      (operation, roles, variation) => connection.ask(operation, roles, variation),
      users,
    );
    const askTogether = oneAWrite ? inTurn(askInOneWrite) : askInOneWrite;
    const askAll = inWrites(askTogether, users);
    return { ...connection, ...commands, isAskedInTurn: oneAWrite, askTogether, askInOneWrite, askAll };
  };

  const issued = (from: Exchange): Token => {
    const { identifierCode, renewalCode } = from.taken;
    if (!isText(identifierCode) || !isText(renewalCode)) {
      throw new PreparationFailed(`${from.step} did not yield a token`, from);
    }
    return { identifierCode, renewalCode, from };
  };

  const expiryOf = ({ from }: Pick<Token, "from">): number =>
    expiryOfAnswer(from) ?? session.expiryOf(from, lifetimes.accessMs ?? Number.NaN);

  /** Whether the better part of a token's life is ahead; one that tells nothing of it may live for ever. */
  const isYoung = (from: Exchange) => {
    const [lived, left] = [session.now() - from.startedAt, session.left(expiryOf({ from }))];
    return Number.isNaN(left) || lived < STILL_YOUNG * (lived + left);
  };

  const sharedAnswer = (user: Account) => session.shared(`token of ${user.username}`, () => askFor(user), isYoung);
  const askFor = ({ username, password }: Account) => alone.getToken({ username, password });
  const token = async (user: Account) => issued(await sharedAnswer(user));

  const newAccount = (passwordLength = 20): Account => {
    const username = session.newName();
    return { username, email: emailOf(username), password: session.newPassword(passwordLength) };
  };

  const isOffered = async (): Promise<Registration> => {
    if (without.includes("register")) return "absent";
    const answer = await session.shared("registration of nobody", () =>
      alone.register({ username: "", email: "", password: "" }),
    );
    if (answer.outcome !== "error") return answer.error ? "absent" : "offered";
    // What is no command there is an error as well, and told from a command that lacks something by its words alone.
    const unknown = await session.shared("a command that nobody knows", () =>
      alone.register({}, { envelope: (envelope) => ({ ...envelope, name: "account/authmark_knows_no_such_command" }) }),
    );
    return unknown.taken["reason"] === answer.taken["reason"] ? "absent" : "offered";
  };

  const registered = async (account: Account = newAccount()) => {
    const creation = await alone.register({ ...account });
    if (creation.outcome !== "registered") throw new PreparationFailed("no account was made", creation);
    return { account, token: issued(await askFor(account)) };
  };

  return {
    lineLimit: target.limits?.line,
    getToken: alone.getToken,
    login: alone.login,
    renew: alone.renew,
    register: alone.register,
    ping: alone.ping,
    open,
    issued,
    expiryOf,
    clockAheadOf: ({ from }) => clockAheadOf(from, target),
    sharedAnswer,
    token,
    signIn: async (user) => issued(await askFor(user)),
    renewed: async (codes) => issued(await alone.renew(codes)),
    async enter(whose, opening) {
      const own = "identifierCode" in whose ? whose : await token(whose);
      const connection = await open(opening);
      const login = await connection.login(own.identifierCode);
      if (login.outcome !== "loggedIn") throw new PreparationFailed("the connection was not logged in", login);
      return { connection, token: own, login };
    },
    emailOf,
    newAccount,
    isOffered,
    registered,
    async lend() {
      if ((await isOffered()) === "offered") return registered();
      const account = session.lease();
      return { account, token: issued(await askFor(account)) };
    },
  };
}
