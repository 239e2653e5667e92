import { once } from "node:events";
import { connect } from "node:net";
import { reasonOf } from "./errors.ts";

/** Milliseconds until a server that says nothing counts as one that hangs. */
const patience = 3_000;
/** Of an address that stands for all of a machine: where a server is asked that listens there. */
const loopback: Readonly<Record<string, string>> = { "0.0.0.0": "127.0.0.1", "::": "::1" };

/**
 * Asks whether a server lives, whatever it speaks: HTTP and lines are answered, and TLS hangs up on plain text. That a
 * connection is accepted would show nothing, since the system does so for a server that hangs.
 *
 * @returns what is wrong, or undefined
 */
export async function lookAt(host: string, port: number): Promise<string | undefined> {
  const socket = connect(port, loopback[host] ?? host);
  const signal = AbortSignal.timeout(patience);
  try {
    await once(socket, "connect", { signal });
    socket.write("GET / HTTP/1.0\r\n\r\n");
    await Promise.race([once(socket, "data", { signal }), once(socket, "end", { signal })]);
    return undefined;
  } catch (error) {
    const reason = signal.aborted ? `nothing is said within ${patience / 1_000} s` : reasonOf(error);
    return `the server at port ${port} is not healthy: ${reason}`;
  } finally {
    socket.destroy();
  }
}
