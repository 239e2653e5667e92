import { dirname, join } from "node:path";
import { ASKED } from "../model/exchange.ts";
import type { CheckReport, ExchangeReport } from "../model/report.ts";
import type { Target } from "../model/target.ts";
import type { Split } from "./curl.ts";
import { inert } from "./inert.ts";
import { type ByHand, kindOf } from "./kinds.ts";
import { namedExchanges } from "./named-exchanges.ts";
import { type Part, passwordVariables, variableName } from "./shell.ts";
import { areTogether, raceBehind } from "./together.ts";

/** The labels of a run's secrets, and those of them that stand for a password of the target's users. */
export interface Labels {
  readonly all: readonly string[];
  readonly passwords: ReadonlyMap<string, { readonly username: string; readonly variable: string }>;
}

/** The labels of a target's run. */
export function labelsOf(secrets: readonly { value: string; label: string }[], { accounts }: Target): Labels {
  const variables = passwordVariables(accounts);
  const byValue = new Map(secrets.map(({ value, label }) => [value, label]));
  const passwords = accounts.toReversed().flatMap(({ username, password }) => {
    const label = byValue.get(password);
    const variable = variables.get(username);
    return label && variable ? [[label, { username, variable }] as const] : [];
  });
  return { all: secrets.map(({ label }) => label), passwords: new Map(passwords) };
}

/**
 * What a check's findings are about, as lines of a shell: a comment for each variable that says where its value comes
 * from, and a command for each exchange; those of a race go on in the background. It reads what is redacted, and so shows no secret.
 */
export function byHand(check: Pick<CheckReport, "evidence" | "findings">, labels: Labels, target: Target): string[] {
  const used = new Map<string, string>();
  const split = splitter(labels, used);
  const steps = withSteps(check, labels);
  const conversations = new Set<string>();
  const lines = steps.flatMap((own, index) => {
    const [step, { request, outcome }] = own;
    if (outcome === ASKED) return [`# ${oneLine(step)}: not by hand, since it is the target that asks`];
    const made = sendingOf(request, check.evidence, conversations, split, caFileOf(target));
    if (!made) return [];
    const next = steps[index + 1];
    const isInRace = steps.some((other) => areTogether(own, other));
    const wait = isInRace && !(next && areTogether(own, next)) ? ["wait"] : [];
    if ("command" in made) return [made.command + (isInRace ? " &" : ""), ...wait];
    return [`# ${oneLine(step)}: not by hand, since ${made.because}`, ...wait];
  });
  const comments = Array.from(used, ([label, variable]) => {
    return `# ${variable}: ${oneLine(origin(label, labels, check.evidence))}`;
  });
  return [...comments, ...lines];
}

/** Of a race, no more lines than these. */
const MOST_LINES = 8;

/** What findings are about, the race that led to it, and before it those steps whose answers have what it sends. */
function withSteps(check: Pick<CheckReport, "evidence" | "findings">, labels: Labels): [string, ExchangeReport][] {
  const { evidence } = check;
  const chosen = new Set<string>();
  const choose = (step: string): void => {
    chosen.add(step);
    const used = new Map<string, string>();
    const request = evidence[step]?.request;
    if (request) sendingOf(request, {}, new Set(), splitter(labels, used), undefined);
    const origins = Array.from(used.keys(), (label) => originStep(label, evidence));
    for (const origin of origins) if (origin?.startsWith("before ") && !chosen.has(origin)) choose(origin);
  };
  const named = namedExchanges(check).map(([step]) => step);
  for (const step of named) choose(step);
  for (const rival of named.flatMap((step) => raceBehind(step, evidence))) {
    if (chosen.size < MOST_LINES && !chosen.has(rival)) choose(rival);
  }
  return Object.entries(evidence).filter(([step]) => chosen.has(step));
}

/**
 * The line that sends a request; of one that belongs to a conversation, the line of all of that, once.
 *
 * @param told the conversations that have a line by now
 */
function sendingOf(
  request: ExchangeReport["request"],
  evidence: CheckReport["evidence"],
  told: Set<string>,
  split: Split,
  caFile: string | undefined,
): ByHand | undefined {
  const { byHand: alone, conversation } = kindOf(request.kind);
  if (!conversation) return alone?.(request, split, caFile);
  const id = conversation.idOf(request);
  if (told.has(id)) return undefined;
  told.add(id);
  const all = Object.values(evidence).map((exchange) => exchange.request);
  const own = all.filter(({ kind }) => kind === request.kind).filter((other) => conversation.idOf(other) === id);
  return conversation.byHand(own.length > 0 ? own : [request], split, caFile);
}

/** The authority as a shell finds it that stands where authmark was started: beside the target file, if there is one. */
function caFileOf({ file, caFile }: Target): string | undefined {
  return file !== undefined && caFile !== undefined ? join(dirname(file), caFile) : caFile;
}

/** Splits texts at labels, and keeps the variables that it makes of them, by label. */
function splitter({ all, passwords }: Labels, used: Map<string, string>): Split {
  const byBase = Map.groupBy(all, base);
  const roles = [...new Set(all.map((label) => label.split("#")[0] ?? ""))];
  if (roles.length === 0) return (text) => [{ text }];
  const pattern = new RegExp(`(?:${roles.join("|")})#\\d+`, "g");
  const variableOf = (label: string): string => {
    const own = passwords.get(label)?.variable;
    if (own) return own;
    const rest = label.slice(base(label).length);
    return rest === "" ? variableName(label) : `${variableOf(base(label))}${variableName(rest)}`;
  };
  return (text) => {
    const parts: Part[] = [];
    let from = 0;
    for (const { index, 0: found } of text.matchAll(pattern)) {
      const [label] = (byBase.get(found) ?? [])
        .filter((candidate) => text.startsWith(candidate, index))
        .toSorted((one, other) => other.length - one.length);
      if (label === undefined) continue;
      if (index > from) parts.push({ text: text.slice(from, index) });
      const variable = variableOf(label);
      used.set(label, variable);
      parts.push({ variable });
      from = index + label.length;
    }
    return from < text.length || parts.length === 0 ? [...parts, { text: text.slice(from) }] : parts;
  };
}

/** What a label says before it tells how a value was changed: `accessToken#2` of `accessToken#2, cut`. */
function base(label: string): string {
  return label.split(",")[0] ?? label;
}

/** Where the value behind a label comes from. */
function origin(label: string, { passwords }: Labels, evidence: CheckReport["evidence"]): string {
  const user = passwords.get(label)?.username ?? passwords.get(base(label))?.username;
  const change = passwords.has(label) ? "" : label.slice(base(label).length);
  if (user !== undefined) return `the password of ${user}${change}; in JSON, as JSON escapes it`;
  const role = label.split("#")[0];
  const step = originStep(label, evidence);
  return step
    ? `the ${role} in the answer to ${step}${change}`
    : `${/^[aeiou]/.test(role ?? "") ? "an" : "a"} ${role} of the run${change}`;
}

/** The step whose answer has the value behind a label. */
function originStep(label: string, evidence: CheckReport["evidence"]): string | undefined {
  return Object.entries(evidence).find(([, exchange]) => says(exchange, base(label)))?.[0];
}

function says({ response }: ExchangeReport, label: string): boolean {
  const text = JSON.stringify(response ?? null);
  return new RegExp(`${label}(?!\\d)`).test(text);
}

function oneLine(text: string): string {
  return inert(text).replaceAll("\n", " ");
}
