import { expecting } from "../../kit/expect.ts";
import { checkFor } from "../../model/check.ts";
import type { Catalogue } from "../catalogue.ts";
import type { AngenSession } from "./api.ts";
import { type Ending, endings } from "./endings.ts";
import { logIn, yieldTokens } from "./expectations.ts";
import { byName } from "./get-token.ts";
import { fail } from "./outcomes.ts";
import { leave, spare } from "./spare.ts";

const check = checkFor<AngenSession>();

/** A revocation, which may take the connection with it before its answer. */
export const revocation: Ending = {
  needs: ["revocation", "disposable-account"],
  end: async (_, connection, account) => ({
    answer: await connection.revokeTokens({ mayClose: true }),
    after: account,
  }),
};

const { needs } = revocation;
const ends = endings(revocation);

/** Checks of the revocation of all of a user's tokens. */
export const revocations = {
  "angen.revocation-needs-a-login": {
    "first-command-of-a-connection": check({
      needs: ["revocation"],
      act: async ({ angen, account }) => {
        const { connection: known, token, login: control } = await angen.enter(account);
        const connection = await angen.open();
        const attempt = await connection.revokeTokens();
        return {
          control,
          attempt,
          ping: await connection.ping(),
          login: await angen.login(token.identifierCode),
          whoami: await known.whoami(),
        };
      },
      control: ({ control }) => logIn(control),
      judge: ({ attempt, ping, login, whoami }) => [
        ...fail(attempt),
        ...expecting(ping, "pong"),
        ...logIn(login),
        ...expecting(whoami, "youare"),
      ],
    }),
    "on-the-connection-of-its-token": check({
      needs: ["revocation"],
      act: async (session) => {
        const { angen, account } = session;
        const connection = await angen.open();
        const token = angen.issued(await connection.getToken(byName(account)));
        const first = await connection.revokeTokens();
        const control = await connection.renew(token);
        const next = angen.issued(control);
        const second = await connection.revokeTokens();
        await connection.login("garbage");
        const third = await connection.revokeTokens();
        const login = await angen.login(next.identifierCode);
        if (login.outcome === "loggedIn") leave(session, account, next);
        return { control, first, second, third, login };
      },
      control: ({ control }) => yieldTokens(control),
      judge: ({ first, second, third, login }) => [...fail(first, second, third), ...logIn(login)],
    }),
    "codes-beside-it": check({
      needs: ["revocation"],
      act: async (session) => {
        const { angen, account } = session;
        const token = await spare(session, account);
        const control = await angen.login(token.identifierCode);
        const connection = await angen.open();
        const attempt = await connection.revokeTokens({
          envelope: (own) => ({
            ...own,
            command: { identifier_code: token.identifierCode, renewal_code: token.renewalCode, name: account.username },
          }),
        });
        const login = await angen.login(token.identifierCode);
        if (login.outcome === "loggedIn") leave(session, account, token);
        return { control, attempt, login };
      },
      control: ({ control }) => logIn(control),
      judge: ({ attempt, login }) => [...fail(attempt), ...logIn(login)],
    }),
  },
  "angen.revoked-token-logs-nobody-in": {
    "tokens-of-every-kind": ends.login,
    "token-from-another-address": ends.endsTokenFromElsewhere,
  },
  "angen.revoked-token-is-not-renewed": { "tokens-of-every-kind": ends.renewal },
  "angen.revocation-is-answered": {
    "one-connection": ends.answered,
    "several-connections": ends.answeredAmongOthers,
    "second-revocation-of-a-user": check({
      needs,
      act: async ({ angen }) => {
        const { account, token } = await angen.lend();
        const one = await angen.enter(token);
        const first = await one.connection.revokeTokens({ mayClose: true });
        await one.connection.closed();
        const again = await angen.enter(await angen.signIn(account));
        return { first, login: again.login, second: await again.connection.revokeTokens({ mayClose: true }) };
      },
      control: ({ login }) => logIn(login),
      judge: ({ first, second }) => [...expecting(first, "success"), ...expecting(second, "success")],
    }),
  },
  "angen.revocation-closes-the-users-connections": {
    "several-connections": ends.closesEveryConnection,
    "connection-from-another-address": ends.closesConnectionFromElsewhere,
    "once-another-users-connection": ends.closesChangedConnection,
  },
  "angen.revocation-is-one-users": {
    "two-users": ends.leavesOthersAlone,
    "name-that-begins-another": check({
      needs: ["revocation", "registration"],
      act: async ({ angen, newPassword }) => {
        const short = await angen.registered();
        const username = `${short.account.username}x`;
        const long = await angen.registered({ username, email: angen.emailOf(username), password: newPassword(20) });
        const theirs = await angen.enter(long.token);
        const { connection, login: control } = await angen.enter(short.token);
        const answer = await connection.revokeTokens({ mayClose: true });
        await connection.closed();
        return {
          control,
          answer,
          whoami: await theirs.connection.whoami(),
          login: await angen.login(long.token.identifierCode),
        };
      },
      control: ({ control, answer }) => [...logIn(control), ...expecting(answer, "success", "unanswered")],
      judge: ({ whoami, login }) => [...expecting(whoami, "youare"), ...logIn(login)],
    }),
  },
  "angen.right-password-yields-a-token": {
    "after-a-revocation": check({
      needs,
      act: async ({ angen }) => {
        const { account, token } = await angen.lend();
        const { connection, login: control } = await angen.enter(token);
        await connection.revokeTokens({ mayClose: true });
        const answer = await angen.getToken(byName(account));
        return { control, answer, login: await angen.login(answer.taken["identifierCode"]) };
      },
      control: ({ control }) => logIn(control),
      judge: ({ answer, login }) => [...yieldTokens(answer), ...(answer.outcome === "token" ? logIn(login) : [])],
    }),
  },
} as const satisfies Partial<Catalogue<"angen", AngenSession>>;
