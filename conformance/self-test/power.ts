import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { allRequirements, type ProtocolId } from "../model/requirement.ts";
import { differences, type KillMatrix, survivors, unguarded } from "./kill-matrix.ts";
import { killsOf, testMutant } from "./kills.ts";
import { brokenServers } from "./mutants/protocols.ts";

/**
 * `npm run power`: tests every broken server and prints by how many checks it is noticed. It fails if one gets past the
 * checks of what it breaks, if a MUST has no broken server, or if the recorded matrix says otherwise.
 * `-- --record` records the matrix.
 */
const record = process.argv.includes("--record");
const complaints: string[] = [];
let count = 0;

for (const protocol of Object.keys(brokenServers) as ProtocolId[]) {
  const { faults } = brokenServers[protocol];
  const matrix = await killMatrix(protocol);
  const file = join(import.meta.dirname, `../faults/${protocol}.kills.json`);
  if (record) writeFileSync(file, `${JSON.stringify(matrix, null, 2)}\n`);
  const recorded: KillMatrix = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {};
  const own = allRequirements.filter((requirement) => requirement.protocol === protocol);
  complaints.push(...survivors(matrix, faults), ...unguarded(own, faults), ...differences(recorded, matrix));
  count += Object.keys(faults).length;
}

for (const complaint of complaints) console.log(`✗ ${complaint}`);
console.log(`${count} broken servers, ${complaints.length} complaints.`);
if (complaints.length > 0) {
  console.log("If the suite was meant to change: npm run power -- --record, and commit the matrix.");
  process.exitCode = 1;
}

/** Tests the sound reference, which no check may report against, and then each broken server. */
async function killMatrix(protocol: ProtocolId): Promise<KillMatrix> {
  const { faults, mutants } = brokenServers[protocol];
  const accused = killsOf(await testMutant(protocol, {}));
  complaints.push(...accused.map((id) => `The sound reference server is reported against by ${id}.`));
  const matrix: Record<string, string[]> = {};
  for (const [name, { breaks }] of Object.entries(faults)) {
    const kills = killsOf(await testMutant(protocol, mutants[name]?.() ?? {}));
    const own = kills.filter((id) => id.startsWith(`${breaks}/`)).length;
    console.log(`${name}\n  ${own} of ${kills.length} checks that notice it: ${breaks}`);
    matrix[name] = kills;
  }
  return matrix;
}
