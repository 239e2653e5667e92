import type { Roles } from "../../../model/exchange.ts";
import type { StreamOperation } from "../../../model/wire.ts";

/** The envelope of a command, as it will be JSON. */
export type Envelope = {
  readonly name: string;
  readonly command: Readonly<Record<string, unknown>>;
  readonly message_id?: unknown;
};

/**
 * Builds the envelope of an operation. A role without a value takes the member that would have carried it with it.
 *
 * @param messageId what the envelope carries as `message_id`, of whatever type; none where it is undefined
 */
export function envelopeOf(
  { name, send, constants = {} }: StreamOperation,
  roles: Roles,
  messageId?: unknown,
): Envelope {
  const command: Record<string, unknown> = {};
  for (const [pointer, value] of Object.entries(constants)) put(command, pointer, value);
  for (const [role, pointer] of Object.entries(send)) if (roles[role] !== undefined) put(command, pointer, roles[role]);
  return { name, command, ...(messageId !== undefined && { message_id: messageId }) };
}

/** Puts a value at a JSON Pointer (RFC 6901 §4), with the objects on the way to it. */
function put(whole: Record<string, unknown>, pointer: string, value: unknown): void {
  const names = pointer
    .split("/")
    .slice(1)
    .map((name) => name.replaceAll("~1", "/").replaceAll("~0", "~"));
  const last = names.pop() ?? "";
  let at = whole;
  for (const name of names) {
    if (!Object.hasOwn(at, name)) set(at, name, {});
    at = at[name] as Record<string, unknown>;
  }
  set(at, last, value);
}

/** A member is one also where it is called `__proto__`. */
function set(object: Record<string, unknown>, name: string, value: unknown): void {
  Object.defineProperty(object, name, { value, writable: true, enumerable: true, configurable: true });
}
