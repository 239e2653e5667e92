import { expecting } from "../../kit/expect.ts";
import type { Catalogue } from "../catalogue.ts";
import { nothingMore } from "./answers.ts";
import type { AngenSession } from "./api.ts";
import { isOne } from "./framing.ts";
import { lineCheck, more } from "./line-check.ts";
import { areAnswered, inOneWrite } from "./order.ts";
import { beforeLast, type Packed, packed } from "./packets.ts";

/** Checks of several lines in one write, and of how lines end. */
export const lineEnds = {
  "angen.commands-of-one-write-are-several": {
    "ten-in-one-write": areAnswered(inOneWrite, alternating(10, ["pong", "failure"]), () =>
      Array.from({ length: 10 }, (_, index) => {
        const variation = { messageId: `${index}` };
        return index % 2 === 0 ? packed.ping(variation) : packed.whoami(variation);
      }),
    ),
    "sixty-in-one-write": areAnswered(inOneWrite, alternating(60, ["pong"]), () =>
      Array.from({ length: 60 }, () => packed.ping()),
    ),
    "behind-errors": areAnswered(inOneWrite, ["error", "pong", "error", "failure", "error", "pong"], () => [
      packed.text("no JSON"),
      packed.ping(),
      packed.text("{}"),
      packed.whoami(),
      packed.text("[]"),
      packed.ping(),
    ]),
    // None of them is long; all of them are longer than any one may be.
    "more-than-one-line-may-hold": areAnswered(inOneWrite, alternating(24, ["pong", "failure"]), () =>
      Array.from({ length: 24 }, (_, index): Packed => {
        const variation = { envelope: (envelope: object) => ({ ...envelope, padding: "x".repeat(7000) }) };
        return index % 2 === 0 ? packed.ping(variation) : packed.whoami(variation);
      }),
    ),
  },
  "angen.carriage-return-is-accepted": {
    "before-the-line-feed": areAnswered(inOneWrite, ["pong", "failure", "pong"], () => {
      const end = "\r\n";
      return [packed.ping({ end, messageId: "one" }), packed.whoami({ end }), packed.ping({ end })];
    }),
    "line-feed-in-a-write-of-its-own": isOne([beforeLast(2), beforeLast(1)], { end: "\r\n" }),
    "on-empty-lines": areAnswered(inOneWrite, ["pong", "failure"], () => [
      packed.ping({ line: (line) => `\r\n\r\n${line}`, end: "\r\n\r\n" }),
      packed.whoami({ end: "\r\n" }),
    ]),
  },
  "angen.empty-line-is-ignored": {
    "before-a-command": areAnswered(inOneWrite, ["pong", "failure"], () => [
      packed.ping({ line: (line) => `\n${line}` }),
      packed.whoami({ line: (line) => `\n\n\n${line}` }),
    ]),
    "behind-a-command": areAnswered(inOneWrite, ["pong", "failure"], () => [
      packed.ping({ end: "\n\n\n" }),
      packed.whoami({ end: "\n\n" }),
    ]),
    "five-hundred": areAnswered(inOneWrite, ["pong", "pong"], () => [
      packed.ping({ end: "\n".repeat(501) }),
      packed.ping({ end: "\n".repeat(20) }),
    ]),
    "empty-lines-in-writes-of-their-own": lineCheck({
      act: async ({ angen, account }) => {
        const { connection } = await angen.enter(account);
        await connection.send(["\n", "\n"], { name: "empty lines", unanswered: true });
        const behind = await more(connection);
        return { behind, after: await connection.whoami() };
      },
      judge: ({ behind, after }) => [
        ...nothingMore(behind),
        ...expecting(behind, "quiet", "line"),
        ...expecting(after, "youare"),
      ],
    }),
  },
} as const satisfies Partial<Catalogue<"angen", AngenSession>>;

/** So many outcomes that take turns. */
function alternating(count: number, outcomes: readonly string[]): string[] {
  return Array.from({ length: count }, (_, index) => outcomes[index % outcomes.length] ?? "");
}
