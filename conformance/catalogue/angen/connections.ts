import { expecting } from "../../kit/expect.ts";
import { checkFor } from "../../model/check.ts";
import type { Exchange } from "../../model/exchange.ts";
import type { Finding } from "../../model/verdict.ts";
import type { Catalogue } from "../catalogue.ts";
import type { AngenSession } from "./api.ts";
import { logIn, tellsTheUserOf } from "./expectations.ts";
import { fail } from "./outcomes.ts";
import { isStill } from "./renewal.ts";

const check = checkFor<AngenSession>();

/**
 * Finds fault with a connection after a second login on it: it is that of the later user, or, where that login was
 * refused, still that of the earlier one.
 *
 * @param ofLater the later token's own login, on a connection of its own
 */
export function isOfTheLater(
  second: Exchange,
  whoami: Exchange,
  { before, ofLater }: { readonly before: Exchange; readonly ofLater: Exchange },
): readonly Finding[] {
  if (second.outcome !== "loggedIn") return [...expecting(second, "loggedIn", "failure"), ...isStill(whoami, before)];
  return [...tellsTheUserOf(second, ofLater), ...isStill(whoami, ofLater)];
}

/** Checks of whose a connection is. */
export const connections = {
  "angen.login-takes-the-place-of-the-one-before": {
    "two-users": check({
      needs: ["second-account"],
      act: async ({ angen, account, other }) => {
        const [mine, theirs] = [await angen.token(account), await angen.token(other)];
        const ofLater = await angen.login(theirs.identifierCode);
        const elsewhere = await angen.enter(mine);
        const { connection, login: before } = await angen.enter(mine);
        const second = await connection.login(theirs.identifierCode);
        const whoami = await connection.whoami();
        return { before, ofLater, second, whoami, unmoved: await elsewhere.connection.whoami() };
      },
      control: ({ before, ofLater }) => logIn(before, ofLater),
      judge: ({ before, ofLater, second, whoami, unmoved }) => [
        ...isOfTheLater(second, whoami, { before, ofLater }),
        ...isStill(unmoved, before),
      ],
    }),
    "there-and-back": check({
      needs: ["second-account"],
      act: async ({ angen, account, other }) => {
        const [mine, theirs] = [await angen.token(account), await angen.token(other)];
        const { connection, login: first } = await angen.enter(mine);
        const second = await connection.login(theirs.identifierCode);
        const third = await connection.login(mine.identifierCode);
        return { first, second, third, whoami: await connection.whoami() };
      },
      control: ({ first }) => logIn(first),
      judge: ({ first, third, whoami }) => isOfTheLater(third, whoami, { before: first, ofLater: first }),
    }),
    "same-user-again": check({
      act: async ({ angen, account }) => {
        const { connection, token, login } = await angen.enter(account);
        const second = await connection.login(token.identifierCode);
        return { login, second, whoami: await connection.whoami() };
      },
      judge: ({ login, second, whoami }) => isOfTheLater(second, whoami, { before: login, ofLater: login }),
    }),
  },
  "angen.login-is-for-one-connection": {
    "connections-before-and-behind-it": check({
      act: async ({ angen, account }) => {
        const before = await angen.open();
        const { login: control } = await angen.enter(account);
        const after = await angen.open();
        return { control, before: await before.whoami(), after: await after.whoami() };
      },
      control: ({ control }) => logIn(control),
      judge: ({ before, after }) => fail(before, after),
    }),
    "after-its-connection-ended": check({
      act: async ({ angen, account }) => {
        const one = await angen.enter(account);
        await one.connection.disconnect();
        const two = await angen.enter(account);
        two.connection.close();
        const after = await angen.open();
        return { control: one.login, also: two.login, attempt: await after.whoami() };
      },
      control: ({ control, also }) => logIn(control, also),
      judge: ({ attempt }) => fail(attempt),
    }),
    "connection-that-got-the-token": check({
      act: async ({ angen, account }) => {
        const connection = await angen.open();
        const token = angen.issued(
          await connection.getToken({ username: account.username, password: account.password }),
        );
        const control = await angen.login(token.identifierCode);
        return { control, attempt: await connection.whoami() };
      },
      control: ({ control }) => logIn(control),
      judge: ({ attempt }) => fail(attempt),
    }),
    "two-users": check({
      needs: ["second-account"],
      act: async ({ angen, account, other }) => {
        const mine = await angen.enter(account);
        const theirs = await angen.enter(other);
        return {
          mine: mine.login,
          theirs: theirs.login,
          first: await mine.connection.whoami(),
          second: await theirs.connection.whoami(),
          third: await mine.connection.whoami(),
        };
      },
      control: ({ mine, theirs }) => logIn(mine, theirs),
      judge: ({ mine, theirs, first, second, third }) => [
        ...isStill(first, mine),
        ...isStill(second, theirs),
        ...isStill(third, mine),
      ],
    }),
  },
} as const satisfies Partial<Catalogue<"angen", AngenSession>>;
