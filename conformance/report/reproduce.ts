import { isLoopback } from "../kit/address.ts";
import type { CheckId } from "../model/check-id.ts";
import type { Target } from "../model/target.ts";

/** The command that runs one check again, drawing the same; passwords are variables of the shell. */
export function reproduce(target: Target, id: CheckId, seed: number): string {
  const accounts = target.accounts.map(({ username }) => `--account ${quote(username)}:"$${variableFor(username)}"`);
  const where = target.file
    ? [`--target ${quote(target.file)}`]
    : [
        `--protocol ${target.protocol}`,
        `--url ${quote(target.url)}`,
        ...(target.caFile ? [`--ca ${quote(target.caFile)}`] : []),
        ...accounts,
        ...lifetimes(target),
      ];
  const remote = isLoopback(target.url) ? [] : ["--allow-remote"];
  return ["authmark test", ...where, ...remote, `--seed ${seed}`, `--only ${quote(id)}`].join(" ");
}

function lifetimes({ lifetimes: { accessMs, refreshMs, leewayMs } }: Target): string[] {
  const declared = { access: accessMs, refresh: refreshMs, leeway: leewayMs || undefined };
  return Object.entries(declared).flatMap(([name, value]) =>
    value === undefined ? [] : [`--lifetime ${name}=${value / 1000}`],
  );
}

/** A word as a shell takes it for one. */
function quote(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

/** The variable that stands for a user's password: `PASSWORD_ALICE`. */
function variableFor(username: string): string {
  return `PASSWORD_${username.toUpperCase().replace(/[^A-Z0-9]/g, "_")}`;
}
