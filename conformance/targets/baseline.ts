import { z } from "zod";
import { UsageError } from "../model/errors.ts";
import type { KnownFinding } from "../model/report.ts";
import { remedy } from "./remedies.ts";
import { parseText } from "./target-file.ts";

/** A finding that is known: of a check, or of all checks of a requirement. */
export interface BaselineEntry extends KnownFinding {
  readonly id: string;
}

const Entries = z.array(
  z.strictObject({
    id: z.string().min(1),
    reason: z.string().min(1),
    link: z.url({ protocol: /^https?$/, error: "write an address, such as https://…, or leave it out" }).optional(),
  }),
);

/**
 * Reads a baseline: a list of known findings, in YAML or JSON.
 *
 * @throws UsageError that names the file, the entry and the remedy
 */
export function readBaseline(file: string): BaselineEntry[] {
  const parsed = Entries.safeParse(parseText(file), { error: remedy });
  if (!parsed.success) {
    const issues = parsed.error.issues.map(
      ({ path, message }) => `${path.join(".") || "(the whole file)"}: ${message}`,
    );
    throw new UsageError(`${file}: ${issues.join("; ")}. An entry is { id: …, reason: …, link: … }.`);
  }
  const ids = parsed.data.map(({ id }) => id);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) throw new UsageError(`${file}: ${twice} is there twice. Give each finding once.`);
  return parsed.data.map(({ id, reason, link }) => ({ id, reason, ...(link !== undefined && { link }) }));
}
