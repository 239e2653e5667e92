import { isLoopback } from "../kit/address.ts";
import type { CheckId } from "../model/check-id.ts";
import { DEFAULT_MAX_WAIT_MS } from "../model/defaults.ts";
import type { Target } from "../model/target.ts";
import { passwordVariables, quote } from "./shell.ts";

/** What a run was given that decides what a check does. */
export interface RunSettings {
  readonly seed: number;
  /** The longest expiry that was waited for, in milliseconds. */
  readonly maxWaitMs: number;
  /** Whether times were measured as well. */
  readonly timing?: boolean;
}

/** The command that runs one check again, drawing the same; passwords are variables of the shell. */
export function reproduce(target: Target, id: CheckId, { seed, maxWaitMs, timing }: RunSettings): string {
  const variables = passwordVariables(target.accounts);
  const accounts = target.accounts.map(({ username }) => `--account ${quote(username)}:"$${variables.get(username)}"`);
  const where = target.file
    ? [`--target ${quote(target.file)}`]
    : [
        `--protocol ${target.protocol}`,
        ...(target.role === undefined ? [] : [`--role ${target.role}`]),
        ...place(target),
        ...(target.caFile ? [`--ca ${quote(target.caFile)}`] : []),
        ...accounts,
        ...lifetimes(target),
      ];
  const remote = target.start || isLoopback(target.url) ? [] : ["--allow-remote"];
  const patience = maxWaitMs === DEFAULT_MAX_WAIT_MS ? [] : [`--max-wait ${maxWaitMs / 1000}`];
  const times = timing ? ["--timing"] : [];
  return ["authmark test", ...where, ...remote, ...patience, ...times, `--seed ${seed}`, `--only ${quote(id)}`].join(
    " ",
  );
}

/** Where the target is, or what it is started from. */
function place({ url, start }: Target): string[] {
  if (!start) return [`--url ${quote(url)}`];
  return [`--${start.kind} ${quote(start.what)}`, ...(start.port === undefined ? [] : [`--port ${start.port}`])];
}

function lifetimes({ lifetimes: { accessMs, refreshMs, codeMs, leewayMs } }: Target): string[] {
  const declared = { access: accessMs, refresh: refreshMs, code: codeMs, leeway: leewayMs || undefined };
  return Object.entries(declared).flatMap(([name, value]) =>
    value === undefined ? [] : [`--lifetime ${name}=${value / 1000}`],
  );
}
