import type { Exchange, HttpRequest, HttpResponse } from "../model/exchange.ts";

/** What is otherwise than in an exchange with everything in order. */
export interface Otherwise extends Partial<Omit<Exchange, "request" | "response">> {
  readonly request?: Partial<HttpRequest>;
  readonly response?: Partial<HttpResponse>;
}

/** An exchange, written down as it might have been recorded: a login that succeeded, but for what is given. */
export function exchange({ request, response, ...otherwise }: Otherwise = {}): Exchange {
  const answer: HttpResponse = { kind: "http", status: 200, headers: [], body: "{}", ...response };
  return {
    step: "attempt",
    sent: {},
    request: { kind: "http", method: "POST", url: "http://127.0.0.1:1/login", headers: [], ...request },
    ...(otherwise.error === undefined && { response: answer }),
    outcome: "success",
    said: `${answer.status} ${answer.body}`,
    taken: {},
    startedAt: 0,
    durationMs: 1,
    ...otherwise,
  };
}

/** An exchange to which nothing came back. */
export function unanswered(code: NonNullable<Exchange["error"]>["code"], otherwise: Otherwise = {}): Exchange {
  return exchange({ error: { code, message: "gone" }, outcome: "unanswered", said: `gone (${code})`, ...otherwise });
}
