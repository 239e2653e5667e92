import { expecting, expectSame } from "../../kit/expect.ts";
import type { Evidence, Exchange } from "../../model/exchange.ts";
import type { Finding } from "../../model/verdict.ts";
import type { Catalogue } from "../catalogue.ts";
import { numbered } from "../common/parallel.ts";
import { areInTheirPlaces, nothingMore } from "./answers.ts";
import type { AngenConnection, AngenSession } from "./api.ts";
import { lineCheck, more } from "./line-check.ts";
import { type Packed, packed } from "./packets.ts";

/** Asks commands on one connection. */
export type Ask = (connection: AngenConnection, commands: readonly Packed[]) => Promise<readonly Exchange[]>;

/** All in one packet, as its first command cuts it, where that itself is in question. */
export const inOneWrite: Ask = (connection, commands) => connection.askInOneWrite(commands);

/** The same, where it is not. */
export const together: Ask = (connection, commands) => connection.askTogether(commands);

/** All at once, each in a packet of its own; a network may put them together, for who is busy with the first. */
const apart: Ask = (connection, commands) => {
  if (connection.isAskedInTurn) return connection.askTogether(commands);
  return Promise.all(commands.map(({ operation, roles, variation }) => connection.ask(operation, roles, variation)));
};

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

export const wrong = ({ account: { username, password } }: AngenSession, messageId?: string): Packed =>
  packed.getToken({ username, password: `not ${password}` }, { messageId, fails: username });

const SLOW_FIRST = ["token", "pong", "failure", "error", "pong"];
const slowFirst = ({ account }: AngenSession) => [
  packed.getToken(account, { messageId: "slow" }),
  packed.ping({ messageId: "quick" }),
  packed.whoami({ messageId: "quick as well" }),
  packed.text("no JSON"),
  packed.ping(),
];

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
        packed.text(),
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
} as const satisfies Partial<Catalogue<"angen", AngenSession>>;
