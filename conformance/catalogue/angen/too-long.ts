import type { Evidence } from "../../model/exchange.ts";
import type { Finding } from "../../model/verdict.ts";
import type { AngenConnection, AngenSession } from "./api.ts";
import { lineCheck } from "./line-check.ts";
import { pieces } from "./packets.ts";

/** Lengths of lines: the first is over the limit that servers have by default, the last over any that makes sense. */
export const LONGEST = 4_200_000;
const LADDER = [70_000, 300_000, 1_100_000, LONGEST];
export const PIECE = 16_000;

export const padded = (length: number) => (line: string) => line.replace(/\}$/, `,"padding":"${"x".repeat(length)}"}`);

/**
 * Finds a length that is over the target's limit: the first at which a ping is not answered as one. A line may be of
 * any length up to there.
 */
async function overLimit(session: AngenSession): Promise<number> {
  const known = session.stock<number>("a length over the limit of a line");
  const before = known.at(-1);
  if (before !== undefined) return before;
  for (const length of LADDER) {
    const connection = await session.angen.open();
    const answer = await connection.ping({ line: padded(length), cut: pieces(PIECE), mayClose: true });
    connection.close();
    if (answer.outcome !== "pong") {
      known.push(length);
      return length;
    }
  }
  return LONGEST;
}

type Lines = (connection: AngenConnection, length: number) => Promise<Evidence>;

/** A line over the limit, and what else its connection brings, whatever is in the line. */
export const filler = (length: number) => "x".repeat(length);

export const tooLong = (act: Lines, judge: (evidence: Evidence) => readonly Finding[]) =>
  lineCheck({
    survival: true,
    act: async (session): Promise<Evidence> => act(await session.angen.open(), await overLimit(session)),
    judge,
  });
