import { describe, expecting, expectThat } from "../../kit/expect.ts";
import type { Evidence, Exchange, Roles } from "../../model/exchange.ts";
import type { Finding } from "../../model/verdict.ts";
import type { Catalogue } from "../catalogue.ts";
import { showsTrace } from "../common/odd-values.ts";
import { numbered } from "../common/parallel.ts";
import { linesOf, streamResponse } from "./answers.ts";
import type { AngenSession, Ask } from "./api.ts";
import { lineCheck, wholeRun } from "./line-check.ts";

/** What may not come of odd credentials, in whatever answer. */
const YIELDS = ["token", "loggedIn", "registered"];

function yieldsNothing(attempt: Exchange): readonly Finding[] {
  const { outcome, taken } = attempt;
  const gives = YIELDS.includes(outcome) || taken["identifierCode"] !== undefined;
  return expectThat(!gives, attempt.step, "no token and no login", describe(attempt));
}

/** A request for a token whose credentials are something else than they should be. */
const yieldsNoToken = (...broken: readonly ((right: Roles) => Roles)[]) =>
  lineCheck({
    pipelined: true,
    act: async ({ angen, account }): Promise<Evidence> => {
      const { username, password } = account;
      const asks = broken.map(
        (change): Ask =>
          (on) =>
            on.getToken(change({ username, password })),
      );
      const attempts = await (await angen.open()).askAll(asks);
      return { ...numbered("attempt", attempts), right: await angen.sharedAnswer(account) };
    },
    control: ({ right }) => expecting(right as Exchange, "token"),
    judge: ({ right: _, ...attempts }) => Object.values(attempts).flatMap(yieldsNothing),
  });

/** Codes of other types, made of a good token, which log nobody in and renew nothing. */
const codesYieldNothing = (ask: (codes: Roles) => readonly Ask[]) =>
  lineCheck({
    pipelined: true,
    act: async ({ angen, account }): Promise<Evidence> => {
      const { identifierCode, renewalCode } = await angen.token(account);
      const attempts = await (await angen.open()).askAll(ask({ identifierCode, renewalCode }));
      return { ...numbered("attempt", attempts), right: await angen.login(identifierCode) };
    },
    control: ({ right }) => expecting(right as Exchange, "loggedIn"),
    judge: ({ right: _, ...attempts }) => Object.values(attempts).flatMap(yieldsNothing),
  });

const OPERATORS = [{ $ne: null }, { $gt: "" }, { $regex: ".*" }, { $exists: true }];
const EMPTY = [null, true, false, 0, 1, "", [], {}, [null], [[]]];

/** Checks of what no command may come to, whatever is in it. */
export const badInput = {
  "angen.malformed-login-yields-no-token": {
    "no-password": yieldsNoToken(({ username }) => ({ username })),
    "no-username": yieldsNoToken(({ password }) => ({ password })),
    "null-for-password": yieldsNoToken((right) => ({ ...right, password: null })),
    "true-for-password": yieldsNoToken((right) => ({ ...right, password: true })),
    "number-for-password": yieldsNoToken((right) => ({ ...right, password: 0 })),
    "array-for-password": yieldsNoToken((right) => ({ ...right, password: [right["password"]] })),
    "empty-array-for-password": yieldsNoToken((right) => ({ ...right, password: [] })),
    "object-for-password": yieldsNoToken((right) => ({ ...right, password: { $ne: null } })),
    "comparison-for-password": yieldsNoToken((right) => ({ ...right, password: { $gt: "" } })),
    "pattern-for-password": yieldsNoToken((right) => ({ ...right, password: { $regex: ".*" } })),
    "array-for-username": yieldsNoToken((right) => ({ ...right, username: [right["username"]] })),
    "object-for-username": yieldsNoToken((right) => ({ ...right, username: { $ne: null } })),
    "comparison-for-username": yieldsNoToken((right) => ({ ...right, username: { $gt: "" } })),
    "odd-email-or-id": yieldsNoToken(
      ...[...OPERATORS, true, 0, []].flatMap((odd) => [
        ({ password }: Roles) => ({ email: odd, password }),
        ({ password }: Roles) => ({ userId: odd, password }),
      ]),
    ),
    "odd-identifier-codes": codesYieldNothing(({ identifierCode }) =>
      [undefined, ...EMPTY, ...OPERATORS, [identifierCode], { code: identifierCode }].map(
        (odd): Ask =>
          (on) =>
            on.login(odd),
      ),
    ),
    "odd-codes-at-a-renewal": codesYieldNothing((codes) =>
      [undefined, ...EMPTY, ...OPERATORS].flatMap((odd): Ask[] => [
        (on) => on.renew({ ...codes, renewalCode: odd }),
        (on) => on.renew({ ...codes, identifierCode: odd }),
        (on) => on.renew({ identifierCode: odd, renewalCode: odd }),
      ]),
    ),
    "malformed-registration": lineCheck({
      needs: ["registration"],
      pipelined: true,
      act: async ({ angen, newPassword }): Promise<Evidence> => {
        const asks = [undefined, null, true, 7, [], {}, ["text"]].flatMap((odd): Ask[] => {
          const { username } = angen.newAccount();
          return [
            (on) => on.register({ username, email: angen.emailOf(username), password: odd }),
            (on) => on.register({ username: odd, email: angen.emailOf(username), password: newPassword(20) }),
          ];
        });
        return {
          ...numbered("attempt", await (await angen.open()).askAll(asks)),
          right: await angen.register({ ...angen.newAccount() }),
        };
      },
      control: ({ right }) => expecting(right as Exchange, "registered"),
      judge: ({ right: _, ...attempts }) => Object.values(attempts).flatMap(yieldsNothing),
    }),
    "operators-for-the-current-password": lineCheck({
      needs: ["disposable-account", "password-change"],
      pipelined: true,
      act: async ({ angen, newPassword }): Promise<Evidence> => {
        const { account, token } = await angen.lend();
        const { connection } = await angen.enter(token);
        const odd = [...OPERATORS, true, null, [], [account.password]];
        const asks = odd.map(
          (current): Ask =>
            (on) =>
              on.changePassword({ current, next: newPassword(20) }),
        );
        return { ...numbered("attempt", await connection.askAll(asks)), right: await angen.getToken({ ...account }) };
      },
      judge: ({ right, ...attempts }) => [
        ...Object.values(attempts).flatMap((attempt) => expecting(attempt, "failure", "error")),
        ...expecting(right as Exchange, "token"),
      ],
    }),
  },
  "angen.no-answer-shows-a-trace": {
    "the-whole-run": wholeRun(showsTraceAnywhere),
  },
} as const satisfies Partial<Catalogue<"angen", AngenSession>>;

/** Finds fault with lines that show where in the server's code they were made, pushes among them. */
export function showsTraceAnywhere(exchange: Exchange): readonly Finding[] {
  const response = streamResponse(exchange);
  if (!response) return [];
  return linesOf(exchange).flatMap((body) => showsTrace({ ...exchange, response: { ...response, body } }));
}
