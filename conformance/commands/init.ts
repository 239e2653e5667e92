import { writeFileSync } from "node:fs";
import { suiteOf, suites } from "../catalogue/suites.ts";
import { UsageError } from "../model/errors.ts";
import { type ProtocolId, rolesOf } from "../model/requirement.ts";
import { quote } from "../report/shell.ts";
import { starterFile } from "../targets/starter-file.ts";
import type { ProbeOptions } from "./init-probe.ts";
import { protocolOption } from "./protocol-option.ts";

/**
 * `authmark init`: writes a target file to begin with, and says what to do next.
 *
 * @throws UsageError where there is such a file already, or none can be written
 */
export function init(
  file = "authmark.yaml",
  options: { protocol?: string; role?: string } & Partial<ProbeOptions> = {},
): void {
  const idle =
    (["account", "client", "ca", "allowRemote"] as const).find((name) => options[name] !== undefined) ??
    ((options.header ?? []).length > 0 ? "header" : undefined);
  if (idle) throw new UsageError(`--${idle === "allowRemote" ? "allow-remote" : idle} goes with --probe URL.`);
  const [first = ""] = Object.keys(suites);
  const protocol = protocolOption(options.protocol) ?? first;
  const protocols = Object.keys(suites);
  const role = rolesOf(protocol).find((known) => known === (options.role ?? known));
  if (role === undefined) {
    throw new UsageError(
      `--role ${options.role}: write one of ${rolesOf(protocol).join(", ")}, the roles of ${protocol}.`,
    );
  }
  const { operations: known } = suiteOf({ protocol: protocol as ProtocolId, role });
  const operations = Object.entries(known);
  const text = starterFile({ protocol, role, protocols, wire: Object.fromEntries(operations.slice(0, 1)) });
  writeNew(file, text);
  const variables = variablesOf(text);
  console.log(
    [
      `${file} is written. What to do next:`,
      "  1. Put the address and the users of your server into it.",
      `  2. ${variables} authmark doctor --target ${quote(file)}   # can it be tested?`,
      `  3. ${variables} authmark test --target ${quote(file)}`,
    ].join("\n"),
  );
}

/**
 * Writes a file where there is none.
 *
 * @throws UsageError where there is such a file already, or none can be written
 */
export function writeNew(file: string, text: string): void {
  try {
    writeFileSync(file, text, { flag: "wx" });
  } catch (error) {
    throw new UsageError(complaint(file, (error as NodeJS.ErrnoException).code));
  }
}

/** The variables that a file takes its secrets from, as they are set for one command. */
function variablesOf(text: string): string {
  const inForce = text.split("\n").filter((line) => !line.trimStart().startsWith("#"));
  const names = inForce.flatMap((line) => Array.from(line.matchAll(/\$\{(\w+)\}/g), ([, name]) => `${name}=…`));
  return [...new Set(names)].join(" ");
}

function complaint(file: string, code: string | undefined): string {
  if (code === "EEXIST")
    return `${file}: is there already, and is left as it is. Name another file: authmark init FILE.`;
  return `${file}: cannot be written (${code}). Check that the folder exists, and that it may be written to.`;
}
