/**
 * What stands before a line feed: its text, without a carriage return at its end; or why it is not read. `tooLong`: it has
 * more bytes than a line may have. `notUtf8`: it is no text in UTF-8.
 */
export type Line = { readonly text: string } | { readonly fault: "tooLong" | "notUtf8" };

/** Cuts the bytes of one connection into lines. However they are cut into chunks, the lines are the same. */
export interface Splitter {
  /** @returns the lines that end in this chunk, and one that has become too long in it, in their order */
  push(chunk: Uint8Array): Line[];
  /** @returns the last line where bytes came behind the last line feed: the end of the input ends it as well */
  end(): Line[];
}

/** Creates what cuts the bytes of one connection. */
export type CreateSplitter = (limit: number) => Splitter;

const lineFeed = 0x0a;

/**
 * Creates a splitter that keeps no more bytes than a line may have, however small the chunks are.
 *
 * @param limit bytes that a line may have before its line feed. What comes behind them is discarded up to the next one.
 */
export const createSplitter: CreateSplitter = (limit) => {
  let kept: Buffer = empty;
  let length = 0;

  const take = (part: Uint8Array): Line[] => {
    const before = length;
    length += part.length;
    if (length > limit) {
      kept = empty;
      return before > limit ? [] : [tooLong];
    }
    if (length > kept.length) kept = Buffer.concat([kept], Math.min(limit, 2 * length));
    kept.set(part, before);
    return [];
  };
  const finish = (): Line[] => {
    const lines = length > limit ? [] : [decode(kept.subarray(0, length))];
    kept = empty;
    length = 0;
    return lines;
  };

  return {
    push(chunk) {
      const lines: Line[] = [];
      let start = 0;
      for (let end = chunk.indexOf(lineFeed); end !== -1; end = chunk.indexOf(lineFeed, start)) {
        lines.push(...take(chunk.subarray(start, end)), ...finish());
        start = end + 1;
      }
      return [...lines, ...take(chunk.subarray(start))];
    },
    end: () => (length === 0 ? [] : finish()),
  };
};

const empty = Buffer.alloc(0);
const tooLong: Line = { fault: "tooLong" };
// A byte order mark is no part of JSON, and is not taken away.
const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

function decode(bytes: Buffer): Line {
  try {
    return { text: decoder.decode(bytes).replace(/\r$/, "") };
  } catch {
    return { fault: "notUtf8" };
  }
}
