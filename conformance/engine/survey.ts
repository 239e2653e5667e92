import { ownOperations } from "../kit/own-operations.ts";
import type { Exchange } from "../model/exchange.ts";
import type { Target } from "../model/target.ts";
import { openAround } from "./around.ts";
import { type Certificate, readCertificate } from "./certificate.ts";
import { seeDeclared } from "./declared-secrets.ts";
import { type Looked, look } from "./look.ts";
import { noteOn } from "./look-notes.ts";
import { withPolicy } from "./observe-policy.ts";
import { type OpeningPorts, openRecord } from "./opening.ts";
import { withOwnUsers } from "./own-users.ts";
import { type Planned, plan, select } from "./plan.ts";
import { askForRegistration, makesAccounts, NOBODY, noAccount, type Offer, TO_BE_MADE } from "./provision.ts";
import type { RunPorts } from "./run.ts";
import type { Observed, Opened, Suite } from "./suite.ts";

/** What can be known of a target before any check. */
export interface Survey extends Looked {
  readonly target: Target;
  readonly maxWaitMs: number;
  /** Absent where the target does not speak TLS. */
  readonly certificate?: Certificate;
  /** The operations that no login has asked, each asked with nothing in it. */
  readonly probes: readonly Exchange[];
  /** Nobody is given, and a test makes its accounts. A survey makes none. */
  readonly makesAccounts: boolean;
  /** The checks that would run, as far as is known, or why they would not; empty where nobody will be able to log in. */
  readonly planned: readonly Planned<never>[];
  /** Whether its clock can be moved, and why not; absent where that was not tried. */
  readonly movable?: { readonly moves: true } | { readonly moves: false; readonly why: string };
  /** Milliseconds that the target asked to wait, each time that it did. */
  readonly waits: readonly number[];
}

/** Looks at a target as a test would before its checks, and at the operations that this leaves out. */
export async function survey<Caller, Extra extends object>(
  suite: Suite<Caller, Extra>,
  given: Target,
  maxWaitMs: number,
  runPorts: RunPorts,
): Promise<Survey> {
  const target = withOwnUsers(suite, given);
  seeDeclared(target, runPorts.secrets);
  const waits: number[] = [];
  const certificate = await readCertificate(target);
  const way = suite.open(target, { clock: runPorts.clock, maxWaitMs, waited: (wait) => void waits.push(wait) });
  const around = await openAround(target, runPorts);
  const ports = { ...runPorts, mailbox: around.mailbox, counterpart: around.counterpart };
  try {
    const looked = await withPolicy(suite, way, target, await look(suite, way, target, ports), ports);
    const isSilent = looked.accounts.some(({ failed }) => failed?.error);
    const offer: Offer = isSilent ? { exchanges: [] } : await askForRegistration(suite, way, target, ports);
    const silent = offer.exchanges.find(({ error }) => error);
    const before = [...looked.accounts.flatMap(({ exchanges }) => exchanges), ...offer.exchanges];
    const probes = isSilent || silent ? [] : await probe(suite, way, target, before, ports);
    const registration = silent ? undefined : offer.registration;
    const made = !silent && makesAccounts(target, registration);
    const observed = { ...looked.observed, ...(registration && { registration }) };
    const selected = select(suite.catalogue, { only: [], skip: [] });
    const users = made ? TO_BE_MADE : looked.usable;
    // Only a login tells lifetimes; those that nobody knows are taken to be short enough.
    const known: Observed = made ? { accessMs: 0, refreshMs: 0, ...observed } : observed;
    const planned = plan(selected, { ...target, accounts: users }, known, maxWaitMs, suite.features?.(target));
    return {
      ...looked,
      observed,
      notes: [
        ...looked.notes,
        ...(silent ? [noteOn(silent, NOBODY, target)] : []),
        ...(target.accounts.length > 0 || made ? [] : [noAccount(registration)]),
      ],
      target,
      maxWaitMs,
      ...(certificate && { certificate }),
      probes: [...offer.exchanges, ...probes],
      makesAccounts: made,
      planned: users.length > 0 ? planned : [],
      waits,
    };
  } finally {
    await Promise.all([way.close(), around.close()]);
  }
}

/** Asks every operation that has not been asked; where nothing answers, no further one. */
async function probe<Caller, Extra extends object>(
  suite: Suite<Caller, Extra>,
  way: Opened<Caller>,
  target: Target,
  asked: readonly Exchange[],
  ports: OpeningPorts,
): Promise<Exchange[]> {
  const recorder = openRecord(suite, ports);
  const probes: Exchange[] = [];
  for (const operation of Object.keys(ownOperations(suite.operations, target))) {
    if (asked.some((exchange) => exchange.operation === operation)) continue;
    const exchange = await way.probe(recorder, operation);
    if (exchange) probes.push(exchange);
    if (exchange?.error) break;
  }
  return probes;
}
