import type { Exchange } from "../../model/exchange.ts";
import { spoken } from "../duration-text.ts";
import type { Examine, Examined } from "./examine.ts";

/** Every exchange of a look at a target. */
export function exchangesOf({ accounts, probes }: Pick<Examined, "accounts" | "probes">): Exchange[] {
  return [...accounts.flatMap(({ exchanges }) => exchanges), ...probes];
}

/** Whether anything answers, in the transport that is meant. */
export const address: Examine = ({ notes, target, show, ...survey }) => {
  const exchanges = exchangesOf(survey);
  const answered = exchanges.filter(({ response }) => response);
  const silent = exchanges.find(({ error }) => error);
  if (silent) {
    const because =
      notes.find((note) => note.includes("did not answer")) ?? `${target.url} did not answer: ${show(silent.said)}`;
    return [{ sign: "wrong", topic: "address", text: because }];
  }
  const slowest = Math.max(0, ...answered.map(({ durationMs }) => durationMs));
  const text = `${target.url} answers, ${answered.length} of ${exchanges.length} requests, the slowest in ${spoken(slowest)}`;
  return [
    { sign: slowest < SLOW_MS ? "fine" : "look", topic: "address", text: slowest < SLOW_MS ? text : text + TOO_SLOW },
  ];
};

/** A check asks several times, and its tokens may be short-lived. */
const SLOW_MS = 1000;
const TOO_SLOW = ": a test asks about a thousand. Is the machine busy?";

/** What to do about a certificate that is not trusted. */
const PROBLEMS: Readonly<Record<string, string>> = {
  CERT_HAS_EXPIRED: "It is out of date: renew it.",
  CERT_NOT_YET_VALID: "It is not valid yet: look at the clocks.",
  ERR_TLS_CERT_ALTNAME_INVALID: "It is for another name: use that in the address, or make it for this one.",
};
const UNKNOWN_AUTHORITY = "Give the authority that signed it: --ca FILE, or at.ca in the target file.";

const SOON_MS = 14 * 86_400_000;

/** What the target's certificate says. */
export const certificate: Examine = ({ certificate: shown, target }) => {
  if (!shown) return [];
  const { version, subject, issuer, validUntil, problem } = shown;
  const text = `${version}, certificate of ${subject} by ${subject === issuer ? "itself" : issuer}, valid until ${day(validUntil)}`;
  if (problem) {
    const remedy = PROBLEMS[problem] ?? UNKNOWN_AUTHORITY;
    return [{ sign: "wrong", topic: "TLS", text: `${text}, is not trusted (${problem}). ${remedy}` }];
  }
  const by = target.caFile ? `, trusted by ${target.caFile}` : "";
  const isSoon = validUntil - Date.now() < SOON_MS;
  return [{ sign: isSoon ? "look" : "fine", topic: "TLS", text: `${text}${by}${isSoon ? ": renew it soon" : ""}` }];
};

function day(epochMilliseconds: number): string {
  return Number.isNaN(epochMilliseconds)
    ? "an unreadable date"
    : new Date(epochMilliseconds).toISOString().slice(0, 10);
}
