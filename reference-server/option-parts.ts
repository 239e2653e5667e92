import { readFileSync } from "node:fs";
import { z } from "zod";
import { UsageError } from "./errors.ts";
import { isPostgres } from "./store/open.ts";

/** An integer on a command line. */
export const integer = (least: number, most: number) => {
  const remedy = `give an integer from ${least} to ${most}`;
  const within = (value: number) => least <= value && value <= most;
  return z
    .string()
    .regex(/^\d{1,12}$/, remedy)
    .transform(Number)
    .refine(within, remedy);
};

/** A span of time on a command line, in seconds. */
export const seconds = z
  .string()
  .regex(/^\d{1,9}(\.\d{1,3})?$/, "give a number of seconds, such as 3600 or 0.5")
  .transform(Number)
  .refine((value) => value > 0, "give more than 0 seconds");

const storeRemedy =
  "give memory, or sqlite: and a file name, such as sqlite:authmark.db, or the URL of a database, such as postgres://USER@HOST/DATABASE";

/** A store on a command line, as the place that `openStore` takes. What is not usable is not quoted: it may hold a password. */
export const storePlace = z
  .string()
  .refine((store) => /^(memory$|sqlite:(?!postgres(ql)?:\/\/).)/.test(store) || isPostgresUrl(store), storeRemedy)
  .transform((store) => (store === "memory" ? ":memory:" : store.replace(/^sqlite:/, "")));

function isPostgresUrl(store: string): boolean {
  return isPostgres(store) && URL.canParse(store);
}

/**
 * Reads a file that an option names.
 *
 * @throws UsageError where it cannot be read
 */
export function read(option: string, file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    throw new UsageError(`${option}: cannot read ${file}; name a file that exists and that this user may read`);
  }
}
