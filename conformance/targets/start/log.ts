import type { LogLine } from "../../model/start.ts";

/** Lines that are kept: enough for what led to any failure. */
const MOST_LINES = 5000;
/** Characters of a line that are kept. */
const LONGEST = 2000;

/** What a target writes, as it comes. */
export interface Log {
  readonly lines: () => readonly LogLine[];
  /** Takes text as it comes, in pieces that need not be lines; each stream has its own unfinished line. */
  take(stream: string, text: string): void;
}

/** Creates an empty log. */
export function createLog(now: () => number): Log {
  const lines: LogLine[] = [];
  const unfinished = new Map<string, string>();
  return {
    lines: () => lines,
    take(stream, text) {
      const pieces = ((unfinished.get(stream) ?? "") + text).split(/\r?\n/);
      unfinished.set(stream, (pieces.pop() ?? "").slice(0, LONGEST));
      const at = now();
      lines.push(
        ...pieces.filter((piece) => piece.trim() !== "").map((piece) => ({ at, text: piece.slice(0, LONGEST) })),
      );
      if (lines.length > 2 * MOST_LINES) lines.splice(0, lines.length - MOST_LINES);
    },
  };
}

/** How far back the line is looked for that names what went wrong: a stack may stand behind it. */
const BACK = 40;

/** The last lines of a log as part of a message, and before them the last one that speaks of an error. */
export function lastLines(lines: readonly LogLine[], count = 4): string {
  const recent = lines.slice(-BACK).map(({ text }) => text.trim());
  const last = recent.slice(-count);
  const error = recent.findLast((text) => /error|fatal|panic|exception/i.test(text));
  const shown = error === undefined || last.includes(error) ? last : [error, "…", ...last];
  return shown.length === 0 ? "; it wrote nothing" : `; the last that it wrote: ${shown.join(" | ")}`;
}
