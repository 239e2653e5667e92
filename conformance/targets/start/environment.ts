import type { Start } from "../../model/start.ts";
import type { Target } from "../../model/target.ts";

/**
 * What every target is told that the suite starts: the container contract (docs/containers.md). What the target file
 * says under `env` goes before.
 */
export function environmentOf(
  { protocol, role, accounts, lifetimes }: Pick<Target, "protocol" | "role" | "accounts" | "lifetimes">,
  { env }: Pick<Start, "env">,
  ports: { readonly port?: number; readonly plainPort?: number },
): Record<string, string> {
  const told = accounts.map(({ username, password, email }) => ({ username, password, ...(email && { email }) }));
  const values: Readonly<Record<string, string | number | undefined>> = {
    AUTHMARK_PROTOCOL: protocol,
    AUTHMARK_ROLE: role,
    AUTHMARK_PORT: ports.port,
    AUTHMARK_PLAIN_PORT: ports.plainPort,
    AUTHMARK_ACCESS_TTL: inSeconds(lifetimes.accessMs),
    AUTHMARK_REFRESH_TTL: inSeconds(lifetimes.refreshMs),
    AUTHMARK_ACCOUNTS: told.length > 0 ? JSON.stringify(told) : undefined,
  };
  const given = Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]]));
  return { ...Object.fromEntries(given), ...env };
}

/** A lifetime in whole seconds, as most servers are told it. */
function inSeconds(milliseconds: number | undefined): number | undefined {
  return milliseconds === undefined ? undefined : Math.max(1, Math.round(milliseconds / 1000));
}
