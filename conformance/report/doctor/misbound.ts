import { parseJson, pointersIn } from "../../kit/json-pointer.ts";
import type { Exchange } from "../../model/exchange.ts";
import type { HttpOperation, Matcher } from "../../model/wire.ts";

/** An exchange of an operation, and how that is spelt. */
interface Asked {
  readonly exchange: Exchange;
  /** As the target has it. */
  readonly own: HttpOperation;
  /** As the protocol has it: what has to be taken. */
  readonly known: HttpOperation;
  /** It was asked with nothing in it. */
  readonly isProbe: boolean;
  /** What was said as it may be shown. */
  show(said: string): string;
}

/** Whether there is an answer by which a binding can be judged. */
export function didAnswer({ response, outcome }: Exchange): boolean {
  return response !== undefined && outcome !== "rateLimited" && outcome !== "serverError";
}

/** Why an answer looks as if the operation were spelt otherwise; nothing if it does not. */
export function misbound({ exchange, own, known, isProbe, show }: Asked): string | undefined {
  const { response, request, outcome } = exchange;
  const status = response?.status ?? 0;
  const asked = `${request.method} ${request.url}`;
  if (status === 404) return `${asked} said 404: nothing is there.`;
  if (status === 405) return `${asked} said 405: not with that method.`;
  if (outcome === "unrecognized") {
    const fitting = Object.entries(own.outcomes).map(([name, matcher]) => `${name} is ${describe(matcher)}`);
    const said = `${status} with ${contents(response?.body ?? "", show)}`;
    return `${asked} said ${said}, which is no outcome of it: ${fitting.join("; ") || "it has none"}.`;
  }
  return isProbe || outcome !== SUCCESS ? undefined : nothingTaken(exchange, own, known, show);
}

/** What the protocols call the outcome that yields values. */
const SUCCESS = "success";

/** Where a success does not yield what it has to. */
function nothingTaken(
  { taken, response }: Exchange,
  own: HttpOperation,
  known: HttpOperation,
  show: Asked["show"],
): string | undefined {
  const lacking = Object.keys(known.take).filter((role) => taken[role] === undefined);
  if (lacking.length === 0) return undefined;
  const where = lacking.map((role) => {
    const at = own.take[role]?.at;
    return at === undefined ? `nothing says where ${role} is` : `there is no ${role} at "${at}"`;
  });
  return `a success, but ${where.join(", and ")}; the answer has ${contents(response?.body ?? "", show)}.`;
}

const MOST_PLACES = 8;

/** Where a body has values. Not the values: a token that is not where the wire says is not known to be a secret. */
function contents(body: string, show: Asked["show"]): string {
  const value = parseJson(body);
  if (value === undefined) return body === "" ? "no body" : "a body that is no JSON";
  const places = pointersIn(value);
  if (places[0] === "") return `the body ${show(body)}`;
  const more = places.length - MOST_PLACES;
  return `${places.slice(0, MOST_PLACES).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}

function describe({ status, at, equals }: Matcher): string {
  if (at === undefined) return status;
  const place = at === "" ? "as its body" : `at ${at}`;
  return `${status} with ${equals === undefined ? "something" : JSON.stringify(equals)} ${place}`;
}
