import { checkFor } from "../../model/check.ts";
import type { Evidence, Exchange } from "../../model/exchange.ts";
import type { Finding } from "../../model/verdict.ts";
import type { Catalogue } from "../catalogue.ts";
import { numbered } from "../common/parallel.ts";
import type { AngenSession, Token } from "./api.ts";
import { areSomebodys, logIn, tellsTheName, tellsTheUserOf } from "./expectations.ts";
import { byName } from "./get-token.ts";
import { fail } from "./outcomes.ts";
import { isStill } from "./renewal.ts";
import { leave, spare } from "./spare.ts";

const check = checkFor<AngenSession>();

/** How many connections are logged in at a time. */
const AT_ONCE = 8;

/** Each of the accounts logs in by a token; the logins stand under the names of their users. */
const everyAccount = async ({ angen, accounts }: AngenSession): Promise<Evidence> => {
  const logins: Record<string, Exchange> = {};
  for (const account of accounts) {
    logins[account.username] = await angen.login((await angen.token(account)).identifierCode);
  }
  return logins;
};

/** Checks of logins that are in order. */
export const logins = {
  "angen.identifier-code-logs-in": {
    "every-account": check({ act: everyAccount, judge: (all) => logIn(...Object.values(all)) }),
    "fresh-login": check({
      act: async (session) => {
        const { angen, account } = session;
        const connection = await angen.open();
        const control = await connection.getToken(byName(account));
        const token = angen.issued(control);
        const login = await connection.login(token.identifierCode);
        const whoami = await connection.whoami();
        leave(session, account, token);
        return { control, login, whoami };
      },
      judge: ({ login, whoami }) => [...logIn(login), ...areSomebodys(whoami)],
    }),
    "by-another-program": check({
      act: async ({ angen, account }) => {
        const token = await angen.token(account);
        const control = await angen.login(token.identifierCode);
        const login = await angen.login(token.identifierCode, { envelope: asAnotherProgram });
        return { control, login };
      },
      control: ({ control }) => logIn(control),
      judge: ({ login }) => logIn(login),
    }),
    "new-account": check({
      needs: ["registration"],
      act: async ({ angen }) => {
        const { token } = await angen.registered();
        return { control: token.from, login: await angen.login(token.identifierCode) };
      },
      judge: ({ login }) => logIn(login),
    }),
  },
  "angen.login-says-who": {
    "every-account": check({
      act: everyAccount,
      control: (all) => logIn(...Object.values(all)),
      judge: (all) => Object.entries(all).flatMap(([name, login]) => tellsTheName(login, name)),
    }),
    "two-users": check({
      needs: ["second-account"],
      act: async ({ angen, account, other }) => {
        const [mine, theirs] = [await angen.token(account), await angen.token(other)];
        return {
          mine: mine.from,
          theirs: theirs.from,
          first: await angen.login(mine.identifierCode),
          second: await angen.login(theirs.identifierCode),
          third: await angen.login(mine.identifierCode),
        };
      },
      control: ({ first, second, third }) => logIn(first, second, third),
      judge: ({ mine, theirs, first, second, third }) => [
        ...tellsTheUserOf(first, mine),
        ...tellsTheUserOf(second, theirs),
        ...tellsTheUserOf(third, mine),
      ],
    }),
    "after-a-renewal": check({
      act: async (session) => {
        const { angen, account } = session;
        const token = await spare(session, account);
        const before = await angen.login(token.identifierCode);
        const next = await angen.renewed(token);
        const login = await angen.login(next.identifierCode);
        leave(session, account, next);
        return { before, token: next.from, login };
      },
      control: ({ before, login }) => logIn(before, login),
      judge: ({ before, token, login }) => [...tellsTheUserOf(login, before), ...tellsTheUserOf(login, token)],
    }),
  },
  "angen.identifier-code-is-not-used-up": {
    "three-in-a-row": check({
      act: async (session) => {
        const { angen, account } = session;
        const token = await spare(session, account);
        const first = await angen.enter(token);
        const control = first.login;
        await first.connection.disconnect();
        const second = await angen.login(token.identifierCode);
        const third = await angen.login(token.identifierCode);
        leave(session, account, token);
        return { control, second, third };
      },
      control: ({ control }) => logIn(control),
      judge: ({ second, third }) => logIn(second, third),
    }),
    "several-connections": check({
      act: async (session): Promise<Evidence & { control: Exchange }> => {
        const { angen, account } = session;
        const token = await spare(session, account);
        const entered = [await angen.enter(token)];
        const answers: Exchange[] = [];
        for (let more = 0; more < 3; more++) {
          const connection = await angen.open();
          const login = await connection.login(token.identifierCode);
          answers.push(login);
          entered.push({ connection, token, login });
        }
        const whoamis: Exchange[] = [];
        for (const { connection } of entered) whoamis.push(await connection.whoami());
        leave(session, account, token);
        const control = entered[0]?.login as Exchange;
        return { ...numbered("login", answers), ...numbered("whoami", whoamis), control };
      },
      control: ({ control }) => logIn(control),
      judge: ({ control, ...answers }) =>
        Object.values(answers).flatMap((each) => (each.operation === "login" ? logIn(each) : isStill(each, control))),
    }),
    "logins-at-once": check({
      exclusive: true,
      act: async (session): Promise<Evidence & { control: Exchange }> => {
        const { angen, account } = session;
        const { token, login: control } = await angen.enter(await spare(session, account));
        const connections = await Promise.all(Array.from({ length: AT_ONCE }, () => angen.open()));
        const all = await Promise.all(connections.map((each) => each.login(token.identifierCode)));
        leave(session, account, token);
        return { ...numbered("login", all), control };
      },
      control: ({ control }) => logIn(control),
      judge: ({ control: _, ...all }) => logIn(...Object.values(all)),
    }),
    "after-failed-logins": check({
      act: async ({ angen, account }) => {
        const token = await angen.token(account);
        const control = await angen.login(token.identifierCode);
        for (let failure = 0; failure < 5; failure++) await angen.login(`${token.identifierCode}${failure}`);
        return { control, login: await angen.login(token.identifierCode) };
      },
      control: ({ control }) => logIn(control),
      judge: ({ login }) => logIn(login),
    }),
  },
  "angen.connection-knows-its-user": {
    "every-account": check({
      act: async ({ angen, accounts }): Promise<Evidence> => {
        const entered = [];
        for (const account of accounts) entered.push(await angen.enter(account));
        const whoamis: Exchange[] = [];
        // With all of them open.
        for (const { connection } of entered) whoamis.push(await connection.whoami());
        const told = numbered(
          "login",
          entered.map(({ login }) => login),
        );
        return { ...told, ...numbered("whoami", whoamis) };
      },
      judge: (evidence) => {
        const [answers, whoamis] = [named("login", evidence), named("whoami", evidence)];
        return whoamis.flatMap((each, index) => isStill(each, answers[index] as Exchange));
      },
    }),
    "between-other-commands": check({
      act: async ({ angen, account }) => {
        const { connection, login } = await angen.enter(account);
        const first = await connection.whoami();
        await connection.ping();
        const second = await connection.whoami();
        await connection.renew({ identifierCode: "garbage", renewalCode: "garbage" });
        await connection.getToken({});
        return { login, first, second, third: await connection.whoami() };
      },
      judge: ({ login, first, second, third }) => [first, second, third].flatMap((each) => isStill(each, login)),
    }),
    "at-the-same-time": check({
      needs: ["second-account"],
      exclusive: true,
      act: async ({ angen, account, other }): Promise<Evidence & Record<"mine" | "theirs", Exchange>> => {
        const tokens = [await angen.token(account), await angen.token(other)] as const;
        const mine = await angen.login(tokens[0].identifierCode);
        const theirs = await angen.login(tokens[1].identifierCode);
        const connections = await Promise.all(Array.from({ length: 2 * AT_ONCE }, () => angen.open()));
        const tokenOf = (index: number) => tokens[index % 2] as Token;
        const all = await Promise.all(connections.map((each, index) => each.login(tokenOf(index).identifierCode)));
        const whoamis = await Promise.all(connections.map((each) => each.whoami()));
        return { ...numbered("login", all), ...numbered("whoami", whoamis), mine, theirs };
      },
      control: ({ mine, theirs }) => logIn(mine, theirs),
      judge: ({ mine, theirs, ...answers }) => [
        ...areTurnAndTurnAbout(named("login", answers), mine, theirs),
        ...areTurnAndTurnAbout(named("whoami", answers), mine, theirs),
      ],
    }),
  },
  "angen.connection-of-nobody-is-failure": {
    "first-command-of-a-connection": check({
      act: async ({ angen, account }) => {
        const { login: control } = await angen.enter(account);
        const connection = await angen.open();
        const attempt = await connection.whoami();
        await connection.ping();
        return { control, attempt, again: await connection.whoami() };
      },
      control: ({ control }) => logIn(control),
      judge: ({ attempt, again }) => fail(attempt, again),
    }),
    "behind-a-failed-login": check({
      act: async ({ angen, account }) => {
        const { login: control } = await angen.enter(account);
        const connection = await angen.open();
        await connection.login("garbage");
        return { control, attempt: await connection.whoami() };
      },
      control: ({ control }) => logIn(control),
      judge: ({ attempt }) => fail(attempt),
    }),
  },
} as const satisfies Partial<Catalogue<"angen", AngenSession>>;

/** The exchanges of a name that are numbered, in their order. */
function named(name: string, evidence: Evidence): Exchange[] {
  return Object.entries(evidence).flatMap(([step, exchange]) => (step.startsWith(`${name} `) ? [exchange] : []));
}

/** Finds fault with answers of two users by turns that tell the other one. */
function areTurnAndTurnAbout(answers: readonly Exchange[], mine: Exchange, theirs: Exchange): readonly Finding[] {
  return answers.flatMap((answer, index) => tellsTheUserOf(answer, index % 2 === 0 ? mine : theirs));
}

/** The command of another program than the one that asked for the token. */
function asAnotherProgram(envelope: Readonly<Record<string, unknown>>): unknown {
  return { ...envelope, command: { ...(envelope["command"] as object), user_agent: "another program" } };
}
