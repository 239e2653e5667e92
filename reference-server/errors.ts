/** A mistake of whoever starts the server: the message names the option and the remedy, and is all that they see. */
export class UsageError extends Error {}

/** What an error says, as part of a message of ours. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
