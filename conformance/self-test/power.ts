import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Command, Option } from "commander";
import { allRequirements, type ProtocolId, rolesOf } from "../model/requirement.ts";
import { differences, type KillMatrix, survivors, unguarded } from "./kill-matrix.ts";
import { testAll } from "./kill-pool.ts";
import { brokenServers } from "./mutants/protocols.ts";

/**
 * `npm run power`: tests every broken server and prints by how many checks it is noticed. It fails if one gets past the
 * checks of what it breaks, if a MUST has no broken server, or if the recorded matrix says otherwise. With `--own`, a
 * tenth of the time, it asks only the checks of what each server breaks, and all others where those do otherwise than
 * recorded.
 */
const protocols = Object.keys(brokenServers) as ProtocolId[];
const {
  record,
  only,
  own,
  protocol: asked,
} = new Command("power")
  .option("--record", "record the matrix")
  .option("--only <words>", "test only broken servers with these words in their name")
  .addOption(new Option("--own", "test each with the checks of what it breaks"))
  .addOption(new Option("--protocol <name>", "of these only").choices(protocols).default(undefined, "all"))
  .parse()
  .opts<{ record?: true; only?: string; own?: true; protocol?: ProtocolId }>();
const complaints: string[] = [];
let count = 0;

/** What waits for an expiry does so in no fixed order; who is noticed otherwise than recorded is tested so often again. */
const AGAIN = 2;
/** One broken server's part of a matrix. */
const partOf = (matrix: KillMatrix, name: string): KillMatrix => ({ [name]: matrix[name] ?? [] });

for (const protocol of asked ? [asked] : protocols) {
  const { faults } = brokenServers[protocol];
  const names = Object.keys(faults).filter((name) => only === undefined || name.includes(only));
  const file = join(import.meta.dirname, `../faults/${protocol}.kills.json`);
  const before: KillMatrix = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {};
  const tested = own ? await ownKills(protocol, names, before) : await killMatrix(protocol, names);
  const retests = record ? Number(own ?? 0) : AGAIN;
  for (let time = 0; time < retests; time++) {
    const isAsRecorded = (name: string) => differences(partOf(before, name), partOf(tested, name)).length === 0;
    const otherwise = names.filter((name) => tested[name] === undefined || !isAsRecorded(name));
    Object.assign(tested, await killMatrix(protocol, otherwise));
  }
  count += names.length;
  // Those that were not asked for stay as they were recorded.
  const all = only === undefined ? tested : { ...before, ...tested };
  const matrix = Object.fromEntries(Object.keys(faults).flatMap((name) => (all[name] ? [[name, all[name]]] : [])));
  if (record) writeFileSync(file, `${JSON.stringify(matrix, null, 2)}\n`);
  const recorded = record ? matrix : before;
  const required = allRequirements.filter((requirement) => requirement.protocol === protocol);
  const roleOf = (name: string) => brokenServers[protocol].mutants[name]?.().role ?? rolesOf(protocol)[0];
  complaints.push(
    ...survivors(matrix, faults),
    ...unguarded(required, faults, roleOf),
    ...differences(recorded, matrix),
  );
}

for (const complaint of complaints) console.log(`✗ ${complaint}`);
console.log(`${count} broken servers, ${complaints.length} complaints.`);
if (complaints.length > 0) {
  console.log("If the suite was meant to change: npm run power -- --record, and commit the matrix.");
  process.exitCode = 1;
}

/** The recorded rows of those whose own checks do as recorded; all checks are still to be asked for the others. */
async function ownKills(
  protocol: ProtocolId,
  names: readonly string[],
  recorded: KillMatrix,
): Promise<Record<string, readonly string[]>> {
  const ownOf = (name: string) => `${brokenServers[protocol].faults[name]?.breaks}/`;
  const tested = await killMatrix(protocol, names, (name) => [`${ownOf(name)}*`]);
  const asRecorded = names.filter((name) => {
    const expected = (recorded[name] ?? []).filter((id) => id.startsWith(ownOf(name)));
    return expected.join() === tested[name]?.join();
  });
  return Object.fromEntries(asRecorded.map((name) => [name, recorded[name] ?? []]));
}

/** Tests the sound reference, which no check may report against, and each broken server, with all checks or some. */
async function killMatrix(
  protocol: ProtocolId,
  names: readonly string[],
  checksOf?: (name: string) => readonly string[],
): Promise<Record<string, readonly string[]>> {
  const { faults } = brokenServers[protocol];
  const matrix = new Map<string, readonly string[]>();
  if (names.length === 0) return {};
  await testAll(
    [{ protocol }, ...names.map((name) => ({ protocol, name, ...(checksOf && { only: checksOf(name) }) }))],
    ({ name, kills }) => {
      if (name === undefined) {
        complaints.push(...kills.map((id) => `The sound reference server is reported against by ${id}.`));
        return;
      }
      const breaks = faults[name]?.breaks;
      const byItsOwn = kills.filter((id) => id.startsWith(`${breaks}/`)).length;
      console.log(`${name}\n  ${byItsOwn} of ${kills.length} checks that notice it: ${breaks}`);
      matrix.set(name, kills);
    },
  );
  return Object.fromEntries(names.map((name) => [name, matrix.get(name) ?? []]));
}
