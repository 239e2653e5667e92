import { UsageError } from "../../model/errors.ts";
import type { Start } from "../../model/start.ts";

/**
 * The one port that an image exposes.
 *
 * @param exposed as Docker has it: `{ "8080/tcp": {} }`
 * @throws UsageError where there is none, or several
 */
export function exposedPort(
  { as, what }: Pick<Start, "as" | "what">,
  exposed: Readonly<Record<string, unknown>> = {},
): number {
  const ports = Object.keys(exposed).filter((port) => !/\/(udp|sctp)$/.test(port));
  const [port] = ports;
  if (ports.length === 1 && port !== undefined) return Number.parseInt(port, 10);
  const many = ports.length === 0 ? "exposes no port" : `exposes several ports, ${ports.join(", ")}`;
  throw new UsageError(`${as}: ${what} ${many}. Say on which one it listens: --port N, or at.port in a target file.`);
}
