import { expecting } from "../../kit/expect.ts";
import type { Evidence, Exchange } from "../../model/exchange.ts";
import type { Catalogue } from "../catalogue.ts";
import { numbered } from "../common/parallel.ts";
import type { AngenSession } from "./api.ts";
import { idOf, isAnswer, isEnvelope, mirrored, mirrorsItsId } from "./ids.ts";
import { lineCheck, wholeRun } from "./line-check.ts";
import { packed } from "./packets.ts";

/** Checks of the ids of errors, and of answers to commands that have none. */
export const noMessageIds = {
  "angen.error-mirrors-the-message-id": {
    "the-whole-run": wholeRun((exchange) => {
      const isError = isAnswer(exchange) && exchange.outcome === "error";
      return isError && isEnvelope(exchange) && typeof idOf(exchange) === "string" ? mirrorsItsId(exchange) : [];
    }),
    "unknown-command": lineCheck({
      pipelined: true,
      act: async ({ angen }): Promise<Evidence> => {
        const connection = await angen.open();
        const unknown = (messageId: string) => packed.unknown({ messageId });
        const before = await connection.askTogether([
          unknown("before"),
          packed.ping({ messageId: "between" }),
          unknown(""),
        ]);
        return numbered("answer", before);
      },
      control: (evidence) => expecting(evidence["answer 1"] as Exchange, "error"),
      judge: mirrored,
    }),
    "missing-and-odd-members": lineCheck({
      act: async ({ angen }) => {
        const connection = await angen.open();
        return {
          missing: await connection.login(undefined, { messageId: "missing" }),
          odd: await connection.login(7, { messageId: "odd" }),
          none: await connection.renew({}, { messageId: "none" }),
          empty: await connection.renew({ identifierCode: ["a"], renewalCode: null }, { messageId: "" }),
        };
      },
      // One that says system/failure is found by another check.
      control: (evidence) => Object.values(evidence).flatMap((exchange) => expecting(exchange, "error", "failure")),
      judge: mirrored,
    }),
  },
  "angen.no-message-id-is-made-up": {
    "the-whole-run": wholeRun((exchange) => {
      const hasNone = isEnvelope(exchange) && idOf(exchange) === undefined;
      return hasNone && isAnswer(exchange) ? mirrorsItsId(exchange) : [];
    }),
    "right-after-one-with-an-id": lineCheck({
      act: async ({ angen }) => {
        const connection = await angen.open();
        const first = await connection.ping({ messageId: "first" });
        const ping = await connection.ping();
        await connection.whoami({ messageId: "second" });
        const failure = await connection.whoami();
        await connection.login(7, { messageId: "third" });
        return { first, ping, failure, login: await connection.login("garbage") };
      },
      control: ({ first }) => expecting(first, "pong"),
      judge: ({ ping, failure, login }) => [ping, failure, login].flatMap(mirrorsItsId),
    }),
    "errors-after-one-with-an-id": lineCheck({
      pipelined: true,
      act: async ({ angen }): Promise<Evidence> => {
        const connection = await angen.open();
        const messageId = "stale";
        const before = await connection.ping({ messageId });
        const errors = await connection.askTogether([
          packed.unknown(),
          packed.ping({ messageId }),
          packed.text("no JSON"),
        ]);
        return { before, ...numbered("answer", errors), member: await connection.login(undefined) };
      },
      judge: ({ before: _, ...rest }) => mirrored(rest),
    }),
    "in-one-write": lineCheck({
      pipelined: true,
      act: async ({ angen }): Promise<Evidence> => {
        const connection = await angen.open();
        const [none, some] = [{}, { messageId: "some" }];
        const commands = [packed.ping(some), packed.ping(none), packed.whoami(some), packed.whoami(none)];
        return numbered("answer", await connection.askTogether([...commands, packed.ping(none), packed.ping(some)]));
      },
      judge: mirrored,
    }),
    "id-in-the-command": lineCheck({
      act: async ({ angen }) => {
        const connection = await angen.open();
        const inside = (envelope: Readonly<Record<string, unknown>>) => ({
          ...envelope,
          command: { message_id: "in the command" },
          id: "beside it",
        });
        return {
          ping: await connection.ping({ envelope: inside }),
          whoami: await connection.whoami({ envelope: inside }),
        };
      },
      control: ({ ping, whoami }) => [...expecting(ping, "pong"), ...expecting(whoami, "failure")],
      judge: mirrored,
    }),
    "a-command-on-another-connection": lineCheck({
      act: async ({ angen }) => {
        const [one, other] = [await angen.open(), await angen.open()];
        const [asked, ping] = await Promise.all([one.ping({ messageId: "of the one" }), other.ping()]);
        return { asked, ping, later: await other.whoami() };
      },
      judge: mirrored,
    }),
  },
} as const satisfies Partial<Catalogue<"angen", AngenSession>>;
