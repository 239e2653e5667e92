import { writePages } from "./write-pages.ts";

/** `npm run docs`: the site, in dist/docs. */
process.env["ASTRO_TELEMETRY_DISABLED"] = "1";
console.log(`${writePages()} pages`);
const { build } = await import("astro");
await build({ root: import.meta.dirname, logLevel: "warn" });
