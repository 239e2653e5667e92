import { expecting } from "../../kit/expect.ts";
import { checkFor, type Need } from "../../model/check.ts";
import type { Evidence, Exchange } from "../../model/exchange.ts";
import type { Catalogue } from "../catalogue.ts";
import { WRONG_TYPES } from "../common/odd-values.ts";
import { numbered } from "../common/parallel.ts";
import { areInTheirPlaces, nothingBefore, nothingMore } from "./answers.ts";
import type { AngenSession, Ask } from "./api.ts";
import { lineCheck, more } from "./line-check.ts";
import { areAnswered, together, wrong } from "./order.ts";
import { REFUSED } from "./outcomes.ts";
import { packed } from "./packets.ts";

/** Odd values in the place of credentials: one answer each, and the next command is served. */
const oddOnes = (values: readonly unknown[], needs: readonly Need[] = []) =>
  lineCheck({
    pipelined: true,
    needs,
    survival: true,
    act: async ({ angen, account: { username, password } }): Promise<Evidence> => {
      const connection = await angen.open();
      const odd = values.flatMap((value): Ask[] => [
        (on) => on.getToken({ username, password: value }),
        (on) => on.getToken({ username: value, password: `not ${password}` }, { fails: username }),
        (on) => on.login(value),
      ]);
      const answers = numbered("odd", await connection.askAll(odd));
      return { ...answers, after: await connection.ping(), behind: await more(connection) };
    },
    judge: ({ after, behind, ...attempts }) => [
      ...Object.values(attempts).flatMap((attempt) => expecting(attempt, ...REFUSED)),
      ...expecting(after as Exchange, "pong"),
      ...nothingMore(behind as Exchange),
    ],
  });

/** Checks of how many answers a command has. */
export const answeredOnce = {
  "angen.every-command-is-answered-once": {
    "one-after-the-other": lineCheck({
      act: async ({ angen, account }): Promise<Evidence> => {
        const { identifierCode } = await angen.token(account);
        const connection = await angen.open();
        const answers = [
          await connection.whoami(),
          await connection.login(identifierCode),
          await connection.whoami(),
          await connection.ping({ line: () => "text" }),
          await connection.ping(),
          await connection.ping(),
        ];
        return { ...numbered("answer", answers), behind: await more(connection) };
      },
      judge: ({ behind, ...answers }) => [
        ...areInTheirPlaces(Object.values(answers), ["failure", "loggedIn", "youare", "error", "pong", "pong"]),
        ...Object.values(answers).flatMap(nothingBefore),
        ...nothingMore(behind as Exchange),
      ],
    }),
    // Who says more of a question says it of that control as well, which others have.
    "a-question": checkFor<AngenSession>()({
      act: async ({ angen }) => {
        const connection = await angen.open();
        const question = await connection.whoami();
        return { question, behind: await more(connection), control: await angen.ping() };
      },
      control: ({ control }) => expecting(control, "pong"),
      judge: ({ question, behind }) => [...expecting(question, "failure"), ...nothingMore(behind)],
    }),
    "in-one-write": areAnswered(
      together,
      ["pong", "error", "failure", "pong", "error", "failure", "pong"],
      (session) => [
        packed.ping(),
        packed.text(),
        packed.whoami(),
        packed.ping(),
        packed.text("{}"),
        wrong(session),
        packed.ping(),
      ],
    ),
    "the-same-command-again": areAnswered(together, ["pong", "pong", "pong", "failure", "failure"], () => [
      ...Array.from({ length: 3 }, () => packed.ping({ messageId: "the same" })),
      ...Array.from({ length: 2 }, () => packed.whoami({ messageId: "the same" })),
    ]),
    "odd-credentials": oddOnes(WRONG_TYPES),
    "long-password": oddOnes(["p".repeat(1000), "p".repeat(4000), "é".repeat(2000)]),
    "a-new-account": lineCheck({
      needs: ["registration"],
      act: async ({ angen, newPassword }): Promise<Evidence> => {
        const account = angen.newAccount();
        const connection = await angen.open();
        return {
          creation: await connection.register({ ...account }),
          again: await connection.register({ ...account, password: newPassword(20) }),
          odd: await connection.register({ ...angen.newAccount(), password: { $ne: null } }),
          after: await connection.ping(),
          behind: await more(connection),
        };
      },
      judge: ({ behind, ...answers }) => [
        ...Object.entries({ creation: ["registered"], again: ["failure"], odd: REFUSED, after: ["pong"] }).flatMap(
          ([name, outcomes]) => expecting(answers[name] as Exchange, ...outcomes),
        ),
        ...nothingMore(behind as Exchange),
      ],
    }),
  },
} as const satisfies Partial<Catalogue<"angen", AngenSession>>;
