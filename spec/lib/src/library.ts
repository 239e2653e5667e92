import type { EmitContext, Program } from "@typespec/compiler";
import { $follows, $requirement, $role } from "./decorators.ts";
import { $lib } from "./diagnostics.ts";
import { emitAll } from "./emit/emit.ts";
import { validateRequirements } from "./requirements.ts";

export { $lib };

export const $decorators = { Authmark: { follows: $follows, requirement: $requirement, role: $role } };

/** Checks what only the whole program shows: ids that occur twice, ids under another protocol's name. */
export function $onValidate(program: Program): void {
  validateRequirements(program);
}

/** Writes `generated/`: see {@link emitAll}. */
export async function $onEmit(context: EmitContext): Promise<void> {
  await emitAll(context.program, context.emitterOutputDir);
}
