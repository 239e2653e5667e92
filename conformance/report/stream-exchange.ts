import { parseJson } from "../kit/json-pointer.ts";
import { shownBody } from "./http-body.ts";
import type { Kind, Shown } from "./kinds.ts";
import { membersOf } from "./members.ts";
import { streamByHand } from "./stream-by-hand.ts";

/** How a report shows what went over a connection of lines. */
export const stream: Kind<"stream"> = {
  redacted({ kind, url, connection, body, unkept, end, packets, doing }, response, redact) {
    const { number, label, from } = connection;
    return {
      request: {
        kind,
        url: redact(url),
        connection: { number, ...(label !== undefined && { label }), ...(from !== undefined && { from }) },
        ...(body !== undefined && { body: shownBody(body, redact, unkept) }),
        ...(end !== undefined && { end }),
        packets: [...packets],
        ...(doing !== undefined && { doing }),
      },
      ...(response && {
        response: {
          kind: response.kind,
          body: shownBody(response.body, redact),
          ...(response.unterminated && { unterminated: true as const }),
          ...(response.pushed && { pushed: response.pushed.map((line) => shownBody(line, redact)) }),
          ...(response.ended && { ended: response.ended }),
        },
      }),
    };
  },

  lines(exchange) {
    const { request } = exchange;
    const { body, end, doing } = request;
    const behind = end === undefined ? [] : [`(the line ends in ${end === "" ? "nothing" : JSON.stringify(end)})`];
    const sent = [
      whereText(request),
      ...(body === undefined ? [] : [body, ...behind]),
      ...(doing ? [`(${doing})`] : []),
    ];
    return { sent, received: received(exchange) };
  },

  conversation: {
    idOf: ({ url, connection }) => `${url} ${connection.number}`,
    byHand: streamByHand,
  },

  *names({ body }) {
    if (typeof body === "string" && body.length < LONGEST_PARSED) yield* membersOf(parseJson(body));
  },
};

const LONGEST_PARSED = 65_536;

/** The connection, and the packets on it. */
function whereText({ url, connection: { number, label, from }, packets }: Shown<"stream">["request"]): string {
  const named = `connection ${number}${label === undefined ? "" : ` (${label})`}`;
  const parts = packets.map((packet) => `packet ${packet.number} (${packet.bytes} bytes)`);
  return [`${url} ${named}`, ...(from === undefined ? [] : [`from ${from}`]), ...parts].join(", ");
}

function received({ response, error, outcome }: Shown<"stream">): string[] {
  if (!response) return [error ? `no answer: ${error.message} (${error.code})` : `(${outcome})`];
  const { pushed = [], body, unterminated, ended } = response;
  return [
    ...pushed.map((line) => `(not asked for) ${line}`),
    ...(body === "" && ended ? [] : [body]),
    ...(unterminated ? ["(the line had no end)"] : []),
    ...(ended ? [`(the connection was ${ended})`] : []),
  ];
}
