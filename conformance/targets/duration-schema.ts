import { z } from "zod";
import { parseDuration } from "./duration.ts";

/** A duration in a target file, in milliseconds. */
export const Duration = z.union([z.string(), z.number()]).transform((value, context) => {
  const milliseconds = parseDuration(String(value));
  if (milliseconds === undefined)
    context.addIssue(`"${value}" is no duration: write seconds, or 500ms, 2s, 5m, 1h, 30d`);
  return milliseconds ?? 0;
});
