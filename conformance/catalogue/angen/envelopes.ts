import { expecting, expectThat } from "../../kit/expect.ts";
import { checkFor } from "../../model/check.ts";
import type { Evidence, Exchange } from "../../model/exchange.ts";
import type { Finding } from "../../model/verdict.ts";
import type { Catalogue } from "../catalogue.ts";
import { numbered } from "../common/parallel.ts";
import { isInItsPlace, nothingMore, sentEnvelope } from "./answers.ts";
import type { AngenSession } from "./api.ts";
import { lineCheck, wholeRun } from "./line-check.ts";
import { packed } from "./packets.ts";

const check = checkFor<AngenSession>();

/** So long a connection may take to be closed that is to be, in milliseconds. */
const CLOSING_MS = 5000;

/** Finds fault with an outcome that names another command than the one that was sent. */
export function namesItsCommand(exchange: Exchange): readonly Finding[] {
  const { outcome, taken, step } = exchange;
  const name = sentEnvelope(exchange)?.["name"];
  if ((outcome !== "success" && outcome !== "failure") || typeof name !== "string") return [];
  const { command } = taken;
  return expectThat(command === name, step, `the command ${name}`, JSON.stringify(command) ?? "no command");
}

/** Checks of envelopes that are good, and of the commands that are about a connection alone. */
export const envelopes = {
  "angen.outcome-names-its-command": {
    "the-whole-run": wholeRun(namesItsCommand),
    "each-failure": lineCheck({
      act: async ({ angen, account: { username, password } }) => {
        const connection = await angen.open();
        return {
          whoami: await connection.whoami(),
          asked: await angen.getToken({ username, password: `not ${password}` }),
          login: await connection.login("garbage"),
          renewal: await connection.renew({ identifierCode: "garbage", renewalCode: "garbage" }),
        };
      },
      control: (evidence) => Object.values(evidence).flatMap((exchange) => expecting(exchange, "failure")),
      judge: (evidence) => Object.values(evidence).flatMap(namesItsCommand),
    }),
    "failures-in-one-write": lineCheck({
      pipelined: true,
      act: async ({ angen }): Promise<Evidence> => {
        const connection = await angen.open();
        const commands = [packed.whoami(), packed.login("garbage"), packed.whoami(), packed.disconnect()];
        return numbered("answer", await connection.askTogether(commands));
      },
      control: (evidence) =>
        Object.values(evidence).flatMap((exchange, index) => expecting(exchange, index < 3 ? "failure" : "success")),
      judge: (evidence) => Object.values(evidence).flatMap(namesItsCommand),
    }),
  },
  "angen.ping-is-answered": {
    "nobody-logged-in": check({
      act: async ({ angen }) => {
        const connection = await angen.open();
        const [first, second] = [await connection.ping(), await connection.ping({ messageId: "two" })];
        return { first, second, nobodys: await connection.whoami() };
      },
      control: ({ nobodys }) => expecting(nobodys, "failure"),
      judge: ({ first, second }) => [first, second].flatMap((ping) => isInItsPlace(ping, "pong")),
    }),
    "logged-in": check({
      act: async ({ angen, account }) => {
        const { connection } = await angen.enter(account);
        return { ping: await connection.ping(), after: await connection.whoami() };
      },
      control: ({ after }) => expecting(after, "youare"),
      judge: ({ ping }) => expecting(ping, "pong"),
    }),
    "after-a-failed-login": check({
      act: async ({ angen }) => {
        const connection = await angen.open();
        return { failure: await connection.login("garbage"), ping: await connection.ping() };
      },
      control: ({ failure }) => expecting(failure, "failure"),
      judge: ({ ping }) => expecting(ping, "pong"),
    }),
  },
  "angen.disconnect-closes-the-connection": {
    "nobody-logged-in": lineCheck({
      waits: true,
      act: async ({ angen }) => {
        const connection = await angen.open();
        return { attempt: await connection.disconnect(), end: await connection.closed(CLOSING_MS) };
      },
      judge: ({ attempt, end }) => [...expecting(attempt, "success"), ...expecting(end, "closed"), ...nothingMore(end)],
    }),
    "logged-in": lineCheck({
      waits: true,
      act: async ({ angen, account }) => {
        const [{ connection }, { connection: another }] = [await angen.enter(account), await angen.enter(account)];
        const attempt = await connection.disconnect();
        return { attempt, end: await connection.closed(CLOSING_MS), after: await another.whoami() };
      },
      judge: ({ attempt, end, after }) => [
        ...expecting(attempt, "success"),
        ...expecting(end, "closed"),
        // It is asked for one connection only.
        ...expecting(after, "youare"),
      ],
    }),
    "behind-other-commands": lineCheck({
      pipelined: true,
      waits: true,
      act: async ({ angen, account: { username, password } }): Promise<Evidence> => {
        const connection = await angen.open();
        const slow = packed.getToken({ username, password: `not ${password}` }, { fails: username });
        const answers = await connection.askTogether([slow, packed.ping(), packed.disconnect()]);
        return { ...numbered("answer", answers), end: await connection.closed(CLOSING_MS) };
      },
      judge: ({ end, ...answers }) => [
        ...Object.values(answers).flatMap((answer, index) =>
          isInItsPlace(answer, ["failure", "pong", "success"][index] ?? ""),
        ),
        ...expecting(end as Exchange, "closed"),
      ],
    }),
  },
} as const satisfies Partial<Catalogue<"angen", AngenSession>>;
