import { testMutant } from "./kills.ts";
import { brokenServers } from "./mutants/protocols.ts";
const r = await testMutant("getnative", (brokenServers as any).getnative.mutants["a server that lets a second renewal live no longer"]());
for (const x of r.results) if (x.verdict.kind !== "pass") console.log(x.id, JSON.stringify(x.verdict).slice(0, 500));
console.log(r.notes);
