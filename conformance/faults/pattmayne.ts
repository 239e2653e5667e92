import type { Fault } from "./faults.ts";

/** The servers by which each MUST of its two apps is broken. */
export const pattmayneFaults = {} as const satisfies Record<string, Fault>;
