import { httpResponse } from "../../kit/http.ts";
import { parseJson } from "../../kit/json-pointer.ts";
import { requestText } from "../../kit/request-text.ts";
import type { Exchange, HttpResponse } from "../../model/exchange.ts";
import type { HttpOperation, Operation, Place, Take } from "../../model/wire.ts";
import { contents, cookieNames, fieldNames, isHtml } from "./contents.ts";
import { rolesSent } from "./names.ts";
import { placeText } from "./place-text.ts";
import { type Answer, answeredAt, placesOf, takeFrom } from "./places.ts";

/** What the protocols call the outcome that yields values. */
const SUCCESS = "success";

/** An operation as it is bound, and what was asked of it. */
export interface Bound<Own extends Operation = Operation> {
  readonly name: string;
  /** As the target has it. */
  readonly own: Own;
  /** As the protocol has its operations: what has to be taken. */
  readonly operations: Readonly<Record<string, Own>>;
  /** As the target has them, if otherwise: what is sent there. */
  readonly all?: Readonly<Record<string, Own>>;
  /** Every exchange of it. */
  readonly exchanges: readonly Exchange[];
  /** Those of them that had nothing in them. */
  readonly probes?: readonly Exchange[];
}

/** What is wrong with a binding. */
export interface Misbound {
  readonly exchange: Exchange;
  readonly text: string;
  /** By this binding nothing can be had that others need. */
  readonly isUseless: boolean;
}

/** Whether there is an answer by which a binding can be judged. */
export function didAnswer({ response, outcome }: Exchange): boolean {
  return response !== undefined && outcome !== "rateLimited" && outcome !== "serverError";
}

/** How an operation's answers look as if it were spelt otherwise; nothing where they do not. */
export function misboundHttp(bound: Bound<HttpOperation>): Misbound[] {
  const answered = bound.exchanges.filter(didAnswer);
  const isNowhere = answered.every((exchange) => isMissing(httpResponse(exchange)));
  const isUseless = !answered.some((exchange) => isServed(exchange, bound));
  return answered.flatMap((exchange) => {
    const { outcome, request } = exchange;
    const response = httpResponse(exchange);
    const found = (text: string) => [{ exchange, text, isUseless }];
    const asked = requestText(request);
    if (response === undefined) return [];
    if (isMissing(response)) return isNowhere ? found(`${asked} ${MISSING[response.status]}`) : [];
    if (outcome === "unrecognized") return found(`${asked} ${unrecognized(response, bound.own)}`);
    if (outcome !== SUCCESS || bound.probes?.includes(exchange)) return [];
    const lacking = nothingTaken(exchange, response, bound);
    return lacking === undefined ? [] : found(lacking);
  });
}

/** Whether an answer yields anything that others need. */
function isServed(exchange: Exchange, bound: Bound<HttpOperation>): boolean {
  const roles = needed(bound);
  return exchange.outcome === SUCCESS && (roles.length === 0 || !roles.every((role) => isLacking(exchange, role)));
}

const MISSING: Readonly<Record<number, string>> = {
  404: "said 404: nothing is there.",
  405: "said 405: not with that method.",
};

function isMissing(response: HttpResponse | undefined): boolean {
  return response !== undefined && response.status in MISSING;
}

function unrecognized(response: HttpResponse, { outcomes }: HttpOperation): string {
  const fitting = Object.entries(outcomes).map(([name, matcher]) => `${name} is ${matcherText(matcher)}`);
  const location = response.headers.find(([field]) => field.toLowerCase() === "location")?.[1];
  const isRedirect = response.status >= 300 && response.status < 400 && location !== undefined;
  const what = isRedirect
    ? `a redirect to ${location.replace(/[?#].*$/s, "")} that is not followed`
    : contents(response);
  return `said ${response.status} with ${what}, which is no outcome of it: ${fitting.join("; ") || "it has none"}.`;
}

function matcherText({ status, at, header, equals }: HttpOperation["outcomes"][string]): string {
  const statuses = [status].flat().join(" or ");
  if (at === undefined && header === undefined) return statuses;
  const place =
    at === "" ? "as its body" : `at ${placeText({ ...(at === undefined ? { header: header ?? "" } : { at }) })}`;
  return `${statuses} with ${equals === undefined ? "something" : JSON.stringify(equals)} ${place}`;
}

/**
 * The roles of an operation that others send, and that every success has: without them nothing goes on. What is told
 * beside them may be missing.
 */
function needed({
  name,
  operations,
  all = operations,
}: Pick<Bound<HttpOperation>, "name" | "operations" | "all">): string[] {
  const sent = new Set(Object.values(all).flatMap(rolesSent));
  const { take = {}, mayLack = [] } = operations[name] ?? {};
  return Object.keys(take).filter((role) => sent.has(role) && !mayLack.includes(role));
}

function isLacking({ taken }: Exchange, role: string): boolean {
  return taken[role] === undefined;
}

/** Where a success does not yield what it has to, or what the binding says it does. */
function nothingTaken(exchange: Exchange, response: HttpResponse, bound: Bound<HttpOperation>): string | undefined {
  const { name, own, operations } = bound;
  const mayLack = operations[name]?.mayLack ?? [];
  const answer = answerOf(exchange, response);
  // Who names several places does not know which it is, or whether it is any.
  const named = Object.keys(own.take).filter((role) => {
    const places = placesOf(own.take[role] ?? []);
    return places.length === 1 && (!mayLack.includes(role) || inOtherUnit(places, answer) !== undefined);
  });
  const absent = [...new Set([...needed(bound), ...named])].filter((role) => isLacking(exchange, role));
  // Who comes with a token need not be given another, where other answers show that its place is right.
  const isKept = absent.some((role) => exchange.sent[role] !== undefined);
  const roles = isKept ? absent.filter((role) => !isYielded(role, bound)) : absent;
  return roles.length === 0 ? undefined : `a success, but ${notFound(roles, own.take, exchange, response)}.`;
}

/** Whether any success has a value at its place. */
function isYielded(role: string, { exchanges }: Bound<HttpOperation>): boolean {
  return exchanges.some((exchange) => exchange.outcome === SUCCESS && !isLacking(exchange, role));
}

/** Says of roles that they are not where a binding says, and what there is instead. */
export function notFound(roles: readonly string[], take: Take, exchange: Exchange, response: HttpResponse): string {
  const answer = answerOf(exchange, response);
  const whys = roles.map((role) => whyNot(role, placesOf(take[role] ?? []), answer));
  const places = roles.flatMap((role) => placesOf(take[role] ?? []));
  return `${whys.join(", and ")}; ${there(places, answer)}`;
}

function whyNot(role: string, places: readonly Place[], answer: Answer): string {
  if (places.length === 0) return `nothing says where ${role} is (take.${role})`;
  const other = inOtherUnit(places, answer);
  if (other) return `take.${role}: what ${placeText(other)} has is not ${other.as}`;
  return `take.${role}: ${places.map(placeText).join(" or ")} finds nothing`;
}

/** The first of the places, none of which yields a value, that has something in another unit than it says. */
function inOtherUnit(places: readonly Place[], answer: Answer): Place | undefined {
  return places.find(({ as: unit, ...place }) => unit && takeFrom({ role: place }, answer)["role"] !== undefined);
}

function answerOf({ startedAt, durationMs }: Exchange, response: HttpResponse): Answer {
  const instant = answeredAt(response, startedAt + durationMs);
  return { response, body: parseJson(response.body), answeredAt: instant };
}

/** What is in an answer, of the kinds of places that found nothing. Never the values: they may be tokens. */
function there(places: readonly Place[], { response }: Answer): string {
  const isAny = (key: keyof Place) => places.some((place) => place[key] !== undefined);
  const what = contents(response);
  const body = isHtml(response)
    ? `the answer is ${what}`
    : `the ${what.startsWith("/") ? "body" : "answer"} has ${what}`;
  return [
    ...(isAny("at") || places.length === 0 ? [body] : []),
    ...(isAny("header") ? [`the answer has ${fieldNames(response)}`] : []),
    ...(isAny("cookie") ? [`it sets ${cookieNames(response)}`] : []),
  ].join(", ");
}
