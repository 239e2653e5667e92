import { once } from "node:events";
import type { Server } from "node:net";
import { reasonOf, UsageError } from "../errors.ts";

/** Where to listen, and with which certificate. */
export interface ListenOptions {
  readonly host: string;
  /** 0 for one that is free. */
  readonly port: number;
  /** The option by which the port was chosen, for the message; --port if left out. */
  readonly portOption?: string;
  /** A certificate chain and its key, in PEM; without them the server speaks without TLS. */
  readonly tls?: { readonly cert: string; readonly key: string } | undefined;
  /** Milliseconds after which a closing server drops the connections that are still open; 5000 if left out. */
  readonly patience?: number;
}

/** A server that listens. */
export interface Listener {
  readonly url: string;
  /** Accepts no more connections, lets what is in work finish, and resolves when every connection is closed. */
  close(): Promise<void>;
}

/**
 * Makes a server listen.
 *
 * @returns its URL
 * @throws UsageError where the address cannot be listened on
 */
export async function bind(
  server: Server,
  scheme: string,
  { host, port, portOption = "--port" }: ListenOptions,
): Promise<string> {
  try {
    await once(server.listen(port, host), "listening");
  } catch (error) {
    const remedy = `choose another, or ${portOption} 0 for any that is free`;
    throw new UsageError(
      `${portOption}, --host: cannot listen on ${host}, port ${port} (${reasonOf(error)}); ${remedy}`,
    );
  }
  const bound = server.address();
  if (bound === null || typeof bound === "string") throw new Error("the server is bound to no port");
  return `${scheme}://${bound.family === "IPv6" ? `[${bound.address}]` : bound.address}:${bound.port}`;
}

/**
 * Creates a server with a certificate.
 *
 * @throws UsageError where the certificate and its key are not usable
 */
export function withCertificate<T>(create: () => T): T {
  try {
    return create();
  } catch (error) {
    const remedy = "give a certificate and its own key, in PEM";
    throw new UsageError(`--tls-cert, --tls-key: not a usable pair (${reasonOf(error)}); ${remedy}`);
  }
}
