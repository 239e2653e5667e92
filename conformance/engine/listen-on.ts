import type { Server } from "node:net";
import { isLoopback } from "../kit/address.ts";
import { CannotTest } from "../model/errors.ts";
import type { Target } from "../model/target.ts";

export type ListensOn = NonNullable<Target["listen"]>;

/** A host and a port as a URL has them. */
export function authorityOf(host: string, port: number): string {
  return `${host.includes(":") ? `[${host}]` : host}:${port}`;
}

/**
 * Has a server listen where others reach it by a host's name; it does not keep the process from ending.
 *
 * @param key where the target file says so, for the message
 * @throws CannotTest where that cannot be
 */
export async function listenOn(server: Server, { host, port = 0 }: ListensOn, key = "listen"): Promise<void> {
  // A name by which others reach this machine, such as that of a container's host, need not be an address of it.
  const address = isLoopback(`http://${authorityOf(host, 1)}`) ? { host } : {};
  await new Promise<void>((resolve, reject) => {
    server.once("error", ({ code, message }: NodeJS.ErrnoException) => {
      const remedy = port === 0 ? `see ${key}.host in the target file` : `give another ${key}.port in the target file`;
      reject(new CannotTest(`the suite cannot listen on ${host}, port ${port} (${code ?? message}): ${remedy}`));
    });
    server.listen({ ...address, port }, resolve);
  });
  server.unref();
}
