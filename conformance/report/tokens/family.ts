import type { CheckReport, ExchangeReport } from "../../model/report.ts";
import { type Mention, receivedLabels, sentLabels } from "./labels.ts";
import type { Lineage } from "./lineage.ts";

/** What was done with a token, or without one, and the tokens that came of it. */
export interface Use {
  /** What is to be read: the step in the check, and the operation, where that is another word. */
  readonly name: string;
  readonly outcome: string;
  /** Its place among all that the tree tells, counted from 1 in the order of time. */
  readonly order: number;
  /** What was done to the token before it was sent. */
  readonly change?: string;
  /** A finding is about it. */
  readonly found: boolean;
  /** It took place in another check, which shared it. */
  readonly elsewhere: boolean;
  readonly tokens: readonly Token[];
  /** How many of the same came one after the other. */
  readonly times: number;
}

/** A token by its label, and what was done with it, in its order. */
export interface Token {
  readonly label: string;
  readonly uses: readonly Use[];
}

/**
 * The tokens of a check as a tree: which login they are from, which refresh, and what was done with each.
 *
 * @returns the logins and other uses that have no token before them; none where the check is about no token
 */
export function familyOf(check: Pick<CheckReport, "evidence" | "findings">, lineage: Lineage): Use[] {
  const found = new Set(check.findings.flatMap(({ at }) => [at, ...at.split(", ")]));
  const steps = Object.entries(check.evidence);
  const sentBy = new Map(steps.map(([, exchange]) => [exchange, sentLabels(exchange)]));
  const mentioned = steps.flatMap(([, exchange]) => [...sentLabels(exchange), ...receivedLabels(exchange)]);
  const labels = withAncestors(
    mentioned.map(({ label }) => label).filter((label) => lineage.has(label)),
    lineage,
  );
  if (labels.size === 0) return [];
  const bornOf = (exchange: ExchangeReport) =>
    [...labels].filter((label) => isSame(lineage.get(label)?.exchange, exchange));
  const carriedBy = ([, exchange]: Step): Mention | undefined =>
    (sentBy.get(exchange) ?? sentLabels(exchange)).findLast(({ label }) => labels.has(label));
  const isFound = ([step, exchange]: Step) => found.has(step) && sentBy.has(exchange);
  const events = inTime(steps, labels, lineage).filter(
    (event) => carriedBy(event) !== undefined || isFound(event) || bornOf(event[1]).length > 0,
  );
  const useOf = (event: Step, depth: number): Use => {
    const [step, exchange] = event;
    const change = carriedBy(event)?.change;
    return {
      name: nameOf(step, exchange),
      outcome: exchange.outcome,
      order: events.indexOf(event) + 1,
      ...(change !== undefined && { change }),
      found: isFound(event),
      elsewhere: !sentBy.has(exchange),
      tokens: bornOf(exchange).map((label) => ({ label, uses: usesOf(label, depth + 1) })),
      times: 1,
    };
  };
  const usesOf = (parent: string | undefined, depth: number): Use[] =>
    depth > DEEPEST
      ? []
      : together(events.filter((event) => carriedBy(event)?.label === parent).map((event) => useOf(event, depth)));
  return usesOf(undefined, 0);
}

type Step = readonly [step: string, exchange: ExchangeReport];

/** A chain of more refreshes than so many is told by its beginning. */
const DEEPEST = 30;

/** The same exchange may stand in several checks. */
function isSame(one: ExchangeReport | undefined, other: ExchangeReport | undefined): boolean {
  return one === other || (one !== undefined && other !== undefined && isCopy(one, other));
}

function isCopy(one: ExchangeReport, other: ExchangeReport): boolean {
  return one.startedAt === other.startedAt && JSON.stringify(one) === JSON.stringify(other);
}

function withAncestors(labels: readonly string[], lineage: Lineage): Set<string> {
  const all = new Set(labels);
  for (const label of all) {
    const parent = lineage.get(label)?.parent;
    if (parent !== undefined) all.add(parent);
  }
  return all;
}

/** The check's own exchanges, and those of others in which its tokens were given. */
function inTime(steps: readonly Step[], labels: ReadonlySet<string>, lineage: Lineage): Step[] {
  const births = [...labels]
    .flatMap((label) => lineage.get(label) ?? [])
    .map(({ step, exchange }) => [step, exchange] as const);
  const foreign = births.filter(([, born]) => !steps.some(([, own]) => isSame(own, born)));
  const once = new Map(foreign.map((event) => [event[1], event]));
  return [...steps, ...once.values()].toSorted(([, one], [, other]) => one.startedAt.localeCompare(other.startedAt));
}

function nameOf(step: string, { operation }: ExchangeReport): string {
  return operation === undefined || step.startsWith(operation) ? step : `${step}: ${operation}`;
}

/** Makes one of uses that follow each other and differ in nothing but their number. */
function together(uses: readonly Use[]): Use[] {
  const joined: Use[] = [];
  for (const use of uses) {
    const last = joined.at(-1);
    if (last && isAlike(last, use)) joined[joined.length - 1] = { ...last, times: last.times + 1 };
    else joined.push(use);
  }
  return joined;
}

function isAlike(one: Use, other: Use): boolean {
  const word = ({ name }: Use) => name.replace(/[\s(),\d]+$/, "");
  if (one.found || other.found || one.tokens.length > 0 || other.tokens.length > 0) return false;
  return word(one) === word(other) && one.outcome === other.outcome && one.change === other.change;
}
