import { describe } from "../kit/expect.ts";
import { httpResponse } from "../kit/http.ts";
import { looksLikeToken } from "../kit/looks-like-token.ts";
import { requestText } from "../kit/request-text.ts";
import { PreparationFailed } from "../model/errors.ts";
import type { Exchange, HttpRequest, HttpResponse, Meaning, Roles } from "../model/exchange.ts";
import type { HttpOperation, HttpStep } from "../model/wire.ts";
import { afterResponse, cookiesSet } from "../targets/wire/cookies.ts";
import { decode } from "../targets/wire/decode.ts";
import { encode } from "../targets/wire/encode.ts";
import { notFound } from "../targets/wire/misbound.ts";
import { rolesSent } from "../targets/wire/names.ts";
import { answeredAt } from "../targets/wire/places.ts";
import { signed } from "./http-request.ts";
import type { Intent, Recorder } from "./recorder.ts";

/** What the steps before an operation leave it with. */
export interface Prepared {
  /** The roles of the operation, and what the steps have taken. */
  readonly roles: Roles;
  /** The cookies that the steps were given, by name. */
  readonly cookies: ReadonlyMap<string, string>;
}

/** What steps are asked with. */
export interface StepsParts {
  readonly url: string;
  readonly recorder: Pick<Recorder, "secret">;
  /** Sends one request on the record. */
  send(
    intent: Intent & { readonly request: HttpRequest },
    read: (response: HttpResponse, receivedAt: number) => Meaning,
  ): Promise<Exchange>;
}

/** Whatever is no error carries on; where a step leads to is not followed. */
const OUTCOMES: HttpOperation["outcomes"] = { success: { status: ["2xx", "3xx"] } };

/**
 * Asks what goes before an operation, one step after the other, with the cookies that the target gives meanwhile.
 *
 * @throws PreparationFailed with the step that did not succeed, or did not yield what it has to
 */
export async function askBefore(
  name: string,
  { before = [] }: Pick<HttpOperation, "before">,
  given: Roles,
  parts: StepsParts,
): Promise<Prepared> {
  let prepared: Prepared = { roles: given, cookies: new Map() };
  for (const step of before) prepared = await askStep(name, step, prepared, given, parts);
  return prepared;
}

async function askStep(
  name: string,
  step: HttpStep,
  { roles, cookies }: Prepared,
  given: Roles,
  { url, recorder, send }: StepsParts,
): Promise<Prepared> {
  const { take = {} } = step;
  const request: HttpRequest = signed(encode(url, step, roles, cookies));
  const sent = Object.fromEntries(Object.entries(given).filter(([role]) => rolesSent(step).includes(role)));
  let kept = cookies;
  const exchange = await send({ name: `before ${name}`, sent, request }, (response, receivedAt) => {
    kept = afterResponse(cookies, response, answeredAt(response, receivedAt));
    return decode({ outcomes: OUTCOMES, take }, response, receivedAt);
  });
  for (const [role, value] of Object.entries(exchange.taken)) recorder.secret(role, String(value));
  if (exchange.outcome !== "success") throw failed(exchange, `said ${describe(exchange)}`);
  const answer = httpResponse(exchange);
  const lacking = Object.keys(take).filter((role) => exchange.taken[role] === undefined);
  if (lacking.length > 0 && answer) {
    throw failed(exchange, `succeeded, but ${notFound(lacking, take, exchange, answer)}`);
  }
  return { roles: { ...roles, ...exchange.taken }, cookies: kept };
}

/** What a target sets as cookies, if it could be somebody's session. */
export function secretCookies(exchange: Exchange): string[] {
  const response = httpResponse(exchange);
  const set = response ? cookiesSet(response, exchange.startedAt) : [];
  return set.map(({ value }) => value).filter((value) => looksLikeToken(value, SHORTEST_COOKIE));
}

/** Session identifiers have at least so many characters; what else cookies hold is mostly shorter. */
const SHORTEST_COOKIE = 16;

function failed(exchange: Exchange, what: string): PreparationFailed {
  return new PreparationFailed(`${exchange.step}, ${requestText(exchange.request)} ${what}`, exchange);
}
