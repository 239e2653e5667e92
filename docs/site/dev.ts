import { spawnSync } from "node:child_process";
import { watch } from "node:fs";
import { join } from "node:path";
import { writePages } from "./write-pages.ts";

/** `npm run docs:dev`: serves the site, and writes its pages anew when a file of docs/ changes. */
process.env["ASTRO_TELEMETRY_DISABLED"] = "1";
writePages();
const { dev } = await import("astro");
await dev({ root: import.meta.dirname });

// In a process of its own, since what makes the pages may be what has changed.
let waiting: NodeJS.Timeout | undefined;
for (const folder of [join(import.meta.dirname, ".."), join(import.meta.dirname, "pages")]) {
  watch(folder, { recursive: folder.endsWith("pages") }, () => {
    clearTimeout(waiting);
    waiting = setTimeout(writeAnew, 200);
  });
}

function writeAnew(): void {
  const script = `import("${new URL("write-pages.ts", import.meta.url)}").then(({ writePages }) => writePages())`;
  spawnSync(process.execPath, ["--eval", script], { stdio: "inherit" });
}
