import { checkFor } from "../../model/check.ts";
import type { Evidence, Exchange } from "../../model/exchange.ts";
import type { Finding } from "../../model/verdict.ts";
import type { Catalogue } from "../catalogue.ts";
import { numbered } from "../common/parallel.ts";
import type { AngenSession, Token } from "./api.ts";
import { areSomebodys, logIn, tellsTheUserOf, yieldTokens } from "./expectations.ts";
import { areAllDifferent } from "./issued-tokens.ts";
import { fail } from "./outcomes.ts";
import { leave, spare } from "./spare.ts";

const check = checkFor<AngenSession>();

/** A token that is renewed so many times, one after the other; the first and all that came of it. */
export async function renewedTimes({ angen }: AngenSession, first: Token, times: number): Promise<Token[]> {
  const chain = [first];
  for (let time = 0; time < times; time++) chain.push(await angen.renewed(chain.at(-1) ?? first));
  return chain;
}

/** Checks of what a renewal yields. */
export const renewals = {
  "angen.both-codes-renew-a-token": {
    "fresh-login": check({
      act: async (session) => {
        const { angen, account } = session;
        const token = await angen.signIn(account);
        const renewal = await angen.renew(token);
        if (renewal.outcome === "token") leave(session, account, angen.issued(renewal));
        return { control: token.from, renewal };
      },
      control: ({ control }) => yieldTokens(control),
      judge: ({ control, renewal }) => [...yieldTokens(renewal), ...areAllDifferent([control, renewal])],
    }),
    "after-its-login": check({
      act: async (session) => {
        const { angen, account } = session;
        const { connection, token, login } = await angen.enter(await spare(session, account));
        const renewal = await connection.renew(token);
        if (renewal.outcome === "token") leave(session, account, angen.issued(renewal));
        return { token: token.from, control: login, renewal };
      },
      control: ({ control }) => logIn(control),
      judge: ({ token, renewal }) => [...yieldTokens(renewal), ...areAllDifferent([token, renewal])],
    }),
    "three-renewals-in-a-row": check({
      act: async (session): Promise<Evidence> => {
        const { angen, account } = session;
        let token = await spare(session, account);
        const answers = [token.from];
        for (let time = 0; time < 3; time++) {
          const renewal = await angen.renew(token);
          answers.push(renewal);
          if (renewal.outcome !== "token") break;
          token = angen.issued(renewal);
        }
        leave(session, account, token);
        return numbered("token", answers);
      },
      judge: (chain) => [...yieldTokens(...Object.values(chain)), ...areAllDifferent(Object.values(chain))],
    }),
    "token-by-id": check({
      act: async (session) => {
        const { angen, account } = session;
        const { userId } = (await angen.sharedAnswer(account)).taken;
        const control = await angen.getToken({ userId, password: account.password });
        const renewal = await angen.renew(angen.issued(control));
        if (renewal.outcome === "token") leave(session, account, angen.issued(renewal));
        return { control, renewal };
      },
      control: ({ control }) => yieldTokens(control),
      judge: ({ renewal }) => yieldTokens(renewal),
    }),
  },
  "angen.renewal-needs-no-login": {
    "first-command-of-a-connection": check({
      act: async (session) => {
        const { angen, account } = session;
        const token = await spare(session, account);
        const connection = await angen.open();
        const renewal = await connection.renew(token);
        if (renewal.outcome === "token") leave(session, account, angen.issued(renewal));
        return { control: token.from, renewal };
      },
      control: ({ control }) => yieldTokens(control),
      judge: ({ renewal }) => yieldTokens(renewal),
    }),
    "behind-a-failed-login": check({
      act: async (session) => {
        const { angen, account } = session;
        const token = await spare(session, account);
        const connection = await angen.open();
        const attempt = await connection.login("garbage");
        const renewal = await connection.renew(token);
        if (renewal.outcome === "token") leave(session, account, angen.issued(renewal));
        return { control: token.from, attempt, renewal };
      },
      control: ({ control }) => yieldTokens(control),
      judge: ({ renewal }) => yieldTokens(renewal),
    }),
  },
  "angen.renewed-token-is-of-the-same-user": {
    "on-a-connection-of-nobody": isOfItsUser(async ({ angen }) => angen.open()),
    "on-its-users-connection": isOfItsUser(async ({ angen }, token) => (await angen.enter(token)).connection),
    "on-another-users-connection": isOfItsUser(
      async ({ angen, other }) => (await angen.enter(other)).connection,
      "second-account",
    ),
  },
  "angen.renewal-logs-nobody-in": {
    "on-a-connection-of-nobody": check({
      act: async (session) => {
        const { angen, account } = session;
        const token = await spare(session, account);
        const [connection, idle] = [await angen.open(), await angen.open()];
        const control = await connection.renew(token);
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
        const token = await spare(session, account);
        const { connection, login } = await angen.enter(other);
        const control = await connection.renew(token);
        const after = await connection.whoami();
        const wrong = await connection.renew(token);
        if (control.outcome === "token") leave(session, account, angen.issued(control));
        return { login, control, after, wrong, again: await connection.whoami() };
      },
      control: ({ control }) => yieldTokens(control),
      judge: ({ login, after, again }) => [after, again].flatMap((each) => isStill(each, login)),
    }),
  },
  "angen.renewed-token-logs-in": {
    "on-an-open-connection": check({
      act: async (session) => {
        const { angen, account } = session;
        const token = await spare(session, account);
        const open = await angen.open();
        const next = await angen.renewed(token);
        const login = await open.login(next.identifierCode);
        const whoami = await open.whoami();
        leave(session, account, next);
        return { control: next.from, login, whoami };
      },
      control: ({ control }) => yieldTokens(control),
      judge: ({ control, login, whoami }) => [
        ...logIn(login),
        ...areSomebodys(whoami),
        ...tellsTheUserOf(login, control),
        ...tellsTheUserOf(whoami, login),
      ],
    }),
    "on-the-connection-of-its-renewal": check({
      act: async (session) => {
        const { angen, account } = session;
        const token = await spare(session, account);
        const connection = await angen.open();
        const control = await connection.renew(token);
        const next = angen.issued(control);
        const login = await connection.login(next.identifierCode);
        leave(session, account, next);
        return { control, login, again: await angen.login(next.identifierCode) };
      },
      control: ({ control }) => yieldTokens(control),
      judge: ({ login, again }) => logIn(login, again),
    }),
    "three-renewals-in-a-row": check({
      act: async (session): Promise<Evidence & { control: Exchange }> => {
        const { angen, account } = session;
        const logins: Exchange[] = [];
        let token = await spare(session, account);
        for (let time = 0; time < 3; time++) {
          token = await angen.renewed(token);
          logins.push(await angen.login(token.identifierCode));
        }
        leave(session, account, token);
        return { ...numbered("login", logins), control: token.from };
      },
      control: ({ control }) => yieldTokens(control),
      judge: ({ control, ...logins }) =>
        Object.values(logins).flatMap((login) => [...logIn(login), ...tellsTheUserOf(login, control)]),
    }),
  },
  "angen.renewed-token-is-renewed-in-its-turn": {
    "six-renewals-in-a-row": check({
      act: async (session): Promise<Evidence & { control: Exchange }> => {
        const { angen, account } = session;
        // A token that others left may have been renewed before.
        const control = await angen.renew(await angen.signIn(account));
        const answers: Exchange[] = [];
        let token = angen.issued(control);
        for (let time = 0; time < 5; time++) {
          const renewal = await angen.renew(token);
          answers.push(renewal);
          if (renewal.outcome !== "token") break;
          token = angen.issued(renewal);
        }
        const login = await angen.login(token.identifierCode);
        leave(session, account, token);
        return { ...numbered("renewal", answers), login, control };
      },
      control: ({ control }) => yieldTokens(control),
      judge: ({ control, login, ...answers }) => [
        ...yieldTokens(...Object.values(answers)),
        ...(login ? logIn(login) : []),
        ...areAllDifferent([control, ...Object.values(answers)]),
      ],
    }),
  },
} as const satisfies Partial<Catalogue<"angen", AngenSession>>;

/** Finds fault with a connection that is another user's than it was, or nobody's. */
export function isStill(whoami: Exchange, login: Exchange): readonly Finding[] {
  return whoami.outcome === "youare" ? tellsTheUserOf(whoami, login) : areSomebodys(whoami);
}

/** A token that is renewed on whatever connection, twice, and whom the new ones log in. */
function isOfItsUser(
  open: (session: AngenSession, token: Token) => ReturnType<AngenSession["angen"]["open"]>,
  ...needs: readonly "second-account"[]
) {
  return check({
    needs,
    act: async (session) => {
      const { angen, account } = session;
      const token = await spare(session, account);
      const before = await angen.login(token.identifierCode);
      const connection = await open(session, token);
      const renewal = await connection.renew(token);
      const again = await connection.renew(angen.issued(renewal));
      const next = angen.issued(again);
      const after = await angen.login(next.identifierCode);
      leave(session, account, next);
      return { before, renewal, again, after };
    },
    control: ({ before, renewal, again }) => [...logIn(before), ...yieldTokens(renewal, again)],
    judge: ({ before, renewal, again, after }) => [
      ...[renewal, again].flatMap((each) => tellsTheUserOf(each, before)),
      ...(after.outcome === "loggedIn" ? tellsTheUserOf(after, before) : []),
    ],
  });
}
