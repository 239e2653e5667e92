import { didYouMean } from "../kit/nearest.ts";
import { UsageError } from "../model/errors.ts";
import { reportSchema } from "../model/report.ts";
import { targetSchema } from "../targets/target-schema.ts";

/** What has a JSON Schema. */
const SCHEMAS: Readonly<Record<string, () => object>> = {
  target: targetSchema,
  report: reportSchema,
};

/**
 * `authmark schema`: prints a JSON Schema.
 *
 * @throws UsageError for what has none
 */
export function schema(of: string): void {
  const make = Object.hasOwn(SCHEMAS, of) ? SCHEMAS[of] : undefined;
  if (!make) {
    const known = Object.keys(SCHEMAS);
    throw new UsageError(`schema ${of}: write ${known.join(" or ")}.${didYouMean(of, known)}`);
  }
  console.log(JSON.stringify(make(), null, 2));
}
