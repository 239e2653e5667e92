/** A line that came in. */
export interface ReadLine {
  /** Without its end. */
  readonly text: string;
  /** It had no end: the connection ended in it. */
  readonly unterminated?: true;
  /** It went on behind the limit, and was not read further. */
  readonly truncated?: true;
}

/** Lines are read up to here; what follows is not a server's answer to a client any more. */
export const MAX_LINE = 1024 * 1024;

const LINE_FEED = 10;

/** Puts lines together from the pieces in which they come. */
export interface LineReader {
  /** @returns the lines that end in this piece; one over the limit is the last one, truncated */
  push(piece: Buffer): ReadLine[];
  /** @returns what is left when the connection ends */
  end(): ReadLine[];
}

/** Creates a reader; characters may come in pieces as well. */
export function createLineReader(): LineReader {
  let pieces: Buffer[] = [];
  let length = 0;
  const take = (): string => {
    const text = Buffer.concat(pieces, length).toString("utf8");
    pieces = [];
    length = 0;
    return text;
  };
  const keep = (piece: Buffer) => {
    if (piece.length === 0) return;
    pieces.push(piece);
    length += piece.length;
  };
  return {
    push(piece) {
      const lines: ReadLine[] = [];
      let from = 0;
      for (let at = piece.indexOf(LINE_FEED); at >= 0; at = piece.indexOf(LINE_FEED, from)) {
        keep(piece.subarray(from, at));
        lines.push({ text: take() });
        from = at + 1;
      }
      keep(piece.subarray(from));
      if (length > MAX_LINE) lines.push({ text: take().slice(0, MAX_LINE), truncated: true });
      return lines;
    },
    end: () => (length === 0 ? [] : [{ text: take(), unterminated: true }]),
  };
}
