import { expecting, expectThat } from "../../kit/expect.ts";
import type { Body, Exchange } from "../../model/exchange.ts";
import type { Finding } from "../../model/verdict.ts";
import type { Catalogue } from "../catalogue.ts";
import { linesOf } from "./answers.ts";
import type { AngenSession } from "./api.ts";
import { lineCheck } from "./line-check.ts";
import { A_PING } from "./unreadable.ts";

/** So long a connection may stay open that is of no use, in milliseconds. */
const CLOSING_MS = 3000;

const FIELDS = "Host: 127.0.0.1\r\nOrigin: http://page.example\r\nUser-Agent: authmark\r\n";
const GET = `GET / HTTP/1.1\r\n${FIELDS}\r\n`;
/** What a page of any site can have a browser send: a body of plain text, with a command in a line of its own. */
const BODY = `\n${A_PING}\n`;
const POST = `POST / HTTP/1.1\r\n${FIELDS}Content-Type: text/plain\r\nContent-Length: ${BODY.length}\r\n\r\n${BODY}`;

/** Finds fault with an answer to the command that is in the request. */
function obeys(exchange: Exchange): readonly Finding[] {
  const pong = linesOf(exchange).find((line) => line.includes("system/pong") || line.includes("system\\/pong"));
  return expectThat(pong === undefined, exchange.step, "no answer to what is in the request", pong ?? "");
}

/** A request over HTTP, after which the connection is closed. */
const isClosed = (...packets: readonly Body[]) =>
  lineCheck({
    needs: ["default-wire"],
    waits: true,
    act: async ({ angen }) => {
      const connection = await angen.open();
      const attempt = await connection.send(packets, {
        name: "a request over HTTP",
        mayClose: true,
        withinMs: CLOSING_MS,
      });
      return { attempt, end: await connection.closed(CLOSING_MS) };
    },
    judge: ({ attempt, end }) => [...expecting(end, "closed"), ...obeys(attempt), ...obeys(end)],
  });

/** Checks of what a browser can be made to send. */
export const httpRequests = {
  "angen.http-request-is-closed": {
    "a-get": isClosed(GET),
    "a-post-with-a-command": isClosed(POST),
    "a-post-in-two-writes": isClosed(POST.slice(0, -BODY.length), BODY),
    "the-first-line-in-pieces": isClosed(GET.slice(0, 2), GET.slice(2, 9), GET.slice(9)),
    "a-preflight": isClosed(`OPTIONS / HTTP/1.1\r\n${FIELDS}Access-Control-Request-Method: PUT\r\n\r\n`),
  },
} as const satisfies Partial<Catalogue<"angen", AngenSession>>;
