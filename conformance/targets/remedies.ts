import { z } from "zod";
import { nearest } from "../kit/nearest.ts";

type Issue = Parameters<z.core.$ZodErrorMap>[0];

/** What to do about each kind of mistake in a target file; kinds without a row speak for themselves. */
const REMEDIES: Partial<Record<Issue["code"], (issue: Issue) => string | undefined>> = {
  unrecognized_keys({ inst, keys }) {
    const known = inst instanceof z.ZodObject ? Object.keys(inst.shape) : [];
    const strangers = keys as readonly string[];
    const meant = strangers.flatMap((key) => nearest(key, known));
    const hint = meant.length > 0 ? ` (is it ${meant.join(", ")}?)` : "";
    return `there is no ${strangers.join(", ")} here${hint}; write ${known.join(", ")}`;
  },
  invalid_type({ expected, input }) {
    if (input === undefined) return "is missing; add it";
    if (expected === "string" && typeof input === "number") return "is a number; put it in quotes";
    return `write ${KINDS[String(expected)] ?? expected}`;
  },
  invalid_value: ({ values, input }) => {
    const choices = (values as readonly unknown[]).join(", ");
    return input === undefined ? `is missing; write one of ${choices}` : `write one of ${choices}`;
  },
  too_small: () => "is empty; write something",
};

const KINDS: Record<string, string> = {
  object: "keys and values",
  array: "a list",
  record: "keys and values",
  string: "a text",
};

/** The remedy for a mistake in a target file. */
export function remedy(issue: Issue): string | undefined {
  return REMEDIES[issue.code]?.(issue);
}
