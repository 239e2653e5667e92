/** A line that is rewritten while checks run; nothing where nobody watches. */
export interface Progress {
  show(done: number, total: number): void;
  clear(): void;
}

/** Creates the progress line of a terminal; for anything else, one that says nothing. */
export function createProgress(stream: NodeJS.WriteStream, name: string): Progress {
  if (!stream.isTTY) return { show: () => {}, clear: () => {} };
  return {
    show: (done, total) => stream.write(`\r\u001b[2K${name}: ${done} of ${total} checks`),
    clear: () => stream.write("\r\u001b[2K"),
  };
}
