import type { Account } from "../model/target.ts";

/** A word as a shell takes it for one, and for nothing else. */
export function quote(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

/** A name as a shell's variable may have it: `ACCESS_TOKEN_2` of `accessToken#2`. */
export function variableName(text: string): string {
  return text
    .replace(/(?<=[a-z0-9])(?=[A-Z])/g, "_")
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, "_");
}

/** The variables that stand for passwords, by user: `PASSWORD_ALICE`. No two users have the same. */
export function passwordVariables(accounts: readonly Account[]): ReadonlyMap<string, string> {
  const variables = new Map<string, string>();
  const taken = new Set<string>();
  for (const { username } of accounts) {
    const name = `PASSWORD_${username.toUpperCase().replace(/[^A-Z0-9]/g, "_")}`;
    let variable = name;
    for (let number = 2; taken.has(variable); number++) variable = `${name}_${number}`;
    taken.add(variable);
    variables.set(username, variable);
  }
  return variables;
}
