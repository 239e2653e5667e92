import { operations } from "@authmark/protocols/pattmayne/schemas";
import { parseJson } from "../../../kit/json-pointer.ts";
import { ASKED, type Evidence, type Exchange } from "../../../model/exchange.ts";
import { operationOf } from "./auth-app.ts";

/** What the client app asked of the auth app. */
export function asked(evidence: Evidence): Exchange[] {
  return Object.values(evidence).filter(({ outcome }) => outcome === ASKED);
}

/** What the client app answered. */
export function answered(evidence: Evidence): Exchange[] {
  return Object.values(evidence).filter(({ outcome }) => outcome !== ASKED);
}

/** Those of the client app's questions that the auth app answered with 200. */
export function granted(evidence: Evidence): Exchange[] {
  return asked(evidence).filter(({ response }) => response?.kind === "http" && response.status === 200);
}

/** A member of what the auth app answered. */
export function toldBy({ response }: Exchange, member: string): unknown {
  const value = parseJson(response?.body ?? "");
  return typeof value === "object" && value !== null
    ? Object.entries(value).find(([name]) => name === member)?.[1]
    : undefined;
}

/** What an auth app in order refuses with 401: a code, or a refresh token. Of the others that means the client's secret. */
const REFUSES: readonly unknown[] = ["verifyAuthCode", "extRefresh"];

/** Whether the auth app gave the client app an answer that its interface declares, and that a good client gets. */
export function isInOrder({ request, response }: Exchange): boolean {
  const operation = request.kind === "http" ? operationOf(request) : undefined;
  if (operation === undefined || response?.kind !== "http") return false;
  const { status, body } = response;
  if (status !== 200) return status === 401 && REFUSES.includes(operation);
  return operations[operation].responses["200"].body.safeParse(parseJson(body)).success;
}

/** Statuses by which a server says that another one, which it needs, is out of order or too slow (RFC 9110 §15.6). */
const OF_ANOTHER = [502, 503, 504];
/** Whoever took so long may have waited for the auth app, and the suite, which plays it, may have been too slow. */
const LONG_MS = 2000;

/** Whether the client app gave up waiting for its auth app. */
export function waitedInVain({ response, durationMs }: Exchange): boolean {
  return durationMs >= LONG_MS && response?.kind === "http" && OF_ANOTHER.includes(response.status);
}
