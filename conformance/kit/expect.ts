import type { Exchange, TransportError } from "../model/exchange.ts";
import type { Finding } from "../model/verdict.ts";

const NOTHING: readonly Finding[] = [];

/** Finds fault with an exchange whose outcome is none of those given. */
export function expecting(exchange: Exchange, ...outcomes: readonly string[]): readonly Finding[] {
  if (outcomes.includes(exchange.outcome)) return NOTHING;
  return [{ at: exchange.step, expected: [...new Set(outcomes)].join(" or "), actual: describe(exchange) }];
}

/** Finds fault where a condition does not hold. */
export function expectThat(holds: boolean, at: string, expected: string, actual: string): readonly Finding[] {
  return holds ? NOTHING : [{ at, expected, actual }];
}

/** Finds fault with a value that is not the expected one. */
export function expectSame(exchange: Exchange, role: string, expected: unknown): readonly Finding[] {
  const actual = exchange.taken[role];
  const show = (value: unknown) => `${role} ${JSON.stringify(value) ?? "nothing"}`;
  return expectThat(actual === expected, exchange.step, show(expected), show(actual));
}

/** An exchange in a few words: the outcome that it had, and the answer that made it so. */
export function describe({ outcome, said }: Exchange): string {
  return `${outcome}: ${said}`;
}

/** How a connection ends that the server does not want to go on with. */
const ENDED: ReadonlySet<string> = new Set<TransportError["code"]>(["closed", "tls", "malformed"]);

/**
 * What no server may do, whatever it is asked: answer with a server error, or not at all. It counts wherever it
 * happens, also while a check prepares.
 */
export function misbehaviour(exchange: Exchange): readonly Finding[] {
  const { step: at, outcome, mayClose } = exchange;
  if (outcome === "serverError") return [{ at, expected: "no server error", actual: describe(exchange) }];
  if (isUnanswered(exchange)) {
    return [{ at, expected: mayClose ? "an answer, or a closed connection" : "an answer", actual: describe(exchange) }];
  }
  return NOTHING;
}

/** Whether nothing came back, though something had to: not even a closed connection where that will do. */
export function isUnanswered({ error, mayClose }: Exchange): boolean {
  return error !== undefined && !(mayClose && ENDED.has(error.code));
}
