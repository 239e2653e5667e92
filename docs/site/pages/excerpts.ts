/**
 * Holds the excerpts of a page to the files that they are from: a block of code whose first line has `title="PATH"` with
 * a slash in it has to stand in that file, line for line, however far it is indented there; `…` on a line of its own
 * leaves something out.
 * @throws Error naming page and file, where an excerpt is not in its file any more
 */
export function holdExcerpts(page: string, text: string, read: (path: string) => string): void {
  for (const [, path = "", excerpt = ""] of text.matchAll(/^```\w+ title="([^"]*\/[^"]*)"\n([\s\S]*?)^```$/gm)) {
    const whole = lines(read(path));
    for (const part of excerpt.split(/^\s*(?:\/\/ )?…\s*$/m)) {
      if (!whole.includes(lines(part))) {
        throw new Error(
          `${page}: this is not in ${path} any more; copy it anew, or name the file that it has moved to in its title:\n${part}`,
        );
      }
    }
  }
}

/** The lines of a text as they count: without indentation, between line feeds. */
const lines = (text: string) =>
  `\n${text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .join("\n")}\n`;
