import type { Fault } from "./faults.ts";

/** Broken h-mail servers, as data; self-test/mutants/hmail.ts builds each of them. */
export const hmailFaults = {
  "a server that takes an access token for a refresh token": { breaks: "hmail.access-token-is-no-refresh-token" },
} as const satisfies Record<string, Fault>;
