import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Where the site is once it is built. */
export const SITE = join(import.meta.dirname, "../../../dist/docs");

/** The HTML of every page, by its address. */
export function builtPages(): Map<string, string> {
  const files = readdirSync(SITE, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".html"));
  return new Map(
    files.map((file) => [`/${file.replace(/(^|\/)index\.html$/, "$1")}`, readFileSync(join(SITE, file), "utf8")]),
  );
}
