import { styleText } from "node:util";

export type ForegroundColor = "green" | "red" | "yellow" | "magenta" | "gray";

/** Emphasis, where the stream shows it. */
export type Style = (format: ForegroundColor | "bold", text: string) => string;

/** Emphasis for a stream: none where it is no terminal, or where NO_COLOR is set. */
export function styleFor(stream: NodeJS.WriteStream): Style {
  return (format, text) => styleText(format, text, { stream });
}

/** No emphasis at all. */
export const plain: Style = (_, text) => text;
