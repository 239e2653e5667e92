import type { Account } from "../model/target.ts";
import { inert } from "./inert.ts";

/** A word as a shell takes it for one, and for nothing else. */
export function quote(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

/** A part of a word: as it is, or what a variable of the shell holds. */
export type Part = { readonly text: string } | { readonly variable: string };

/** A word that is made of parts; only for parts that {@link isPlain} says can be shown. */
export function word(parts: readonly Part[]): string {
  return (
    joined(parts)
      .map((part) => ("text" in part ? quote(part.text) : `"$${part.variable}"`))
      .join("") || "''"
  );
}

/** The parts with every text in one piece. */
function joined(parts: readonly Part[]): Part[] {
  const all: Part[] = [];
  for (const part of parts) {
    const last = all.at(-1);
    if ("text" in part && last && "text" in last) all.splice(-1, 1, { text: last.text + part.text });
    else if (!("text" in part) || part.text !== "") all.push(part);
  }
  return all;
}

/** Whether a text can stand in a line as it is: it has no line breaks, and nothing that hides or reorders text. */
export function isPlain(text: string): boolean {
  return !text.includes("\n") && inert(`-${text}`) === `-${text}`;
}

/**
 * A command that writes out its parts, byte by byte, whatever characters they have.
 *
 * @param encoding how characters outside of ASCII are written
 */
export function printf(parts: readonly Part[], encoding: "utf8" | "latin1"): string {
  const format = parts.map((part) => ("text" in part ? formatOf(part.text, encoding) : "%s")).join("");
  const values = parts.flatMap((part) => ("variable" in part ? [` "$${part.variable}"`] : []));
  // A format that begins with a dash would be taken for an option.
  return `printf ${format.startsWith("-") ? "-- " : ""}'${format}'${values.join("")}`;
}

const IN_FORMAT: Readonly<Record<string, string>> = { "%": "%%", "\\": "\\\\", "'": "'\\''", "\n": "\\n" };

function formatOf(text: string, encoding: "utf8" | "latin1"): string {
  return Array.from(text.toWellFormed(), (character) => {
    const escaped = IN_FORMAT[character];
    if (escaped !== undefined) return escaped;
    const isShown = isPlain(character) && (encoding === "utf8" || character <= "~");
    return isShown ? character : Array.from(Buffer.from(character, encoding), octal).join("");
  }).join("");
}

function octal(byte: number): string {
  return `\\${byte.toString(8).padStart(3, "0")}`;
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
