import type { Meaning, StreamResponse, TransportError } from "../model/exchange.ts";
import type { LineConnection } from "./stream-transport.ts";

/** Sends, and waits; it gets the milliseconds that the target may keep silent. */
export type Send = (silenceMs: number) => Promise<StreamResponse | TransportError | Meaning>;

const ENDS = { closed: "the connection was closed", reset: "the connection was reset" } as const;

/** A line that came, behind those that came unasked, and how the connection has ended by then. */
export function responseOn(
  connection: LineConnection,
  line: Omit<StreamResponse, "kind">,
  pushed: readonly string[],
): StreamResponse {
  const ended = connection.ended();
  return { kind: "stream", ...line, ...(pushed.length > 0 && { pushed }), ...(ended && { ended }) };
}

/** Creates what waits on one connection for what nothing is sent for. */
export function createListening(connection: LineConnection) {
  /** Whether the connection is open still. */
  const endMeaning = (): Meaning => {
    const ended = connection.ended();
    if (ended === undefined) return { outcome: "open", taken: {}, said: "the connection stayed open" };
    return { outcome: "closed", taken: {}, said: ENDS[ended] };
  };

  const nextLine =
    (withinMs: number): Send =>
    async () => {
      if (connection.failed) return connection.failed;
      const came = await connection.read(withinMs);
      if (!("code" in came)) {
        const { text, ...rest } = came;
        return responseOn(connection, { body: text, ...rest }, []);
      }
      if (came.code === "timeout") return { outcome: "quiet", taken: {}, said: "nothing came" };
      return endMeaning();
    };

  const closing =
    (withinMs: number): Send =>
    async () => {
      if (connection.failed) return connection.failed;
      await connection.end(withinMs);
      const pushed = connection.readAll().map(({ text }) => text);
      const isSilent = connection.ended() === undefined && pushed.length === 0;
      return isSilent ? endMeaning() : responseOn(connection, { body: "" }, pushed);
    };

  return { nextLine, closing, endMeaning };
}
