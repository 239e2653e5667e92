import { CannotTest } from "../../model/errors.ts";
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

/** By so many bytes a line is over a declared limit, whatever the target counts of its end. */
const OVER = 1000;

/**
 * Tells a length that is over the target's limit: as it is declared, or else the first at which a ping is not answered as
 * one. A line may be of any length up to there.
 *
 * @throws CannotTest where the longest of them is answered: what the limit is, nobody has said
 */
export async function overLimit(session: AngenSession): Promise<number> {
  const declared = session.angen.lineLimit;
  if (declared !== undefined) return declared + OVER;
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
  throw new CannotTest(`a line of ${LONGEST} bytes is still a command there: write limits.line in the target file`);
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
