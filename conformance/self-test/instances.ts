import { openRoundRobin } from "./round-robin.ts";
import type { ServerProcess } from "./server-process.ts";

/** Ports to listen on, by the options that name them. */
export type Ports = Readonly<Record<string, string>>;

/** Servers that are one to whoever asks them. */
export interface Instances {
  /** Where they are asked, by role. */
  readonly urls: Readonly<Record<string, string>>;
  /** Stops them all, and starts them where they were. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Starts servers, all of them at once. One is asked where it listens; several are asked at one address for each role, which
 * they take in turns, a connection each.
 *
 * @param options by the role that is to keep its port, the option that gives it
 */
export async function startInstances(
  count: number,
  options: Readonly<Record<string, string>>,
  start: (ports: Ports) => Promise<ServerProcess>,
): Promise<Instances> {
  const anyPorts = Object.fromEntries(Object.values(options).map((option) => [option, "0"]));
  const startAll = async (ports: readonly Ports[]): Promise<ServerProcess[]> => {
    const starts = await Promise.allSettled(ports.map(start));
    const started = starts.filter((each) => each.status === "fulfilled").map(({ value }) => value);
    const failed = starts.find((each) => each.status === "rejected");
    if (!failed) return started;
    await Promise.all(started.map((server) => server.stop()));
    throw failed.reason;
  };
  let servers = await startAll(Array.from({ length: count }, () => anyPorts));
  // Not every protocol has every role: none is spoken in plain text beside angen's TLS.
  const roles = Object.keys(options).filter((role) => servers[0]?.urls[role] !== undefined);
  const portOf = ({ urls }: ServerProcess, role: string) => Number(new URL(urls[role] ?? "").port);
  const ports = servers.map((server) =>
    Object.fromEntries(roles.map((role) => [options[role], String(portOf(server, role))])),
  );
  const stopAll = () => Promise.all(servers.map((server) => server.stop()));
  const restart = async () => {
    await stopAll();
    servers = await startAll(ports);
  };
  const urls: Record<string, string> = { ...servers[0]?.urls };
  if (count === 1) return { urls, restart, stop: async () => void (await stopAll()) };

  const fronts = await Promise.all(
    roles.map(async (role) => {
      const front = await openRoundRobin(servers.map((server) => portOf(server, role)));
      urls[role] = urls[role]?.replace(/:\d+(?=\/|$)/, `:${front.port}`) ?? "";
      return front;
    }),
  );
  return {
    urls,
    restart,
    async stop() {
      await Promise.all(fronts.map((front) => front.close()));
      await stopAll();
    },
  };
}
