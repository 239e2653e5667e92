import { describe, expecting, expectThat } from "../../kit/expect.ts";
import type { Evidence, Exchange } from "../../model/exchange.ts";
import type { Finding } from "../../model/verdict.ts";
import type { Catalogue } from "../catalogue.ts";
import { areInTheirPlaces, nothingMore } from "./answers.ts";
import type { AngenConnection, AngenSession } from "./api.ts";
import { lineCheck, more } from "./line-check.ts";
import { packed, pieces } from "./packets.ts";

import { isStill } from "./renewal.ts";
import { filler, LONGEST, overLimit, PIECE, padded, tooLong } from "./too-long.ts";

const isError = ({ attempt }: Evidence) => expecting(attempt as Exchange, "error");

/** One error for the line, and one answer for each command behind it. */
const isDiscarded = ({ attempt, after, last, behind }: Evidence): readonly Finding[] => [
  // Whether there is an error at all is another check's question.
  ...expectThat(
    attempt?.outcome !== "pong" && attempt?.outcome !== "failure",
    "attempt",
    "no command",
    describe(attempt as Exchange),
  ),
  ...areInTheirPlaces([after as Exchange, last as Exchange], ["pong", "failure"]),
  ...nothingMore(behind as Exchange),
];

/** What is asked behind the line. */
async function afterwards(connection: AngenConnection) {
  const after = await connection.ping({ messageId: "after" });
  return { after, last: await connection.whoami({ messageId: "last" }), behind: await more(connection) };
}

/** Checks of lines that are longer than a server takes. */
export const limits = {
  "angen.too-long-a-line-is-an-error": {
    "padded-command": tooLong(
      async (connection, length) => ({ attempt: await connection.ping({ line: padded(length) }) }),
      isError,
    ),
    "no-json": tooLong(
      async (connection, length) => ({ attempt: await connection.ping({ line: () => filler(length) }) }),
      isError,
    ),
    "in-many-writes": tooLong(
      async (connection, length) => ({
        attempt: await connection.ping({ line: padded(length), cut: pieces(PIECE) }),
      }),
      isError,
    ),
    "behind-a-good-command": tooLong(async (connection, length) => {
      const commands = [packed.ping(), packed.ping({ line: padded(length) })];
      const [before, attempt] = await connection.askInOneWrite(commands);
      return { before: before as Exchange, attempt: attempt as Exchange };
    }, isError),
    "megabytes-without-an-end": tooLong(
      async (connection, length) => ({
        attempt: await connection.ping({
          line: (line) => filler(Math.max(LONGEST, length)) + line,
          cut: pieces(500_000),
        }),
        ...(await afterwards(connection)),
      }),
      (evidence) => [...isError(evidence), ...isDiscarded(evidence)],
    ),
  },
  "angen.rest-of-too-long-a-line-is-discarded": {
    "command-at-its-end": tooLong(
      async (connection, length) => ({
        attempt: await connection.ping({
          messageId: "in the line",
          line: (line) => filler(length) + line,
          cut: (bytes) => [bytes.subarray(0, length), bytes.subarray(length)],
        }),
        ...(await afterwards(connection)),
      }),
      isDiscarded,
    ),
    "command-in-its-middle": tooLong(
      async (connection, length) => ({
        attempt: await connection.whoami({
          messageId: "in the line",
          line: (line) => filler(length) + line + filler(length),
          cut: (bytes) => [bytes.subarray(0, length), bytes.subarray(length, -length - 1), bytes.subarray(-length - 1)],
        }),
        ...(await afterwards(connection)),
      }),
      isDiscarded,
    ),
    "command-at-its-beginning": tooLong(
      async (connection, length) => ({
        attempt: await connection.ping({ messageId: "in the line", line: (line) => line + " ".repeat(length) }),
        ...(await afterwards(connection)),
      }),
      isDiscarded,
    ),
    "in-many-writes": tooLong(
      async (connection, length) => ({
        attempt: await connection.ping({ line: padded(length), cut: pieces(PIECE) }),
        ...(await afterwards(connection)),
      }),
      isDiscarded,
    ),
    "in-one-write-with-what-follows": tooLong(async (connection, length) => {
      const answers = await connection.askInOneWrite([
        packed.ping({ line: padded(length), messageId: "too long", cut: pieces(PIECE) }),
        packed.ping({ messageId: "after" }),
        packed.whoami({ messageId: "last" }),
      ]);
      const [attempt, after, last] = answers as [Exchange, Exchange, Exchange];
      return { attempt, after, last, behind: await more(connection) };
    }, isDiscarded),
    "on-a-users-connection": lineCheck({
      survival: true,
      act: async (session) => {
        const { connection, login } = await session.angen.enter(session.account);
        const length = await overLimit(session);
        const attempt = await connection.ping({ line: () => filler(length) });
        return { login, attempt, after: await connection.whoami() };
      },
      judge: ({ login, after }) => isStill(after, login),
    }),
    "odd-json-over-the-limit": tooLong(async (connection, length) => {
      const attempt = await connection.ping({ line: () => `{"padding":"${filler(length)}"}` });
      const nested = await connection.ping({ line: () => "[".repeat(length) + "]".repeat(length) });
      return { attempt, nested, ...(await afterwards(connection)) };
    }, isDiscarded),
    "several-times": tooLong(async (connection, length) => {
      const first = await connection.ping({ line: padded(length) });
      const between = await connection.ping({ messageId: "between" });
      const attempt = await connection.ping({ line: () => filler(length) });
      return { first, between, attempt, ...(await afterwards(connection)) };
    }, isDiscarded),
    "ended-by-a-carriage-return-too": tooLong(
      async (connection, length) => ({
        attempt: await connection.ping({ line: padded(length), end: "\r\n" }),
        ...(await afterwards(connection)),
      }),
      isDiscarded,
    ),
  },
} as const satisfies Partial<Catalogue<"angen", AngenSession>>;
