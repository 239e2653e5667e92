import { resolve } from "node:path";
import type { TransportName } from "../../kit/address.ts";
import type { Start, StartKind } from "../../model/start.ts";
import type { Target } from "../../model/target.ts";
import type { Place } from "./place-schema.ts";

/** How long a target has until it is ready, where nobody says otherwise. */
export const READY_WITHIN_MS = 60_000;

/** The address of a target with the host and the port at which it turned out to be. */
export function placedAt(url: string, host: string, port: number): string {
  return url.replace(/^([a-z]+:\/\/)[^/]+/i, (_, scheme: string) => `${scheme}${host}:${port}`);
}

/** The schemes of a transport: plain, and over TLS. */
export type Schemes = readonly [plain: string, tls: string];

/** The schemes of each transport. */
export const SCHEMES: Readonly<Record<TransportName, Schemes>> = { http: ["http", "https"], stream: ["tcp", "tls"] };

/** Where commands run and paths begin, and what the place is called in messages. */
export interface PlaceContext {
  readonly folder: string;
  /** The option, or the file and the key, that says it. */
  readonly as: string;
  readonly schemes: Schemes;
}

const KINDS: readonly StartKind[] = ["command", "image", "compose"];

/**
 * How a target is started that a place describes, and the stand-in for its address until then; nothing where it runs
 * already.
 */
export function startOf(
  place: Omit<Place, "url">,
  context: PlaceContext,
): Pick<Target, "url" | "start" | "plainUrl"> | undefined {
  const kind = KINDS.find((each) => place[each] !== undefined);
  if (kind === undefined) return undefined;
  const { service, args, port, plainPort, path = "", env = {}, ready = {}, lendClock = true, ca } = place;
  const [plain, tls] = context.schemes;
  const host = kind === "command" ? "127.0.0.1" : "localhost";
  const what = place[kind] ?? "";
  const start: Start = {
    kind,
    what: kind === "compose" ? resolve(context.folder, what) : what,
    as: `${context.as}${kind}`,
    folder: context.folder,
    env,
    lendsClock: lendClock && kind !== "compose",
    ready: {
      withinMs: ready.within ?? READY_WITHIN_MS,
      ...(ready.path !== undefined && { path: ready.path }),
    },
    ...(service !== undefined && { service }),
    ...(args && { args }),
    ...(port !== undefined && { port }),
    ...(plainPort !== undefined && { plainPort }),
  };
  const prefix = path.replace(/\/+$/, "");
  return {
    start,
    url: `${ca === undefined ? plain : tls}://${host}:${port ?? 0}${prefix}`,
    ...(plainPort !== undefined && { plainUrl: `${plain}://${host}:${plainPort}${prefix}` }),
  };
}
