import { describe, expecting, expectThat } from "../../kit/expect.ts";
import { checkFor, type Need } from "../../model/check.ts";
import { CannotTest } from "../../model/errors.ts";
import type { Exchange } from "../../model/exchange.ts";
import type { Account } from "../../model/target.ts";
import type { Catalogue } from "../catalogue.ts";
import type { AngenSession } from "./api.ts";
import { logIn, tellsTheUserOf, yieldTokens } from "./expectations.ts";
import { byName } from "./get-token.ts";
import { areRefused, fail } from "./outcomes.ts";
import { isStill } from "./renewal.ts";

const check = checkFor<AngenSession>();
const needs = ["registration"] as const;

const isMade = (registration: Exchange) => expecting(registration, "registered");

/** What is registered for a second time, made from the owner and from an account that nobody has. */
type Taking = (owner: Account, free: Account) => Account;

/**
 * An account, then a registration that is to fail, and whose the account is afterwards.
 *
 * @param between what happens before it
 */
function takesNothingOver(
  taking: Taking,
  {
    times = 1,
    more = [],
    between,
  }: {
    times?: number;
    more?: readonly Need[];
    between?: (session: AngenSession, owner: Account) => Promise<void>;
  } = {},
) {
  return check({
    needs: [...needs, ...more],
    act: async (session) => {
      const { angen } = session;
      const owner = angen.newAccount();
      const control = await angen.register({ ...owner });
      const issue = await angen.getToken(byName(owner));
      const taker = taking(owner, angen.newAccount());
      await between?.(session, owner);
      const attempt = await angen.register({ ...taker });
      for (let time = 1; time < times; time++) await angen.register({ ...taker });
      const { email } = owner;
      return {
        control,
        issue,
        attempt,
        ownerByName: await angen.getToken(byName(owner)),
        ownerByEmail: await angen.getToken({ email, password: owner.password }),
        takerByName: await angen.getToken(byName(taker)),
        takerByEmail: await angen.getToken({ email: taker.email, password: taker.password }),
        login: await angen.login(issue.taken["identifierCode"]),
      };
    },
    control: ({ control, issue }) => [...isMade(control), ...yieldTokens(issue)],
    judge: ({ issue, attempt, ownerByName, ownerByEmail, takerByName, takerByEmail, login }) => [
      ...fail(attempt),
      ...[ownerByName, ownerByEmail].flatMap((each) => [...yieldTokens(each), ...isOf(each, issue)]),
      ...[takerByName, takerByEmail].flatMap((each) => isNobodyNew(each, ownerByName)),
      // What was given before a restart may have ended with it.
      ...(between ? [] : logIn(login)),
    ],
  });
}

/** @throws CannotTest where the account is no more after it, with all that its server had in memory */
async function restarted({ angen, hook }: AngenSession, owner: Account): Promise<void> {
  await hook("restart");
  const { outcome } = await angen.getToken(byName(owner));
  if (outcome !== "token") throw new CannotTest("the restart has taken the new account with it");
}

const isOf = (each: Exchange, issue: Exchange) => (each.outcome === "token" ? tellsTheUserOf(each, issue) : []);

/** Finds fault with a token for whom there should be none; what is the owner's own, password and all, is fine. */
function isNobodyNew(attempt: Exchange, owner: Exchange) {
  const isOwners = attempt.sent["password"] === owner.sent["password"];
  return isOwners
    ? isOf(attempt, owner)
    : expectThat(attempt.outcome !== "token", attempt.step, "no token", describe(attempt));
}

/** Checks of accounts that are made. */
export const registrations = {
  "angen.registration-makes-an-account": {
    "name-with-capitals": check({
      needs,
      act: async ({ angen }) => {
        const made = angen.newAccount();
        const account = { ...made, username: `${made.username.slice(0, 2).toUpperCase()}${made.username.slice(2)}X` };
        const registration = await angen.register({ ...account });
        return { registration, answer: await angen.getToken(byName(account)) };
      },
      // A server may not take such names.
      judge: ({ registration, answer }) => (registration.outcome === "registered" ? yieldTokens(answer) : []),
    }),
    "new-account": check({
      needs,
      act: async ({ angen }) => {
        const account = angen.newAccount();
        const registration = await angen.register({ ...account });
        const answer = await angen.getToken(byName(account));
        const wrong = await angen.getToken({ username: account.username, password: `not ${account.password}` });
        return { registration, answer, wrong, login: await angen.login(answer.taken["identifierCode"]) };
      },
      judge: ({ registration, answer, wrong, login }) => [
        ...isMade(registration),
        ...yieldTokens(answer),
        ...areRefused(wrong),
        ...(answer.outcome === "token" ? [...logIn(login), ...isOf(answer, registration)] : []),
      ],
    }),
    "on-a-users-connection": check({
      needs,
      act: async ({ angen, account: user }) => {
        const { connection, login } = await angen.enter(user);
        const account = angen.newAccount();
        const registration = await connection.register({ ...account });
        return { login, registration, answer: await connection.getToken(byName(account)) };
      },
      judge: ({ registration, answer }) => [...isMade(registration), ...yieldTokens(answer)],
    }),
    "two-accounts-of-one-password": check({
      needs,
      act: async ({ angen }) => {
        const [one, other] = [angen.newAccount(), angen.newAccount()];
        const first = await angen.register({ ...one });
        const second = await angen.register({ ...other, password: one.password });
        return { first, second, answer: await angen.getToken({ username: other.username, password: one.password }) };
      },
      control: ({ first }) => isMade(first),
      judge: ({ second, answer }) => [...isMade(second), ...yieldTokens(answer), ...isOf(answer, second)],
    }),
    "password-beyond-ascii": check({
      needs,
      act: async ({ angen }) => {
        const account = angen.newAccount();
        const password = `${account.password} \u043f\u0430\u0440\u043e\u043b\u044c \u{1f511}`;
        const registration = await angen.register({ ...account, password });
        return { registration, answer: await angen.getToken({ username: account.username, password }) };
      },
      // A server may take no such password.
      judge: ({ registration, answer }) =>
        registration.outcome === "registered" ? yieldTokens(answer) : fail(registration),
    }),
  },
  "angen.registration-logs-nobody-in": {
    "on-a-connection-of-nobody": check({
      needs,
      act: async ({ angen }) => {
        const [connection, idle] = [await angen.open(), await angen.open()];
        const control = await connection.register({ ...angen.newAccount() });
        return { control, attempt: await connection.whoami(), elsewhere: await idle.whoami() };
      },
      control: ({ control }) => isMade(control),
      judge: ({ attempt, elsewhere }) => fail(attempt, elsewhere),
    }),
    "on-a-users-connection": check({
      needs,
      act: async ({ angen, account }) => {
        const { connection, login } = await angen.enter(account);
        const control = await connection.register({ ...angen.newAccount() });
        return { login, control, whoami: await connection.whoami() };
      },
      control: ({ control }) => isMade(control),
      judge: ({ login, whoami }) => isStill(whoami, login),
    }),
  },
  "angen.taken-name-is-refused": {
    "taken-name": takesNothingOver(({ username }, free) => ({ ...free, username })),
    "taken-name-twice": takesNothingOver(({ username }, free) => ({ ...free, username }), { times: 3 }),
    "taken-name-with-its-own-password": takesNothingOver(({ username, password }, free) => ({
      ...free,
      username,
      password,
    })),
    "taken-name-after-a-restart": takesNothingOver(({ username }, free) => ({ ...free, username }), {
      more: ["restart-hook"],
      between: restarted,
    }),
    "name-of-a-given-account": check({
      needs,
      act: async ({ angen, account }) => {
        const control = await angen.sharedAnswer(account);
        const { password, email } = angen.newAccount();
        const { username } = account;
        return {
          control,
          attempt: await angen.register({ username, password, email }),
          owner: await angen.getToken(byName(account)),
          taker: await angen.getToken({ username, password }),
        };
      },
      control: ({ control }) => yieldTokens(control),
      judge: ({ control, attempt, owner, taker }) => [
        ...fail(attempt),
        ...yieldTokens(owner),
        ...isOf(owner, control),
        ...areRefused(taker),
      ],
    }),
    "on-its-users-connection": check({
      needs,
      act: async ({ angen }) => {
        const { account, token } = await angen.registered();
        const { connection, login: control } = await angen.enter(token);
        const { password, email } = angen.newAccount();
        const { username } = account;
        return {
          control,
          attempt: await connection.register({ username, password, email }),
          owner: await angen.getToken(byName(account)),
          taker: await angen.getToken({ username, password }),
        };
      },
      control: ({ control }) => logIn(control),
      judge: ({ attempt, owner, taker }) => [...fail(attempt), ...yieldTokens(owner), ...areRefused(taker)],
    }),
  },
  "angen.taken-email-is-refused": {
    "taken-email": takesNothingOver(({ email }, free) => withEmailOf(free, email)),
    "taken-email-twice": takesNothingOver(({ email }, free) => withEmailOf(free, email), { times: 3 }),
    "taken-email-with-its-own-password": takesNothingOver(({ email, password }, free) => ({
      ...withEmailOf(free, email),
      password,
    })),
    "taken-email-after-a-restart": takesNothingOver(({ email }, free) => withEmailOf(free, email), {
      more: ["restart-hook"],
      between: restarted,
    }),
  },
} as const satisfies Partial<Catalogue<"angen", AngenSession>>;

function withEmailOf(free: Account, email: string | undefined): Account {
  return email === undefined ? free : { ...free, email };
}
