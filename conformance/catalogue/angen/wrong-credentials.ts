import { checkFor } from "../../model/check.ts";
import type { Evidence, Exchange } from "../../model/exchange.ts";
import type { Account } from "../../model/target.ts";
import type { Catalogue } from "../catalogue.ts";
import { numbered } from "../common/parallel.ts";
import type { AngenSession } from "./api.ts";
import { yieldTokens } from "./expectations.ts";
import { byName } from "./get-token.ts";
import { idLike } from "./known-user.ts";
import { fail } from "./outcomes.ts";

const check = checkFor<AngenSession>();

/** Checks of requests for a token with credentials that are merely wrong. */
export const wrongCredentials = {
  "angen.wrong-password-is-failure": {
    "wrong-password": wrongPasswords(({ password }) => [`not ${password}`]),
    "wrong-password-twice": wrongPasswords(({ password }) => [`not ${password}`, `not ${password}`]),
    "codes-as-password": check({
      act: async ({ angen, account }) => {
        const control = await angen.sharedAnswer(account);
        const { identifierCode, renewalCode } = angen.issued(control);
        const asked = (password: string) => angen.getToken({ username: account.username, password });
        return { control, identifier: await asked(identifierCode), renewal: await asked(renewalCode) };
      },
      control: ({ control }) => yieldTokens(control),
      judge: ({ identifier, renewal }) => fail(identifier, renewal),
    }),
    "user-name-as-password": wrongPasswords(({ username }) => [username]),
    "on-its-users-connection": check({
      act: async ({ angen, account }) => {
        const { connection, login } = await angen.enter(account);
        const { username, password } = account;
        const attempt = await connection.getToken({ username, password: `not ${password}` });
        return { login, attempt, control: await angen.sharedAnswer(account) };
      },
      control: ({ control }) => yieldTokens(control),
      judge: ({ attempt }) => fail(attempt),
    }),
    "wrong-password-after-a-login": check({
      act: async ({ angen, account }) => {
        const connection = await angen.open();
        const control = await connection.getToken(byName(account));
        const { username, password } = account;
        return { control, attempt: await connection.getToken({ username, password: `not ${password}` }) };
      },
      control: ({ control }) => yieldTokens(control),
      judge: ({ attempt }) => fail(attempt),
    }),
  },
  "angen.unknown-user-is-failure": {
    "unknown-user": check({
      act: async (session) => {
        const { angen, account, newName } = session;
        const control = await angen.sharedAnswer(account);
        const { password } = account;
        const userId = idLike(String(control.taken["userId"]), session);
        return {
          control,
          byName: await angen.getToken({ username: newName(), password }),
          byEmail: await angen.getToken({ email: angen.emailOf(newName()), password }),
          byId: await angen.getToken({ userId, password: `not ${password}` }),
        };
      },
      control: ({ control }) => yieldTokens(control),
      judge: ({ byName: name, byEmail, byId }) => fail(name, byEmail, byId),
    }),
    "on-a-users-connection": check({
      act: async ({ angen, account, newName }) => {
        const { connection, login } = await angen.enter(account);
        const attempt = await connection.getToken({ username: newName(), password: account.password });
        return { login, attempt, control: await angen.sharedAnswer(account) };
      },
      control: ({ control }) => yieldTokens(control),
      judge: ({ attempt }) => fail(attempt),
    }),
    "names-of-a-runtime": check({
      act: async ({ angen, account }): Promise<Evidence & { control: Exchange }> => {
        const control = await angen.sharedAnswer(account);
        const attempts: Exchange[] = [];
        for (const username of ["constructor", "tostring", "undefined"]) {
          attempts.push(await angen.getToken({ username, password: account.password }));
        }
        return { ...numbered("attempt", attempts), control };
      },
      control: ({ control }) => yieldTokens(control),
      judge: ({ control: _, ...attempts }) => fail(...Object.values(attempts)),
    }),
  },
} as const satisfies Partial<Catalogue<"angen", AngenSession>>;

/** Passwords that are not the user's, with the user's name; the control is the right one. */
function wrongPasswords(wrong: (account: Account) => readonly string[]) {
  return check({
    act: async ({ angen, account }): Promise<Evidence & { control: Exchange }> => {
      const attempts: Exchange[] = [];
      for (const password of wrong(account)) {
        attempts.push(await angen.getToken({ username: account.username, password }));
      }
      return { ...numbered("attempt", attempts), control: await angen.sharedAnswer(account) };
    },
    control: ({ control }) => yieldTokens(control),
    judge: ({ control: _, ...attempts }) => fail(...Object.values(attempts)),
  });
}
