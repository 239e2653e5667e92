import type { z } from "zod";
import type { Line } from "./framing.ts";

/** A request that is refused before its handler runs. What its message says stands in the answer, so it quotes nothing. */
export class Malformed extends Error {}

const faults = { tooLong: "The line is too long.", notUtf8: "The line is not UTF-8." };

/**
 * Parses a line as JSON.
 *
 * @throws Malformed where it is none
 */
export function parseLine(line: Line): unknown {
  if ("fault" in line) throw new Malformed(faults[line.fault]);
  try {
    return JSON.parse(line.text);
  } catch {
    throw new Malformed("The line is not JSON.");
  }
}

/** The id of a request that may be malformed otherwise; undefined where it has none, or one that is no text. */
export function messageIdOf(request: unknown): string | undefined {
  if (typeof request !== "object" || request === null) return undefined;
  const id: unknown = Object.getOwnPropertyDescriptor(request, "message_id")?.value;
  return typeof id === "string" ? id : undefined;
}

/**
 * Validates a part of a request.
 *
 * @param what names that part in the refusal, beside the place in it that is wrong
 * @throws Malformed where it is of another shape
 */
export function validate<Schema extends z.ZodType>(schema: Schema, value: unknown, what: string): z.output<Schema> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  // The path has names that the schema knows, and nothing of what was sent.
  const path = result.error.issues[0]?.path ?? [];
  throw new Malformed(`The ${what} is wrong at /${path.join("/")}.`);
}

/** Whether a line is a part of an HTTP request: its first line, or the one that every browser sends behind it. */
export function isHttp(line: Line): boolean {
  return "text" in line && /^(?:[A-Z]+ \S+ HTTP\/\d|host:)/i.test(line.text);
}
