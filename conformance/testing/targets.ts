import type { Target } from "../model/target.ts";

/** A target with everything in order, but for what is given. */
export function target(otherwise: Partial<Target> = {}): Target {
  return {
    name: "a target",
    protocol: "hmail",
    url: "http://127.0.0.1:1",
    accounts: [],
    lifetimes: { leewayMs: 0 },
    wire: {},
    ...otherwise,
  };
}
