import type { Exchange } from "../../model/exchange.ts";
import type { HttpOperation, Matcher } from "../../model/wire.ts";
import { abridge } from "../abridge.ts";

/** An exchange of an operation, and how that is spelt. */
interface Asked {
  readonly exchange: Exchange;
  /** As the target has it. */
  readonly own: HttpOperation;
  /** As the protocol has it: what has to be taken. */
  readonly known: HttpOperation;
  /** It was asked with nothing in it. */
  readonly isProbe: boolean;
}

/** Whether there is an answer by which a binding can be judged. */
export function didAnswer({ response, outcome }: Exchange): boolean {
  return response !== undefined && outcome !== "rateLimited" && outcome !== "serverError";
}

/** Why an answer looks as if the operation were spelt otherwise; nothing if it does not. */
export function misbound({ exchange, own, known, isProbe }: Asked): string | undefined {
  const { response, request, outcome } = exchange;
  const status = response?.status ?? 0;
  const asked = `${request.method} ${request.url}`;
  if (status === 404) return `${asked} said 404: nothing is there.`;
  if (status === 405) return `${asked} said 405: not with that method.`;
  if (outcome === "unrecognized") {
    const fitting = Object.entries(own.outcomes).map(([name, matcher]) => `${name} is ${describe(matcher)}`);
    return `${asked} said ${abridge(exchange.said, 120)}, which is no outcome of it: ${fitting.join("; ") || "it has none"}.`;
  }
  return isProbe || outcome !== SUCCESS ? undefined : nothingTaken(exchange, own, known);
}

/** What the protocols call the outcome that yields values. */
const SUCCESS = "success";

/** Where a success does not yield what it has to. */
function nothingTaken({ taken, said }: Exchange, own: HttpOperation, known: HttpOperation): string | undefined {
  const lacking = Object.keys(known.take).filter((role) => taken[role] === undefined);
  if (lacking.length === 0) return undefined;
  const where = lacking.map((role) => {
    const at = own.take[role]?.at;
    return at === undefined ? `nothing says where ${role} is` : `there is no ${role} at "${at}"`;
  });
  return `a success, but ${where.join(", and ")}: ${abridge(said, 120)}.`;
}

function describe({ status, at, equals }: Matcher): string {
  if (at === undefined) return status;
  const place = at === "" ? "as its body" : `at ${at}`;
  return `${status} with ${equals === undefined ? "something" : JSON.stringify(equals)} ${place}`;
}
