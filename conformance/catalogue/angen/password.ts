import { expecting, expectThat } from "../../kit/expect.ts";
import { inOtherCase } from "../../kit/tokens.ts";
import { checkFor } from "../../model/check.ts";
import type { Evidence, Exchange } from "../../model/exchange.ts";
import type { Account } from "../../model/target.ts";
import type { Catalogue } from "../catalogue.ts";
import { numbered } from "../common/parallel.ts";
import type { AngenSession, PasswordChange, Token } from "./api.ts";
import { CLOSES_WITHIN_MS, type Ending, endings } from "./endings.ts";
import { logIn, yieldTokens } from "./expectations.ts";
import { byName } from "./get-token.ts";
import { areRefused, fail } from "./outcomes.ts";
import { isStill } from "./renewal.ts";

const check = checkFor<AngenSession>();

/** A change of the password, which may take the connection with it before its answer. */
export const passwordChange: Ending = {
  needs: ["password-change", "disposable-account"],
  async end({ newPassword }, connection, account) {
    const next = newPassword(20);
    const answer = await connection.changePassword({ current: account.password, next }, { mayClose: true });
    return { answer, after: { ...account, password: next } };
  },
};

const { needs } = passwordChange;
const ends = endings(passwordChange);

/** A password that is changed so many times, each time on a new login; the accounts as they were, the last one as it is. */
async function changedTimes(session: AngenSession, times: number) {
  const { angen } = session;
  const lent = await angen.lend();
  const accounts: Account[] = [lent.account];
  let token: Token = lent.token;
  const answers: Exchange[] = [];
  for (let time = 0; time < times; time++) {
    const { connection } = await angen.enter(token);
    const account = accounts.at(-1) ?? lent.account;
    const { answer, after } = await passwordChange.end(session, connection, account);
    await connection.closed(CLOSES_WITHIN_MS);
    answers.push(answer);
    accounts.push(after);
    if (time < times - 1) token = await angen.signIn(after);
  }
  return { accounts, control: answers.at(-1) as Exchange, userId: lent.token.from.taken["userId"], token: lent.token };
}

const isDone = ({ control }: { readonly control: Exchange }) => expecting(control, "success", "unanswered");

/** Changes that do not give the right current password, made from the account: all fail, and end nothing. */
function changeNothing(wrong: (account: Account, token: Token, session: AngenSession) => readonly PasswordChange[]) {
  return check({
    needs,
    act: async (
      session,
    ): Promise<Evidence & Record<"entered" | "whoami" | "login" | "again" | "taken" | "renewal", Exchange>> => {
      const { angen, newPassword } = session;
      const { account, token } = await angen.lend();
      const { connection, login: entered } = await angen.enter(token);
      const next = newPassword(20);
      const attempts: Exchange[] = [];
      for (const change of wrong(account, token, session)) {
        const attempt = await connection.changePassword({ next, ...change }, { mayClose: true });
        attempts.push(attempt);
        if (attempt.outcome !== "failure" && attempt.outcome !== "error") break;
      }
      return {
        ...numbered("attempt", attempts),
        entered,
        whoami: await connection.whoami({ mayClose: true }),
        login: await angen.login(token.identifierCode),
        again: await angen.getToken(byName(account)),
        taken: await angen.getToken({ username: account.username, password: next }),
        renewal: await angen.renew(token),
      };
    },
    control: ({ entered }) => logIn(entered),
    judge: ({ entered, whoami, login, again, taken, renewal, ...attempts }) => [
      ...areRefused(...Object.values(attempts), taken),
      ...isStill(whoami, entered),
      ...logIn(login),
      ...yieldTokens(again, renewal),
    ],
  });
}

/** Checks of changes of a password. */
export const passwords = {
  "angen.password-change-needs-a-login": {
    "first-command-of-a-connection": check({
      needs,
      act: async ({ angen, newPassword }) => {
        const { account, token } = await angen.lend();
        const { login: control } = await angen.enter(token);
        const connection = await angen.open();
        const next = newPassword(20);
        const attempt = await connection.changePassword({ current: account.password, next });
        return {
          control,
          attempt,
          again: await angen.getToken(byName(account)),
          taken: await angen.getToken({ username: account.username, password: next }),
          login: await angen.login(token.identifierCode),
        };
      },
      control: ({ control }) => logIn(control),
      judge: ({ attempt, again, taken, login }) => [
        ...fail(attempt),
        ...yieldTokens(again),
        ...areRefused(taken),
        ...logIn(login),
      ],
    }),
    "on-the-connection-of-its-token": check({
      needs,
      act: async ({ angen, newPassword }) => {
        const { account } = await angen.lend();
        const connection = await angen.open();
        const control = await connection.getToken(byName(account));
        const next = newPassword(20);
        const attempt = await connection.changePassword(
          { current: account.password, next },
          { envelope: (own) => ({ ...own, command: { ...(own["command"] as object), name: account.username } }) },
        );
        return {
          control,
          attempt,
          again: await angen.getToken(byName(account)),
          taken: await angen.getToken({ username: account.username, password: next }),
        };
      },
      control: ({ control }) => yieldTokens(control),
      judge: ({ attempt, again, taken }) => [...fail(attempt), ...yieldTokens(again), ...areRefused(taken)],
    }),
  },
  "angen.wrong-current-password-changes-nothing": {
    "wrong-current-password": check({
      needs,
      act: async (session) => {
        const { angen, newPassword } = session;
        const { account, token } = await angen.lend();
        const { connection, login: entered } = await angen.enter(token);
        const wrong = { current: `not ${account.password}`, next: newPassword(20) };
        const attempt = await connection.changePassword(wrong, { mayClose: true });
        const whoami = await connection.whoami({ mayClose: true });
        const again = await angen.getToken(byName(account));
        return { entered, attempt, whoami, again, login: await angen.login(token.identifierCode) };
      },
      control: ({ entered }) => logIn(entered),
      judge: ({ entered, attempt, whoami, again, login }) => [
        ...fail(attempt),
        ...isStill(whoami, entered),
        ...yieldTokens(again),
        ...logIn(login),
      ],
    }),
    "near-misses-of-the-current-password": changeNothing(({ password }) =>
      [
        inOtherCase(password),
        `${password}x`,
        password.slice(0, -1),
        ` ${password}`,
        `${password}  `,
        `${password}\0x`,
      ].map((current) => ({ current })),
    ),
    "other-texts-for-the-current-password": changeNothing((account, token, session) => {
      const next = session.newPassword(20);
      return [
        { current: next, next },
        { current: account.username },
        { current: token.identifierCode },
        { current: token.renewalCode },
        { current: session.account.password },
        { current: "" },
        { current: undefined },
        { current: null },
      ];
    }),
    "earlier-password-as-the-current-one": check({
      needs,
      act: async (session) => {
        const { angen, newPassword } = session;
        const { accounts, control } = await changedTimes(session, 1);
        const [first, now] = accounts as [Account, Account];
        const { connection, login } = await angen.enter(await angen.signIn(now));
        const next = newPassword(20);
        const attempt = await connection.changePassword({ current: first.password, next }, { mayClose: true });
        return { control, login, attempt, again: await angen.getToken(byName(now)) };
      },
      control: ({ control, login }) => [...isDone({ control }), ...logIn(login)],
      judge: ({ attempt, again }) => [...fail(attempt), ...yieldTokens(again)],
    }),
  },
  "angen.new-password-yields-a-token": {
    "after-a-password-change": check({
      needs,
      act: async (session) => {
        const { angen } = session;
        const { accounts, control, userId, token } = await changedTimes(session, 1);
        const now = accounts.at(-1) as Account;
        const answer = await angen.getToken(byName(now));
        const byId = await angen.getToken({ userId, password: now.password });
        const login = await angen.login(answer.taken["identifierCode"]);
        return { token: token.from, control, answer, byId, login };
      },
      control: isDone,
      judge: ({ token, answer, byId, login }) => [
        ...yieldTokens(answer, byId),
        ...(answer.outcome === "token" ? logIn(login) : []),
        ...expectThat(
          answer.taken["userId"] === token.taken["userId"],
          answer.step,
          "the same user as before",
          String(answer.taken["userId"]),
        ),
      ],
    }),
    "after-a-second-password-change": check({
      needs,
      act: async (session) => {
        const { accounts, control } = await changedTimes(session, 2);
        return { control, answer: await session.angen.getToken(byName(accounts.at(-1) as Account)) };
      },
      control: isDone,
      judge: ({ answer }) => yieldTokens(answer),
    }),
  },
  "angen.old-password-yields-none": {
    "after-a-password-change": check({
      needs,
      act: async (session) => {
        const { angen } = session;
        const { accounts, control, userId } = await changedTimes(session, 1);
        const [{ username, password, email }, now] = accounts as [Account, Account];
        return {
          control,
          byName: await angen.getToken({ username, password }),
          byEmail: await angen.getToken({ email: email ?? angen.emailOf(username), password }),
          byId: await angen.getToken({ userId, password }),
          right: await angen.getToken(byName(now)),
          again: await angen.getToken({ username, password }),
        };
      },
      control: isDone,
      judge: ({ byName: name, byEmail, byId, again }) => areRefused(name, byEmail, byId, again),
    }),
    "after-a-second-password-change": check({
      needs,
      act: async (session) => {
        const { angen } = session;
        const { accounts, control } = await changedTimes(session, 2);
        const [first, second] = accounts as [Account, Account];
        return { control, first: await angen.getToken(byName(first)), second: await angen.getToken(byName(second)) };
      },
      control: isDone,
      judge: ({ first, second }) => areRefused(first, second),
    }),
  },
  "angen.password-change-ends-every-token": {
    "tokens-of-every-kind": ends.login,
    "token-from-another-address": ends.endsTokenFromElsewhere,
    "renewals-of-every-kind": ends.renewal,
  },
  "angen.password-change-is-answered": {
    "one-connection": ends.answered,
    "several-connections": ends.answeredAmongOthers,
  },
  "angen.password-change-closes-the-users-connections": {
    "several-connections": ends.closesEveryConnection,
    "connection-from-another-address": ends.closesConnectionFromElsewhere,
    "once-another-users-connection": ends.closesChangedConnection,
  },
  "angen.identifier-code-is-not-used-up": { "after-anothers-password-change": ends.leavesOthersAlone },
} as const satisfies Partial<Catalogue<"angen", AngenSession>>;
