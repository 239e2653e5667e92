import { type Seams, serve } from "@authmark/reference-server/app";
import { defaults } from "@authmark/reference-server/config";
import { suites } from "../catalogue/suites.ts";
import { createSecrets, type Secret } from "../engine/secrets.ts";
import { type ProtocolId, requirement } from "../model/requirement.ts";
import type { RunResult } from "../model/run.ts";
import { grade } from "../model/verdict.ts";
import { ACCOUNTS } from "./accounts.ts";
import { createVirtualClock } from "./virtual-clock.ts";

const OPTIONS = { only: [], skip: [], seed: 1, maxWaitMs: 3_600_000 };

/** What came of testing a server, and the secrets that the suite knew. */
export type TestedMutant = RunResult & { readonly secrets: readonly Secret[] };

/**
 * Tests a server that is made from the reference through its seams, in this process. Time is virtual, and one check
 * runs at a time, so that what one check does to a broken server is always seen by the same others.
 */
export async function testMutant(
  protocol: ProtocolId,
  mutant: Seams,
  { clock = createVirtualClock(), concurrency = 1, accounts = ACCOUNTS } = {},
): Promise<TestedMutant> {
  const change = mutant.env ?? ((env) => env);
  const seams: Seams = { ...mutant, env: (env) => change({ ...env, clock: { now: clock.now } }) };
  const server = await serve(
    {
      ...defaults,
      protocols: [protocol],
      port: 0,
      log: "silent",
      accounts: ACCOUNTS,
      argon2: { memory: 8, passes: 1 },
      accessTtl: 3,
      refreshTtl: 6,
    },
    seams,
  );
  try {
    const url = server.listeners[0]?.url ?? "";
    const target = { name: "mutant", protocol, url, accounts, lifetimes: { leewayMs: 0 }, wire: {} };
    const secrets = createSecrets();
    const result = await suites[protocol].run(target, { ...OPTIONS, concurrency }, { clock, secrets });
    return { ...result, secrets: secrets.all() };
  } finally {
    await server.close();
  }
}

/** The ids of the checks that report against a server, in the order of their names. */
export function killsOf({ results }: RunResult): string[] {
  return results
    .filter(({ verdict, requirement: id }) => ["violation", "advisory"].includes(grade(verdict, requirement(id).level)))
    .map(({ id }) => id)
    .sort();
}
