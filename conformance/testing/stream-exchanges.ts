import type { Exchange, StreamRequest, StreamResponse } from "../model/exchange.ts";

/** What is otherwise than in an exchange of lines with everything in order. */
export interface OtherLines extends Partial<Omit<Exchange, "request" | "response">> {
  readonly request?: Partial<StreamRequest>;
  readonly response?: Partial<StreamResponse>;
}

/** An exchange of lines, as it might have been recorded: a ping that was answered, but for what is given. */
export function lines({ request, response, ...otherwise }: OtherLines = {}): Exchange {
  const answer: StreamResponse = { kind: "stream", body: '{"name":"system/pong","message":{}}', ...response };
  const connection = { number: 1 };
  const body = '{"name":"system/ping","command":{}}';
  return {
    step: "attempt",
    operation: "ping",
    sent: {},
    request: { kind: "stream", url: "tcp://127.0.0.1:1", connection, body, packets: [], ...request },
    ...(otherwise.error === undefined && { response: answer }),
    outcome: "pong",
    said: answer.body,
    taken: {},
    startedAt: 0,
    durationMs: 1,
    ...otherwise,
  };
}
