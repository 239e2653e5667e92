import type { Command, CommandVariation } from "../../engine/stream-connection.ts";
import type { Account } from "../../model/target.ts";
import type { Operation } from "./api.ts";

/** A command, as it goes out with others. */
export type Packed = Command<Operation>;

type Variation = CommandVariation;

const USER_AGENT = "authmark (conformance suite)";

/** The commands that go out together, with whatever is otherwise about them. */
export const packed = {
  ping: (variation: Variation = {}): Packed => ({ operation: "ping", variation }),
  whoami: (variation: Variation = {}): Packed => ({ operation: "whoami", variation }),
  disconnect: (variation: Variation = {}): Packed => ({ operation: "disconnect", variation }),
  login: (identifierCode: unknown, variation: Variation = {}): Packed => ({
    operation: "login",
    roles: { identifierCode, userAgent: USER_AGENT },
    variation,
  }),
  /** A login that is one more of the account's. */
  getToken: ({ username, password }: Pick<Account, "username" | "password">, variation: Variation = {}): Packed => ({
    operation: "getToken",
    roles: { username, password, userAgent: USER_AGENT },
    variation,
  }),
  /** A command that no server has. */
  unknown: (variation: Variation = {}): Packed => ({
    operation: "ping",
    variation: { envelope: (envelope) => ({ ...envelope, name: "system/no_such_command" }), ...variation },
  }),
  /** A line that is no JSON. */
  text: (line = "no JSON", variation: Variation = {}): Packed => ({
    operation: "ping",
    variation: { line: () => line, ...variation },
  }),
};

type Cut = (bytes: Buffer) => readonly Uint8Array[];

/** Cuts behind so many bytes, and again behind so many from the beginning. */
export function cutAt(...places: readonly number[]): Cut {
  return (bytes) => {
    const edges = [0, ...places.filter((place) => place > 0 && place < bytes.length), bytes.length];
    return edges.slice(1).map((edge, index) => bytes.subarray(edges[index], edge));
  };
}

/** Cuts into pieces of so many bytes. */
export function pieces(size: number): Cut {
  return (bytes) =>
    cutAt(...Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) => size * (index + 1)))(bytes);
}

/** The first and the last bytes one by one: all of them would take a busy machine longer than a client may hesitate. */
export const byteByByte: Cut = (bytes) => {
  const behind = [1, 2, 3, 4, 5];
  return cutAt(...behind, ...behind.map((count) => bytes.length - count).toReversed())(bytes);
};

export const inHalves: Cut = (bytes) => cutAt(Math.floor(bytes.length / 2))(bytes);

/** Cuts before the last so many bytes. */
export const beforeLast =
  (count: number): Cut =>
  (bytes) =>
    cutAt(bytes.length - count)(bytes);

/** A text with every character that is not ASCII escaped, as it may stand in JSON. */
export function escaped(json: string): string {
  return json.replace(/[^\x20-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
