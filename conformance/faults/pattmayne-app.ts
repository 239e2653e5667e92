import type { Fault } from "./faults.ts";

/** Broken client apps, as data; self-test/mutants/pattmayne-app.ts builds each of them from the reference server. */
export const clientAppFaults = {} as const satisfies Record<string, Fault>;
