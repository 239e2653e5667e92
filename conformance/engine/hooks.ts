import { CannotTest } from "../model/errors.ts";
import type { Hook, HookName } from "../model/target.ts";

/**
 * Has a hook do something to the target. A hook is somebody else's work: whatever it fails with says that a means of
 * testing is missing, and is no fault of the suite.
 *
 * @throws CannotTest with what the hook failed with
 */
export async function callHook(name: HookName, hook: Hook, values: Parameters<Hook>[0]): Promise<void> {
  try {
    await hook(values);
  } catch (error) {
    if (error instanceof CannotTest) throw error;
    throw new CannotTest(`hooks.${name} failed: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
}
