import { suites } from "../catalogue/suites.ts";
import { isLoopback } from "../kit/address.ts";
import { UsageError } from "../model/errors.ts";
import type { Target } from "../model/target.ts";
import { refuseDuplicates } from "../targets/accounts.ts";
import { parseTargetFile } from "../targets/target-file.ts";
import type { WrittenTarget } from "../targets/target-file-schema.ts";
import { refuseUnknownNames } from "./against-suite.ts";
import { remoteMessage, targetsOf } from "./targets.ts";

/** A target as a target file has it, written in a program. */
export type GivenTarget = WrittenTarget;

/** What messages call a target that is in no file. */
const NO_FILE = "the target";

/**
 * The target of a file, or of a program that has the same in its own words; there, paths are from the folder of the
 * process.
 *
 * @throws UsageError that names the file, the key and the remedy
 */
export function givenTarget(given: string | GivenTarget, allowRemote: boolean, environment: NodeJS.ProcessEnv): Target {
  const target =
    typeof given === "string" ? ofFile(given, allowRemote, environment) : ofProgram(given, allowRemote, environment);
  refuseUnknownNames({ file: NO_FILE, ...target });
  return target;
}

function ofFile(file: string, allowRemote: boolean, environment: NodeJS.ProcessEnv): Target {
  const options = { target: [file], account: [], lifetime: [], ...(allowRemote && { allowRemote: true as const }) };
  const [target] = targetsOf(options, Object.keys(suites), environment);
  if (!target) throw new Error(`${file} was read, and there is no target.`);
  return target;
}

function ofProgram(given: GivenTarget, allowRemote: boolean, environment: NodeJS.ProcessEnv): Target {
  const { file: _, ...target } = parseTargetFile(given, NO_FILE, environment);
  refuseDuplicates(target.accounts, `${NO_FILE}: accounts`);
  if (!target.start && !allowRemote && !isLoopback(target.url)) throw new UsageError(remoteMessage(target.url));
  return { ...target, name: given.name ?? target.start?.what ?? target.url };
}
