import { parentPort } from "node:worker_threads";
import type { ProtocolId } from "../model/requirement.ts";
import { killsOf, testMutant } from "./kills.ts";
import { brokenServers } from "./mutants/protocols.ts";

/** A broken server to test; without a name, the sound reference. */
export interface KillJob {
  readonly protocol: ProtocolId;
  readonly name?: string;
  /** The checks to test it with; without them, all. */
  readonly only?: readonly string[];
}

/** What came of it. */
export interface Killed extends KillJob {
  /** The checks that report against it. */
  readonly kills: readonly string[];
}

/** Tests broken servers in a thread of their own, one after the other: each message is one. */
parentPort?.on("message", async (job: KillJob) => {
  const { protocol, name, only = [] } = job;
  const mutant = name === undefined ? {} : (brokenServers[protocol].mutants[name]?.() ?? {});
  const killed: Killed = { ...job, kills: killsOf(await testMutant(protocol, mutant, { only })) };
  parentPort?.postMessage(killed);
});
