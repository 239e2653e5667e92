import { UsageError } from "../model/errors.ts";

/** Says what went wrong, unless that has been said, and tells a caller's mistake (2) from a fault of the suite (5). */
export function exitCodeOf(error: unknown): number {
  if (error instanceof UsageError) {
    console.error(`authmark: ${error.message}`);
    return 2;
  }
  const { code, exitCode } = error as { code?: string; exitCode?: number };
  if (code?.startsWith("commander.")) return exitCode === 0 ? 0 : 2;
  console.error("authmark: a fault of the suite, not of your server. Please report it with this:");
  console.error(error);
  return 5;
}
