import type { RawWay } from "../../engine/stream-connection.ts";
import { expecting, expectThat } from "../../kit/expect.ts";
import { CannotTest } from "../../model/errors.ts";
import type { Body, Evidence, Exchange } from "../../model/exchange.ts";
import type { Finding } from "../../model/verdict.ts";
import type { Catalogue } from "../catalogue.ts";
import { envelopeIn, nothingMore, streamRequest, streamResponse } from "./answers.ts";
import type { AngenConnection, AngenSession, Operation } from "./api.ts";
import { lineCheck, more } from "./line-check.ts";

const PING = '{"name":"system/ping","command":{}}';
const WHOAMI = '{"name":"connections/whoami","command":{}}';

/** Sends, ends the sending, and reads the first answer. */
const last = (connection: AngenConnection, packets: Body | readonly Body[], way: RawWay<Operation>) =>
  connection.send(packets, { ...way, halfClose: true });

/**
 * Whether the target answers at all behind the end of what it is sent.
 *
 * @throws CannotTest where it does not over TLS, which not every library can end in one direction only
 */
async function terminated({ angen }: AngenSession): Promise<Exchange> {
  const answer = await last(await angen.open(), `${PING}\n`, {
    name: "with its line feed",
    as: "ping",
    mayClose: true,
  });
  if (!answer.response && streamRequest(answer)?.url.startsWith("tls:")) {
    throw new CannotTest("over TLS, the target answers nothing behind the end of what it is sent");
  }
  return answer;
}

/** The last lines of a connection that ends its sending. */
const atTheEnd = (
  act: (session: AngenSession) => Promise<Evidence>,
  judge: (evidence: Evidence) => readonly Finding[],
) =>
  lineCheck({
    needs: ["default-wire"],
    act: async (session): Promise<Evidence> => ({ whole: await terminated(session), ...(await act(session)) }),
    judge: ({ whole, ...rest }) => [...expecting(whole as Exchange, "pong"), ...judge(rest)],
  });

const answeredOnce = ({ attempt, behind }: Evidence, outcome: string): readonly Finding[] => [
  ...expecting(attempt as Exchange, outcome),
  ...nothingMore(behind as Exchange),
];

/** Finds fault with a line that has another name. */
function isCalled(exchange: Exchange, name: string): readonly Finding[] {
  const actual = envelopeIn(streamResponse(exchange)?.body)?.["name"];
  return expectThat(actual === name, exchange.step, name, typeof actual === "string" ? actual : exchange.said);
}

/** Checks of the last line of a client that ends its sending, and goes on reading. */
export const halves = {
  "angen.unterminated-last-line-is-a-command": {
    "the-only-line": atTheEnd(
      async ({ angen }) => {
        const connection = await angen.open();
        return { attempt: await last(connection, PING, { as: "ping" }), behind: await more(connection) };
      },
      (evidence) => answeredOnce(evidence, "pong"),
    ),
    "behind-other-commands": atTheEnd(
      async ({ angen }) => {
        const connection = await angen.open();
        const first = await last(connection, `${PING}\n${WHOAMI}\n${PING}`, { as: "ping" });
        const second = await connection.next();
        return { first, second, third: await connection.next(), behind: await more(connection) };
      },
      ({ first, second, third, behind }) => [
        ...expecting(first as Exchange, "pong"),
        ...isCalled(second as Exchange, "system/failure"),
        ...isCalled(third as Exchange, "system/pong"),
        ...nothingMore(behind as Exchange),
      ],
    ),
    "in-pieces": atTheEnd(
      async ({ angen }) => {
        const connection = await angen.open();
        const packets = [PING.slice(0, 5), PING.slice(5, 20), PING.slice(20)];
        return { attempt: await last(connection, packets, { as: "ping" }), behind: await more(connection) };
      },
      (evidence) => answeredOnce(evidence, "pong"),
    ),
    "logged-in": atTheEnd(
      async ({ angen, account }) => {
        const { connection } = await angen.enter(account);
        return { attempt: await last(connection, WHOAMI, { as: "whoami" }), behind: await more(connection) };
      },
      (evidence) => answeredOnce(evidence, "youare"),
    ),
    "the-end-after-a-pause": atTheEnd(
      async ({ angen }) => {
        const connection = await angen.open();
        await connection.send(PING, { name: "without its line feed", unanswered: true });
        await more(connection);
        return { attempt: await last(connection, [], { as: "ping" }), behind: await more(connection) };
      },
      (evidence) => answeredOnce(evidence, "pong"),
    ),
    // The answer takes its time, and the client is half gone meanwhile.
    "a-slow-command": atTheEnd(
      async ({ angen, account: { username, password } }) => {
        const connection = await angen.open();
        const command = { name: username, password, user_agent: "authmark (conformance suite)" };
        const line = JSON.stringify({ name: "auth/get_token", command });
        return { attempt: await last(connection, line, { as: "getToken" }), behind: await more(connection) };
      },
      (evidence) => answeredOnce(evidence, "token"),
    ),
  },
  "angen.empty-line-is-ignored": {
    "at-the-end-of-all": lineCheck({
      needs: ["default-wire"],
      act: async ({ angen }) => {
        const connection = await angen.open();
        await connection.send(`\n\n`, { name: "empty lines", unanswered: true, halfClose: true });
        return { behind: await more(connection) };
      },
      judge: ({ behind }) => nothingMore(behind),
    }),
  },
} as const satisfies Partial<Catalogue<"angen", AngenSession>>;
