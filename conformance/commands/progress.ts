/** A line that is rewritten while checks run; nothing where nobody watches. */
export interface Progress {
  /** What to call when checks of one target are done. */
  of(target: string): (done: number, total: number) => void;
  clear(): void;
}

/** Creates the progress line of a terminal; for anything else, one that says nothing. */
export function createProgress(stream: NodeJS.WriteStream): Progress {
  if (!stream.isTTY) return { of: () => () => {}, clear: () => {} };
  const counts = new Map<string, string>();
  const rewrite = (text: string) => stream.write(`\r\u001b[2K${text}`);
  return {
    of: (target) => (done, total) => {
      counts.set(target, `${target}: ${done} of ${total} checks`);
      rewrite([...counts.values()].join("   "));
    },
    clear: () => rewrite(""),
  };
}
