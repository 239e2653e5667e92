import { expectThat } from "../../kit/expect.ts";
import { checkFor } from "../../model/check.ts";
import type { Evidence, Exchange } from "../../model/exchange.ts";
import type { Account } from "../../model/target.ts";
import type { Catalogue } from "../catalogue.ts";
import { numbered } from "../common/parallel.ts";
import type { AngenSession } from "./api.ts";
import { logIn, tellsTheName, tellsTheUserOf, yieldTokens } from "./expectations.ts";
import { fail } from "./outcomes.ts";
import { isStill } from "./renewal.ts";
import { leave, spare } from "./spare.ts";

const check = checkFor<AngenSession>();

/** What a token is asked for with by name. */
export const byName = ({ username, password }: Pick<Account, "username" | "password">) => ({ username, password });

/** Checks of what a right password yields. */
export const getTokens = {
  "angen.right-password-yields-a-token": {
    "every-account": check({
      act: async ({ angen, accounts }): Promise<Evidence> => {
        const answers: Exchange[] = [];
        for (const account of accounts) answers.push(await angen.sharedAnswer(account));
        return numbered("token", answers);
      },
      judge: (answers) => yieldTokens(...Object.values(answers)),
    }),
    // Also where the target declares that it takes no names, and all others are asked by email.
    "by-name": check({
      act: async ({ angen, account }) => ({
        control: await angen.sharedAnswer(account),
        answer: await angen.getToken({ ...byName(account), email: undefined }),
      }),
      control: ({ control }) => yieldTokens(control),
      judge: ({ answer, control }) => [...yieldTokens(answer), ...tellsTheUserOf(answer, control)],
    }),
    "after-a-wrong-password": check({
      act: async (session) => {
        const { angen, account } = session;
        const connection = await angen.open();
        await connection.getToken({ username: account.username, password: `not ${account.password}` });
        const answer = await connection.getToken(byName(account));
        if (answer.outcome === "token") leave(session, account, angen.issued(answer));
        return { control: await angen.sharedAnswer(account), answer };
      },
      control: ({ control }) => yieldTokens(control),
      judge: ({ answer }) => yieldTokens(answer),
    }),
    "on-another-users-connection": check({
      needs: ["second-account"],
      act: async (session) => {
        const { angen, account, other } = session;
        const { connection, login } = await angen.enter(other);
        const answer = await connection.getToken(byName(account));
        if (answer.outcome === "token") leave(session, account, angen.issued(answer));
        return { login, answer, control: await angen.sharedAnswer(account) };
      },
      control: ({ control }) => yieldTokens(control),
      judge: ({ answer, control }) => [...yieldTokens(answer), ...tellsTheUserOf(answer, control)],
    }),
    "new-account": check({
      needs: ["registration"],
      act: async ({ angen }) => {
        const account = angen.newAccount();
        const control = await angen.register({ ...account });
        return { control, answer: await angen.getToken(byName(account)) };
      },
      control: ({ control }) => expectThat(control.outcome === "registered", control.step, "an account", control.said),
      judge: ({ answer }) => yieldTokens(answer),
    }),
  },
  "angen.token-names-its-user": {
    "every-account": check({
      act: async ({ angen, accounts }): Promise<Evidence> => {
        const answers: Record<string, Exchange> = {};
        for (const [index, account] of accounts.entries()) {
          const token = await angen.token(account);
          answers[`token ${index + 1}`] = token.from;
          answers[`login ${index + 1}`] = await angen.login(token.identifierCode);
        }
        return answers;
      },
      control: (all) => logIn(...Object.values(all).filter(({ operation }) => operation === "login")),
      judge: (all) =>
        Object.entries(all).flatMap(([name, token]) => {
          const login = all[name.replace("token", "login")] as Exchange;
          return token.operation === "getToken" ? tellsTheUserOf(token, login) : [];
        }),
    }),
    "two-users": check({
      needs: ["second-account"],
      act: async ({ angen, account, other }) => ({
        mine: await angen.sharedAnswer(account),
        theirs: await angen.sharedAnswer(other),
      }),
      control: ({ mine, theirs }) => yieldTokens(mine, theirs),
      judge: ({ mine, theirs }) => {
        const [one, two] = [mine.taken["userId"], theirs.taken["userId"]];
        return expectThat(
          one !== two,
          theirs.step,
          "another id than the first user's",
          JSON.stringify(two) ?? "nothing",
        );
      },
    }),
    "new-account": check({
      needs: ["registration"],
      act: async ({ angen }) => {
        const account = angen.newAccount();
        const registration = await angen.register({ ...account });
        const control = await angen.getToken(byName(account));
        const login = await angen.login(angen.issued(control).identifierCode);
        return { registration, control, login, as: registration };
      },
      control: ({ control, login }) => [...yieldTokens(control), ...logIn(login)],
      judge: ({ registration, control, login }) => [
        ...tellsTheUserOf(control, registration),
        ...tellsTheUserOf(login, registration),
        ...tellsTheName(login, String(registration.sent["username"])),
      ],
    }),
  },
  "angen.getting-a-token-logs-nobody-in": {
    "on-a-connection-of-nobody": check({
      act: async (session) => {
        const { angen, account } = session;
        const [connection, idle] = [await angen.open(), await angen.open()];
        const control = await connection.getToken(byName(account));
        const [attempt, elsewhere] = [await connection.whoami(), await idle.whoami()];
        if (control.outcome === "token") leave(session, account, angen.issued(control));
        return { control, attempt, elsewhere };
      },
      control: ({ control }) => yieldTokens(control),
      judge: ({ attempt, elsewhere }) => fail(attempt, elsewhere),
    }),
    "on-another-users-connection": check({
      needs: ["second-account"],
      act: async (session) => {
        const { angen, account, other } = session;
        const { connection, login } = await angen.enter(other);
        const control = await connection.getToken(byName(account));
        const whoami = await connection.whoami();
        if (control.outcome === "token") leave(session, account, angen.issued(control));
        return { login, control, whoami };
      },
      control: ({ control }) => yieldTokens(control),
      judge: ({ login, whoami }) => isStill(whoami, login),
    }),
  },
  "angen.new-token-ends-none": {
    "logins-at-once": check({
      act: async (session): Promise<Evidence & { control: Exchange }> => {
        const { angen, account } = session;
        const control = await angen.sharedAnswer(account);
        const tokens = await Promise.all([1, 2, 3, 4, 5].map(() => angen.signIn(account)));
        const answers: Exchange[] = [];
        for (const { identifierCode } of tokens) answers.push(await angen.login(identifierCode));
        for (const token of tokens) leave(session, account, token);
        return { ...numbered("login", answers), control };
      },
      control: ({ control }) => yieldTokens(control),
      judge: ({ control: _, ...answers }) => logIn(...Object.values(answers)),
    }),
    "after-another-login": check({
      act: async (session) => {
        const { angen, account } = session;
        const { connection, token, login } = await angen.enter(await spare(session, account));
        const control = await angen.getToken(byName(account));
        const again = await angen.login(token.identifierCode);
        const whoami = await connection.whoami();
        const renewal = await angen.renew(token);
        for (const answer of [control, renewal]) {
          if (answer.outcome === "token") leave(session, account, angen.issued(answer));
        }
        return { login, control, again, whoami, renewal };
      },
      control: ({ login, control }) => [...logIn(login), ...yieldTokens(control)],
      judge: ({ login, again, whoami, renewal }) => [
        ...logIn(again),
        ...isStill(whoami, login),
        ...yieldTokens(renewal),
      ],
    }),
    "on-its-users-connection": check({
      act: async (session) => {
        const { angen, account } = session;
        const { connection, token, login } = await angen.enter(await spare(session, account));
        const control = await connection.getToken(byName(account));
        const again = await angen.login(token.identifierCode);
        const whoami = await connection.whoami();
        leave(session, account, token);
        if (control.outcome === "token") leave(session, account, angen.issued(control));
        return { login, control, again, whoami };
      },
      control: ({ login, control }) => [...logIn(login), ...yieldTokens(control)],
      judge: ({ login, again, whoami }) => [...logIn(again), ...isStill(whoami, login)],
    }),
  },
} as const satisfies Partial<Catalogue<"angen", AngenSession>>;
