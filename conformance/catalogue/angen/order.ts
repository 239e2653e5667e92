import { expecting, expectSame } from "../../kit/expect.ts";
import { oneByOne } from "../../kit/one-by-one.ts";
import type { Need } from "../../model/check.ts";
import type { Evidence, Exchange } from "../../model/exchange.ts";
import type { Finding } from "../../model/verdict.ts";
import type { Catalogue } from "../catalogue.ts";
import { WRONG_TYPES } from "../common/odd-values.ts";
import { numbered } from "../common/parallel.ts";
import { areInTheirPlaces, nothingMore } from "./answers.ts";
import type { AngenConnection, AngenSession } from "./api.ts";
import { lineCheck, more } from "./line-check.ts";
import { REFUSED } from "./outcomes.ts";
import { type Packed, packed } from "./packets.ts";

/** Asks commands on one connection. */
export type Ask = (connection: AngenConnection, commands: readonly Packed[]) => Promise<readonly Exchange[]>;

/** All in one packet, where that itself is not in question. */
const together: Ask = (connection, commands) => connection.askTogether(commands);

/** All at once, each in a packet of its own. */
const apart: Ask = (connection, commands) =>
  Promise.all(commands.map(({ operation, roles, variation }) => connection.ask(operation, roles, variation)));

/** Commands on a new connection: one answer for each, in their order, and none behind them. */
export function areAnswered(
  ask: Ask,
  outcomes: readonly string[],
  commands: (session: AngenSession) => readonly Packed[] | Promise<readonly Packed[]>,
) {
  return lineCheck({
    ...(ask === together && { pipelined: true }),
    act: async (session): Promise<Evidence> => {
      const connection = await session.angen.open();
      const answers = await ask(connection, await commands(session));
      return { ...numbered("answer", answers), behind: await more(connection) };
    },
    judge: ({ behind, ...answers }): readonly Finding[] => [
      ...areInTheirPlaces(Object.values(answers), outcomes),
      ...nothingMore(behind as Exchange),
    ],
  });
}

const wrong = ({ account: { username, password } }: AngenSession, messageId?: string): Packed =>
  packed.getToken({ username, password: `not ${password}` }, { messageId, fails: username });

const SLOW_FIRST = ["token", "pong", "failure", "error", "pong"];
const slowFirst = ({ account }: AngenSession) => [
  packed.getToken(account, { messageId: "slow" }),
  packed.ping({ messageId: "quick" }),
  packed.whoami({ messageId: "quick as well" }),
  packed.text("no JSON"),
  packed.ping(),
];

/** Odd values in the place of credentials: one answer each, and the next command is served. */
const oddOnes = (values: readonly unknown[], needs: readonly Need[] = []) =>
  lineCheck({
    needs,
    survival: true,
    act: async ({ angen, account: { username, password } }): Promise<Evidence> => {
      const connection = await angen.open();
      const odd = values.flatMap((value) => [
        () => angen.getToken({ username, password: value }),
        () => angen.getToken({ username: value, password: `not ${password}` }, { fails: username }),
        () => connection.login(value),
      ]);
      return { ...(await oneByOne("odd", odd)), after: await connection.ping(), behind: await more(connection) };
    },
    judge: ({ after, behind, ...attempts }) => [
      ...Object.values(attempts).flatMap((attempt) => expecting(attempt, ...REFUSED)),
      ...expecting(after as Exchange, "pong"),
      ...nothingMore(behind as Exchange),
    ],
  });

/** Checks of how answers follow commands: one for each, and in their order. */
export const order = {
  "angen.answers-come-in-order": {
    "slow-one-first-in-one-write": areAnswered(together, SLOW_FIRST, slowFirst),
    "slow-one-first-in-several-writes": areAnswered(apart, SLOW_FIRST, slowFirst),
    "slow-failures-among-quick-ones": areAnswered(
      together,
      ["pong", "failure", "pong", "failure", "error", "failure", "pong"],
      (session) => [
        packed.ping(),
        wrong(session, "slow"),
        packed.ping({ messageId: "quick" }),
        packed.login("garbage"),
        packed.unknown(),
        wrong(session),
        packed.ping(),
      ],
    ),
    "a-login-and-what-follows": areAnswered(
      together,
      ["failure", "loggedIn", "youare", "pong", "failure", "youare"],
      async ({ angen, account }) => [
        packed.whoami(),
        packed.login((await angen.token(account)).identifierCode),
        packed.whoami(),
        packed.ping(),
        packed.login("garbage"),
        packed.whoami(),
      ],
    ),
    "tokens-of-two-users": lineCheck({
      pipelined: true,
      needs: ["second-account"],
      act: async ({ angen, account, other }): Promise<Evidence> => {
        const [own, others] = [await angen.token(account), await angen.token(other)];
        const connection = await angen.open();
        const answers = await connection.askTogether([packed.getToken(account), packed.getToken(other)]);
        return { own: own.from, others: others.from, ...numbered("answer", answers) };
      },
      judge: ({ own, others, ...answers }) => {
        const asked = [own, others];
        return Object.values(answers).flatMap((answer, index) => [
          ...expecting(answer, "token"),
          ...expectSame(answer, "userId", asked[index]?.taken["userId"]),
        ]);
      },
    }),
  },
  "angen.every-command-is-answered-once": {
    "one-after-the-other": lineCheck({
      act: async ({ angen, account }): Promise<Evidence> => {
        const { identifierCode } = await angen.token(account);
        const connection = await angen.open();
        const asked = await oneByOne("answer", [
          () => connection.whoami(),
          () => connection.login(identifierCode),
          () => connection.whoami(),
          () => connection.ping({ line: () => "text" }),
          () => connection.ping(),
          () => connection.ping(),
        ]);
        return { ...asked, behind: await more(connection) };
      },
      judge: ({ behind, ...answers }) => [
        ...areInTheirPlaces(Object.values(answers), ["failure", "loggedIn", "youare", "error", "pong", "pong"]),
        ...nothingMore(behind as Exchange),
      ],
    }),
    "in-one-write": areAnswered(
      together,
      ["pong", "error", "failure", "pong", "error", "failure", "pong"],
      (session) => [
        packed.ping(),
        packed.unknown(),
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
