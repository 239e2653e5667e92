import { parseJson, pointersIn } from "../../../kit/json-pointer.ts";
import { requestText } from "../../../kit/request-text.ts";
import type { Exchange } from "../../../model/exchange.ts";
import type { StreamOperation } from "../../../model/wire.ts";
import { type Bound, didAnswer, type Misbound } from "../misbound.ts";
import { messageIn } from "./decode.ts";
import { rolesSentIn } from "./names.ts";

/** What the protocols call the outcomes that yield nothing. */
const REFUSALS: ReadonlySet<string> = new Set(["failure", "error", "unrecognized"]);
const MOST_NAMES = 8;

/** How an operation's answers look as if it were spelt otherwise; nothing where they do not. */
export function misboundLines(bound: Bound<StreamOperation>): Misbound[] {
  const answered = bound.exchanges.filter(didAnswer).filter(({ response }) => response?.body !== "");
  const asked = answered.filter((exchange) => !bound.probes?.includes(exchange));
  const isNeverUnderstood = asked.every(({ outcome }) => outcome === "error");
  const isUseless = !answered.some((exchange) => isServed(exchange, bound));
  return asked.flatMap((exchange) => {
    const found = (text: string) => [{ exchange, text, isUseless }];
    const said = requestText(exchange.request);
    if (exchange.outcome === "unrecognized") return found(`${said} said ${unrecognized(exchange, bound.own)}`);
    if (exchange.outcome === "error") return isNeverUnderstood ? found(`${said} ${NOT_UNDERSTOOD}`) : [];
    const lacking = REFUSALS.has(exchange.outcome) ? [] : lackingIn(exchange, bound);
    return lacking.length === 0 ? [] : found(`a success, but ${notThere(lacking, exchange, bound.own)}.`);
  });
}

const NOT_UNDERSTOOD = "is an error there: it knows no such command, or misses something in it.";

function isServed(exchange: Exchange, bound: Bound<StreamOperation>): boolean {
  return !REFUSALS.has(exchange.outcome) && lackingIn(exchange, bound).length === 0;
}

/** The roles that others send, and that a success does not yield. */
function lackingIn(
  { outcome, taken }: Exchange,
  { name, operations, all = operations }: Bound<StreamOperation>,
): string[] {
  const sent = new Set(Object.values(all).flatMap(rolesSentIn));
  const { take = {}, mayLack = [] } = operations[name]?.outcomes[outcome] ?? {};
  return Object.keys(take).filter((role) => sent.has(role) && !mayLack.includes(role) && taken[role] === undefined);
}

function notThere(roles: readonly string[], { outcome, response }: Exchange, { outcomes }: StreamOperation): string {
  const take = outcomes[outcome]?.take ?? {};
  const whys = roles.map((role) => {
    const key = `outcomes.${outcome}.take.${role}`;
    return take[role] ? `${key}: ${take[role].at} finds nothing` : `nothing says where ${role} is (${key})`;
  });
  return `${whys.join(", and ")}; the message has ${contents(response?.body ?? "")}`;
}

function unrecognized({ response }: Exchange, { outcomes }: StreamOperation): string {
  const line = response?.body ?? "";
  const { name } = messageIn(line);
  const what =
    typeof name === "string"
      ? `${name} with ${contents(line)}`
      : parseJson(line) === undefined
        ? "a line that is no JSON"
        : "JSON that is no envelope of a message";
  const fitting = Object.entries(outcomes).map(([outcome, matcher]) => `${outcome} is ${matcher.name}`);
  return `${what}, which is no outcome of it: ${fitting.join("; ") || "it has none"}.`;
}

/** Where a message has values. Not the values: a token that is not where the wire says is not known to be a secret. */
function contents(line: string): string {
  const { message } = messageIn(line);
  if (message === undefined) return "no message";
  const places = pointersIn(message).filter((pointer) => pointer !== "");
  const more = places.length - MOST_NAMES;
  return places.length === 0
    ? "nothing in it"
    : `${places.slice(0, MOST_NAMES).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}
