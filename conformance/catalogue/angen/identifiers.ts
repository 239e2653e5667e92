import { checkFor, type Need } from "../../model/check.ts";
import type { Evidence, Exchange } from "../../model/exchange.ts";
import type { Account } from "../../model/target.ts";
import type { Catalogue } from "../catalogue.ts";
import { logIn, tellsTheUserOf, yieldTokens } from "./answers.ts";
import type { AngenSession, Credentials } from "./api.ts";
import { byName } from "./get-token.ts";
import { idLike, type Reachable, reachable } from "./known-user.ts";
import { areErrors, areRefused, fail } from "./outcomes.ts";

const check = checkFor<AngenSession>();
const needs = ["second-account"] as const;

/** How a user can be named. */
interface Named extends Reachable {
  readonly userId: unknown;
}

/** Two users of whom all three names are known. */
async function twoNamed(session: AngenSession): Promise<readonly [Named, Named]> {
  const { angen, account, other } = session;
  const one = await reachable(session);
  const two = one.username === account.username ? other : account;
  const named = async (user: Account): Promise<Named> => {
    const { userId } = (await angen.sharedAnswer(user)).taken;
    return { ...user, email: user.email ?? angen.emailOf(user.username), userId };
  };
  return [await named(one), await named(two)];
}

/** Names of two users in one request. */
type Both = (one: Named, two: Named) => Credentials;

/**
 * A request that names two users, with the password of the first one, who counts, and with that of the second; the
 * control is a request that names the first alone.
 */
function goesByTheFirst(both: Both, alone: (one: Named) => Credentials) {
  return check({
    needs,
    act: async (session) => {
      const { angen } = session;
      const [one, two] = await twoNamed(session);
      const control = await angen.getToken({ ...alone(one), password: one.password });
      const mine = await angen.getToken({ ...both(one, two), password: one.password });
      const theirs = await angen.getToken(
        { ...both(one, two), password: two.password },
        { fails: one.username },
      );
      const samePassword = one.password === two.password ? { samePassword: theirs } : {};
      return { control, mine, theirs, ...samePassword } as Evidence & Record<"control" | "mine" | "theirs", Exchange>;
    },
    control: ({ control }) => yieldTokens(control),
    judge: ({ control, mine, theirs, samePassword }) => [
      ...yieldTokens(mine),
      ...(mine.outcome === "token" ? tellsTheUserOf(mine, control) : []),
      ...(samePassword ? tellsTheUserOf(theirs, control) : areRefused(theirs)),
    ],
  });
}

/** A request that names nobody by what counts, and a user by what does not; with that user's password. */
function goesByNoOther(wrong: (user: Named, session: AngenSession) => Credentials, more: readonly Need[] = []) {
  return check({
    needs: more,
    act: async (session) => {
      const { angen, account } = session;
      const user = await reachable(session).catch(() => account);
      const control = await angen.sharedAnswer(user);
      const named = { email: "", ...user, userId: control.taken["userId"] };
      const attempt = await angen.getToken(
        { ...wrong(named, session), password: user.password },
        { fails: user.username },
      );
      return { control, attempt };
    },
    control: ({ control }) => yieldTokens(control),
    judge: ({ attempt }) => areRefused(attempt),
  });
}

const nobodysEmail = ({ angen, newName }: AngenSession) => angen.emailOf(newName());

/** Checks of how a user is named where a token is asked for. */
export const identifiers = {
  "angen.email-stands-for-its-user": {
    "email-for-the-name": check({
      act: async (session) => {
        const { angen } = session;
        const user = await reachable(session);
        const control = await angen.sharedAnswer(user);
        const { email, password } = user;
        return { control, answer: await angen.getToken({ email, password }) };
      },
      control: ({ control }) => yieldTokens(control),
      judge: ({ control, answer }) => [...yieldTokens(answer), ...tellsTheUserOf(answer, control)],
    }),
    "new-account": check({
      needs: ["registration"],
      act: async ({ angen }) => {
        const { account, token } = await angen.registered();
        const { email, password } = account;
        const answer = await angen.getToken({ email, password });
        const wrong = await angen.getToken({ email, password: `not ${password}` });
        const login = await angen.login(answer.taken["identifierCode"]);
        return { control: token.from, answer, wrong, login };
      },
      control: ({ control }) => yieldTokens(control),
      judge: ({ control, answer, wrong, login }) => [
        ...yieldTokens(answer),
        ...tellsTheUserOf(answer, control),
        ...(answer.outcome === "token" ? logIn(login) : []),
        ...fail(wrong),
      ],
    }),
  },
  "angen.id-stands-for-its-user": {
    "id-for-the-name": check({
      act: async ({ angen, account }) => {
        const control = await angen.sharedAnswer(account);
        const { userId } = control.taken;
        const answer = await angen.getToken({ userId, password: account.password });
        const wrong = await angen.getToken({ userId, password: `not ${account.password}` });
        const login = await angen.login(answer.taken["identifierCode"]);
        return { control, answer, wrong, login };
      },
      control: ({ control }) => yieldTokens(control),
      judge: ({ control, answer, wrong, login }) => [
        ...yieldTokens(answer),
        ...tellsTheUserOf(answer, control),
        ...(answer.outcome === "token" ? logIn(login) : []),
        ...fail(wrong),
      ],
    }),
  },
  "angen.identifiers-have-an-order": {
    "email-before-a-name": goesByTheFirst(
      ({ email }, { username }) => ({ email, username }),
      ({ email }) => ({ email }),
    ),
    "email-before-an-id": goesByTheFirst(
      ({ email }, { userId }) => ({ email, userId }),
      ({ email }) => ({ email }),
    ),
    "id-before-a-name": goesByTheFirst(
      ({ userId }, { username }) => ({ userId, username }),
      ({ userId }) => ({ userId }),
    ),
    "email-before-both": goesByTheFirst(
      ({ email }, { userId, username }) => ({ email, userId, username }),
      ({ email }) => ({ email }),
    ),
    "unknown-email-before-a-name": goesByNoOther(({ username }, session) => ({
      email: nobodysEmail(session),
      username,
    })),
    "unknown-email-before-an-id": goesByNoOther(({ userId }, session) => ({ email: nobodysEmail(session), userId })),
    "unknown-id-before-a-name": goesByNoOther(({ username, userId }, session) => ({
      userId: idLike(String(userId), session),
      username,
    })),
  },
  "angen.token-of-nobody-is-an-error": {
    "no-username": check({
      act: async ({ angen, account }) => ({
        control: await angen.sharedAnswer(account),
        attempt: await angen.getToken({ password: account.password }, { fails: account.username }),
      }),
      control: ({ control }) => yieldTokens(control),
      judge: ({ attempt }) => areErrors(attempt),
    }),
    "on-its-users-connection": check({
      act: async ({ angen, account }) => {
        const { connection, login } = await angen.enter(account);
        const variation = { fails: account.username };
        const attempt = await connection.getToken({ password: account.password }, variation);
        return { login, attempt, control: await connection.getToken(byName(account)) };
      },
      control: ({ control }) => yieldTokens(control),
      judge: ({ attempt }) => areErrors(attempt),
    }),
  },
} as const satisfies Partial<Catalogue<"angen", AngenSession>>;
