import type { EmitContext, Program } from "@typespec/compiler";
import { validateRequirements } from "./checks.ts";
import {
  $carries,
  $command,
  $follows,
  $maySetCookies,
  $partOf,
  $plays,
  $requirement,
  $role,
  $setsCookies,
  $tellsLifetime,
} from "./decorators.ts";
import { $lib } from "./diagnostics.ts";
import { emitAll } from "./emit/emit.ts";

export { $lib };

export const $decorators = {
  Authmark: {
    carries: $carries,
    command: $command,
    follows: $follows,
    maySetCookies: $maySetCookies,
    partOf: $partOf,
    plays: $plays,
    requirement: $requirement,
    role: $role,
    setsCookies: $setsCookies,
    tellsLifetime: $tellsLifetime,
  },
};

/** Checks what only the whole program shows: see {@link validateRequirements}. */
export function $onValidate(program: Program): void {
  validateRequirements(program);
}

/** Writes `generated/`: see {@link emitAll}. */
export async function $onEmit(context: EmitContext): Promise<void> {
  await emitAll(context.program, context.emitterOutputDir);
}
