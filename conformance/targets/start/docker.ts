import type { ContainerRuntimeClient, WaitStrategy } from "testcontainers";
import { UsageError } from "../../model/errors.ts";
import { removeOf } from "./leftovers.ts";
import { isOrphan } from "./owner.ts";

/** The testcontainers package, and the client of a container runtime that it found. */
export interface Docker {
  readonly library: typeof import("testcontainers");
  readonly client: ContainerRuntimeClient;
}

let known: Promise<Docker> | undefined;

/**
 * Opens the way to Docker, and removes what suites have left there that were killed.
 *
 * @param as what asked for a container, for messages
 * @throws UsageError where there is no testcontainers, or no Docker
 */
export async function openDocker(as: string): Promise<Docker> {
  known ??= connect(as);
  try {
    return await known;
  } catch (error) {
    known = undefined;
    throw error;
  }
}

async function connect(as: string): Promise<Docker> {
  // It would have to be pulled, and needs Docker's socket in a container; reaper.ts does its work.
  process.env["TESTCONTAINERS_RYUK_DISABLED"] ??= "true";
  const library = await load(as);
  const client = await library.getContainerRuntimeClient().catch(() => {
    const where = process.env["DOCKER_HOST"] ?? "/var/run/docker.sock";
    throw new UsageError(`${as}: no Docker answers at ${where}. Start it, or say in DOCKER_HOST where it is.`);
  });
  await removeOf(isOrphan);
  return { library, client };
}

async function load(as: string): Promise<Docker["library"]> {
  try {
    return await import("testcontainers");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ERR_MODULE_NOT_FOUND") throw error;
    throw new UsageError(`${as}: containers need the package testcontainers. Install it: npm install testcontainers.`);
  }
}

/** The first line of what went wrong, for a message. */
export function reasonOf(error: unknown): string {
  const { message = String(error) } = error as Partial<Error>;
  return message.trim().split("\n").at(-1)?.trim() ?? "";
}

/** Where published ports are reached. */
export function hostOf({ client }: Docker): string {
  const { host } = client.info.containerRuntime;
  // Whichever of this machine's addresses asks, a container sees its gateway: 127.0.0.1 would promise many clients.
  return host === "127.0.0.1" ? "localhost" : host;
}

/** Waits for nothing: whether a target is ready is looked at by who asks it. */
export const AT_ONCE: WaitStrategy = {
  waitUntilReady: async () => {},
  withStartupTimeout: () => AT_ONCE,
  isStartupTimeoutSet: () => false,
  getStartupTimeout: () => 0,
};
