import { describe, expecting, expectThat } from "../../kit/expect.ts";
import { checkFor } from "../../model/check.ts";
import type { Evidence, Exchange } from "../../model/exchange.ts";
import type { Finding } from "../../model/verdict.ts";
import type { Catalogue } from "../catalogue.ts";
import { numbered } from "../common/parallel.ts";
import { namesOfTries, raced } from "../common/raced.ts";
import type { AngenConnection, AngenSession } from "./api.ts";
import { CLOSES_WITHIN_MS, type Ending } from "./endings.ts";
import { logIn } from "./expectations.ts";
import { byName } from "./get-token.ts";
import { passwordChange } from "./password.ts";
import { revocation } from "./revocation.ts";

const check = checkFor<AngenSession>();

/** By how many milliseconds the ending comes before the others, or behind them, in each try. */
const AHEAD_MS = [0, 3, -3, 10, -10, 30];
const TRIES = [3, AHEAD_MS.length] as const;
/** How many ask beside it. */
const RIVALS = 3;

/** Finds fault with what lives behind an ending, of the exchanges of one try. */
function leavesNothing(outcome: "token" | "loggedIn" | "youare") {
  return (evidence: Evidence, name: string): readonly Finding[] =>
    Object.values(evidence)
      .filter(({ step }) => step.startsWith(`${name}, afterwards `))
      .flatMap((each) => expectThat(each.outcome !== outcome, each.step, "nothing that lives", describe(each)));
}

/** What one try is made of. */
interface Rivalry {
  /** What is asked beside the ending, on a connection for each rival. */
  readonly ask: (
    connection: AngenConnection,
    given: {
      readonly token: { readonly identifierCode: string; readonly renewalCode: string };
      readonly account: Parameters<typeof byName>[0];
    },
  ) => Promise<Exchange>;
  /** What is asked when all is over, of each rival's answer; nothing where that has nothing to ask with. */
  readonly afterwards: (
    session: AngenSession,
    answer: Exchange,
    connection: AngenConnection,
  ) => Promise<Exchange> | undefined;
  readonly outcome: Parameters<typeof leavesNothing>[0];
}

/** A user's tokens are ended while others ask for that user: whichever comes first, nothing lives then. */
function besideAnEnding({ needs, end }: Ending, { ask, afterwards: look, outcome }: Rivalry) {
  const findIn = leavesNothing(outcome);
  return check({
    needs,
    exclusive: true,
    act: async (session): Promise<Evidence & { control: Exchange }> => {
      const { angen, gate, now, until, targetNow } = session;
      const lent = await angen.lend();
      let { account } = lent;
      let token = lent.token;
      const first = await angen.enter(token);
      const control = first.login;
      let issuer: AngenConnection | undefined = first.connection;
      const evidence = await raced(
        { now },
        TRIES,
        async (name, index) => {
          issuer ??= (await angen.enter(token)).connection;
          const own = issuer;
          issuer = undefined;
          const given = { token, account };
          const rivals = await Promise.all(Array.from({ length: RIVALS }, () => angen.open()));
          const { arrive } = gate(RIVALS + 1, 0);
          const ahead = AHEAD_MS[index] ?? 0;
          const late = (milliseconds: number) => (milliseconds > 0 ? until(targetNow(), milliseconds) : undefined);
          const [ending, ...answers] = await Promise.all([
            arrive()
              .then(() => late(-ahead))
              .then(() => end(session, own, account)),
            ...rivals.map((each) =>
              arrive()
                .then(() => late(ahead))
                .then(() => ask(each, given)),
            ),
          ]);
          account = ending.after;
          await own.closed(CLOSES_WITHIN_MS);
          const afterwards: Exchange[] = [];
          for (const [number, answer] of answers.entries()) {
            const asked = look(session, answer, rivals[number] ?? own);
            if (asked) afterwards.push(await asked);
          }
          token = await angen.signIn(account);
          return {
            ...numbered(`${name}, ending`, [ending.answer]),
            ...numbered(`${name}, beside it`, answers),
            ...numbered(`${name}, afterwards`, afterwards),
          };
        },
        findIn,
      );
      return { ...evidence, control };
    },
    control: ({ control, ...evidence }) => [
      ...logIn(control),
      ...Object.values(evidence)
        .filter(({ step }) => step.includes(", ending "))
        .flatMap((each) => expecting(each, "success", "unanswered")),
    ],
    judge: (evidence) => namesOfTries(TRIES[1]).flatMap((name) => findIn(evidence, name)),
  });
}

/** The token is renewed; what comes of it logs in no more. */
const renewal: Rivalry = {
  ask: (connection, { token }) => connection.renew(token, { mayClose: true }),
  afterwards: ({ angen }, { outcome, taken }) =>
    outcome === "token" ? angen.login(taken["identifierCode"]) : undefined,
  outcome: "loggedIn",
};

/** A connection logs in; it is nobody's then, or closed. */
const login: Rivalry = {
  ask: (connection, { token }) => connection.login(token.identifierCode, { mayClose: true }),
  afterwards: (_, __, connection) => connection.whoami({ mayClose: true }),
  outcome: "youare",
};

/** A token is asked for with the password that is changed. */
const passwordOfBefore: Rivalry = {
  ask: (connection, { account }) => connection.getToken(byName(account), { mayClose: true }),
  afterwards: ({ angen }, { outcome, taken }) =>
    outcome === "token" ? angen.login(taken["identifierCode"]) : undefined,
  outcome: "loggedIn",
};

/** Checks of what comes at once with the end of all of a user's tokens. */
export const racedEndings = {
  "angen.revoked-token-logs-nobody-in": { "renewal-beside-it": besideAnEnding(revocation, renewal) },
  "angen.revocation-closes-the-users-connections": { "login-beside-it": besideAnEnding(revocation, login) },
  "angen.password-change-ends-every-token": { "renewal-beside-it": besideAnEnding(passwordChange, renewal) },
  "angen.password-change-closes-the-users-connections": { "login-beside-it": besideAnEnding(passwordChange, login) },
  "angen.old-password-yields-none": { "token-asked-for-beside-it": besideAnEnding(passwordChange, passwordOfBefore) },
} as const satisfies Partial<Catalogue<"angen", AngenSession>>;
