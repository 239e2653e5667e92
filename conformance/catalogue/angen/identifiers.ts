import { checkFor } from "../../model/check.ts";
import type { Account } from "../../model/target.ts";
import type { Catalogue } from "../catalogue.ts";
import type { AngenSession, Credentials } from "./api.ts";
import { logIn, tellsTheUserOf, yieldTokens } from "./expectations.ts";
import { byName } from "./get-token.ts";
import { idLike, reachable } from "./known-user.ts";
import { areErrors, areRefused, fail } from "./outcomes.ts";

const check = checkFor<AngenSession>();
const needs = ["second-account"] as const;

/** How a user can be named; the email stands for one only where it is known. */
interface Named extends Account {
  readonly userId: unknown;
}

async function named({ angen }: AngenSession, user: Account): Promise<Named> {
  return { ...user, userId: (await angen.sharedAnswer(user)).taken["userId"] };
}

/**
 * A request that names two users, with the password of the one who counts, and with that of the other; the control
 * names the first one alone.
 *
 * @param first the user who counts
 */
function goesByTheFirst(
  first: (session: AngenSession) => Promise<Account>,
  both: (one: Named, two: Named) => Credentials,
  alone: (one: Named) => Credentials,
) {
  return check({
    needs,
    act: async (session) => {
      const { angen, account, other } = session;
      const one = await named(session, await first(session));
      const two = await named(session, one.username === account.username ? other : account);
      return {
        control: await angen.getToken({ ...alone(one), password: one.password }),
        mine: await angen.getToken({ ...both(one, two), password: one.password }),
        theirs: await angen.getToken({ ...both(one, two), password: two.password }),
      };
    },
    control: ({ control }) => yieldTokens(control),
    judge: ({ control, mine, theirs }) => [
      ...yieldTokens(mine),
      ...(mine.outcome === "token" ? tellsTheUserOf(mine, control) : []),
      // Two accounts may well have one password.
      ...(mine.sent["password"] === theirs.sent["password"] ? [] : areRefused(theirs)),
    ],
  });
}

/** A request that names nobody by what counts, and a user by what does not; with that user's password. */
function goesByNoOther(wrong: (user: Named, session: AngenSession) => Credentials) {
  return check({
    act: async (session) => {
      const { angen, account } = session;
      const control = await angen.sharedAnswer(account);
      const user = await named(session, account);
      return { control, attempt: await angen.getToken({ ...wrong(user, session), password: account.password }) };
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
      reachable,
      ({ email }, { username }) => ({ email, username }),
      ({ email }) => ({ email }),
    ),
    "email-before-an-id": goesByTheFirst(
      reachable,
      ({ email }, { userId }) => ({ email, userId }),
      ({ email }) => ({ email }),
    ),
    "id-before-a-name": goesByTheFirst(
      async ({ account }) => account,
      ({ userId }, { username }) => ({ userId, username }),
      ({ userId }) => ({ userId }),
    ),
    "email-before-both": goesByTheFirst(
      reachable,
      ({ email }, { userId, username }) => ({ email, userId, username }),
      ({ email }) => ({ email }),
    ),
    "unknown-email-before-a-name": goesByNoOther(({ username }, session) => ({
      email: nobodysEmail(session),
      username,
    })),
    "empty-email-before-a-name": goesByNoOther(({ username }) => ({ email: "", username })),
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
        attempt: await angen.getToken({ password: account.password }),
      }),
      control: ({ control }) => yieldTokens(control),
      judge: ({ attempt }) => areErrors(attempt),
    }),
    "on-its-users-connection": check({
      act: async ({ angen, account }) => {
        const { connection, login } = await angen.enter(account);
        const attempt = await connection.getToken({ password: account.password });
        return { login, attempt, control: await connection.getToken(byName(account)) };
      },
      control: ({ control }) => yieldTokens(control),
      judge: ({ attempt }) => areErrors(attempt),
    }),
  },
} as const satisfies Partial<Catalogue<"angen", AngenSession>>;
