import type { Exchange } from "../model/exchange.ts";
import type { Target } from "../model/target.ts";
import { type Certificate, readCertificate } from "./certificate.ts";
import { type Looked, look } from "./look.ts";
import { openRecord } from "./opening.ts";
import { type Planned, plan, select } from "./plan.ts";
import type { RunPorts } from "./run.ts";
import type { Opened, Suite } from "./suite.ts";

/** What can be known of a target before any check. */
export interface Survey extends Looked {
  readonly target: Target;
  readonly maxWaitMs: number;
  /** Absent where the target does not speak TLS. */
  readonly certificate?: Certificate;
  /** The operations that no login has asked, each asked with nothing in it. */
  readonly probes: readonly Exchange[];
  /** The checks that would run, or why they would not; empty where nobody can log in. */
  readonly planned: readonly Planned<never>[];
  /** Milliseconds that the target asked to wait, each time that it did. */
  readonly waits: readonly number[];
}

/** Looks at a target as a test would before its checks, and at the operations that this leaves out. */
export async function survey<Caller, Extra extends object>(
  suite: Suite<Caller, Extra>,
  target: Target,
  maxWaitMs: number,
  ports: RunPorts,
): Promise<Survey> {
  for (const { password } of target.accounts) ports.secrets.see("password", password);
  const waits: number[] = [];
  const certificate = await readCertificate(target);
  const way = suite.open(target, { clock: ports.clock, maxWaitMs, waited: (wait) => void waits.push(wait) });
  try {
    const looked = await look(suite, way, target, ports);
    const probes = await probe(suite, way, looked, ports);
    const planned = plan(
      select(suite.catalogue, { only: [], skip: [] }),
      { ...target, accounts: looked.usable },
      looked.observed,
      maxWaitMs,
    );
    return {
      ...looked,
      target,
      maxWaitMs,
      ...(certificate && { certificate }),
      probes,
      planned: looked.usable.length > 0 ? planned : [],
      waits,
    };
  } finally {
    await way.close();
  }
}

/** Asks every operation that has not been asked; where nothing answers, no further one. */
async function probe<Caller, Extra extends object>(
  suite: Suite<Caller, Extra>,
  way: Opened<Caller>,
  { accounts }: Looked,
  ports: RunPorts,
): Promise<Exchange[]> {
  const asked = accounts.flatMap(({ exchanges }) => exchanges);
  if (accounts.some(({ failed }) => failed?.error)) return [];
  const recorder = openRecord(suite, ports);
  const probes: Exchange[] = [];
  for (const operation of Object.keys(suite.operations)) {
    if (asked.some((exchange) => exchange.operation === operation)) continue;
    const exchange = await way.probe(recorder, operation);
    if (exchange) probes.push(exchange);
    if (exchange?.error) break;
  }
  return probes;
}
