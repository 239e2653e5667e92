import { CannotTest, UsageError } from "../model/errors.ts";
import type { Counterpart, Mailbox } from "../model/ports.ts";
import type { Target } from "../model/target.ts";
import { createCounterpart } from "./counterpart.ts";
import { createMailbox } from "./mailbox/mailbox.ts";
import type { RunPorts } from "./run-parts.ts";

/** What stands around a target that is more than a server: whom it writes to, and whom it asks. */
export interface Around {
  readonly mailbox: Mailbox;
  readonly counterpart: Counterpart;
  close(): Promise<void>;
}

/**
 * Opens what a target's file says of its surroundings.
 *
 * @throws UsageError where the suite cannot listen there
 */
export async function openAround(target: Target, ports: Pick<RunPorts, "mailbox" | "counterpart">): Promise<Around> {
  const { mailbox: settings, clientApp } = target.apps ?? {};
  const mailbox = ports.mailbox?.(target) ?? createMailbox(settings);
  const counterpart = ports.counterpart?.(target) ?? createCounterpart(clientApp?.listen);
  const close = async () => void (await Promise.all([mailbox.close(), counterpart.close()]));
  try {
    await Promise.all([mailbox.open(), counterpart.open()]);
  } catch (error) {
    await close();
    if (error instanceof CannotTest) throw new UsageError(`${target.file ?? target.url}: ${error.message}.`);
    throw error;
  }
  return { mailbox, counterpart, close };
}
