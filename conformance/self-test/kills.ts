import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Running, type Seams, serve } from "@authmark/reference-server/app";
import { type Config, defaults } from "@authmark/reference-server/config";
import { suiteOf } from "../catalogue/suites.ts";
import { createSecrets, type Secret } from "../engine/secrets.ts";
import type { Clock, Timers } from "../model/ports.ts";
import { type ProtocolId, requirement } from "../model/requirement.ts";
import type { RunResult } from "../model/run.ts";
import type { Account, Target } from "../model/target.ts";
import { grade } from "../model/verdict.ts";
import { accountHooks } from "./account-hooks.ts";
import { ACCOUNTS, EMAIL_ACCOUNTS, FOURTH, SPOILABLE } from "./accounts.ts";
import { makeCertificate } from "./certificate.ts";
import { openFront } from "./front.ts";
import type { Broken } from "./mutants/broken.ts";
import { signingOf, toldOf } from "./signing.ts";
import { SUSPENSIONS, type Variant, variantOf } from "./variants.ts";
import { createVirtualClock } from "./virtual-clock.ts";

/** Where there is one, a file system in memory: what a broken server keeps need not outlive it. */
const SCRATCH = existsSync("/dev/shm") ? "/dev/shm" : tmpdir();

/** Seconds that tokens live which are renewed: several times, some seconds apart, before one that is not would end. */
const RENEWED_TTL = 10;

const OPTIONS = { skip: [], seed: 1, maxWaitMs: 3_600_000 };

const NO_GLOBS: readonly string[] = [];

/** What came of testing a server, and the secrets that the suite knew. */
export type TestedMutant = RunResult & { readonly secrets: readonly Secret[] };

/** How a broken server is tested. */
interface TestOptions {
  readonly clock?: Clock & { readonly timers?: Timers; readonly silences?: Timers };
  readonly concurrency?: number;
  readonly variant?: Variant;
  /** Those to give, where not all of the variant's. */
  readonly accounts?: readonly Account[];
  readonly only?: readonly string[];
}

/**
 * Tests a server that is made from the reference through its seams, in this process. Time is virtual, and one check
 * runs at a time, so that what one check does to a broken server is always seen by the same others.
 */
export async function testMutant(
  protocol: ProtocolId,
  { front, role, keepsAddress, ...mutant }: Broken,
  {
    clock = createVirtualClock(),
    concurrency = 1,
    variant = variantOf(protocol, role, keepsAddress),
    accounts,
    only = NO_GLOBS,
  }: TestOptions = {},
): Promise<TestedMutant> {
  const folder = mkdtempSync(join(SCRATCH, "authmark-mutant-"));
  const change = mutant.env ?? ((env) => env);
  const seams: Seams = {
    ...mutant,
    env: (env) => change({ ...env, clock: { now: clock.now }, timers: clock.timers ?? env.timers }),
  };
  const { refreshLifetime } = variant;
  const signing = signingOf(protocol);
  const accessTtl = signing ? RENEWED_TTL : CHEAP.accessTtl;
  const requireTokensToPersistIp = variant.keepsAddress === true;
  const lifetimes = { refreshLifetime, accessTtl, requireTokensToPersistIp };
  const alike = await variant.tell?.({ folder });
  const settings = { ...CHEAP, store: join(folder, "store"), ...lifetimes, ...signing, ...alike?.config };
  const start = (port: number): Promise<Running> =>
    serve({ ...settings, protocols: [protocol], ...portsOf(variant, port, settings) }, seams);
  let server = await start(0);
  const storeOption = `sqlite:${settings.store}`;
  await alike?.prepare?.(storeOption);
  const url = server.listeners.find(({ role }) => role === variant.role)?.url ?? "";
  const certificate = front?.tls && (await makeCertificate());
  const before = front && (await openFront(front, new URL(url), certificate));
  try {
    const restart = async () => {
      await server.close();
      server = await start(Number(new URL(url).port));
    };
    const { hooks, ...told } = toldOf(signing, storeOption, accessTtl, clock);
    const target: Target = {
      name: "mutant",
      protocol,
      url: before?.url ?? url,
      ...(certificate && { ca: certificate.cert, plainUrl: url }),
      accounts: accounts ?? variant.accounts,
      ...told,
      ...alike?.target,
      ...variant.target,
      hooks: { restart, ...hooks, ...(variant.accounts.length > 0 && accountHooks(storeOption)) },
    };
    const secrets = createSecrets();
    const silences = clock.silences && { timers: clock.silences };
    const result = await suiteOf(target).run(
      target,
      { ...OPTIONS, only, concurrency },
      { clock, secrets, ...silences },
    );
    return { ...result, secrets: secrets.all() };
  } finally {
    await before?.close();
    await server.close();
    rmSync(folder, { recursive: true });
  }
}

/** Gives a port to the listener that is tested; others get free ones. */
function portsOf({ role }: Variant, port: number, { clientApp }: Pick<Config, "clientApp">): Partial<Config> {
  if (role === "cookies") return { port: 0, cookiesPort: port };
  return role === "client-app" ? { port: 0, clientApp: { ...clientApp, port } } : { port };
}

/** A reference server that costs little, and whose tokens end soon. */
export const CHEAP = {
  ...defaults,
  log: "silent",
  accounts: [...ACCOUNTS, FOURTH, ...SPOILABLE, ...EMAIL_ACCOUNTS],
  argon2: { memory: 8, passes: 1 },
  pow: { bits: 512, requirement: 20, ttl: 3600 },
  rateLimit: "off",
  idleTimeout: 9,
  accessTtl: 3,
  refreshTtl: 6,
  suspensions: SUSPENSIONS,
} as const;

/** The ids of the checks that report against a server, in the order of their names. */
export function killsOf({ results }: RunResult): string[] {
  return results
    .filter(({ verdict, requirement: id }) => ["violation", "advisory"].includes(grade(verdict, requirement(id).level)))
    .map(({ id }) => id)
    .sort();
}
