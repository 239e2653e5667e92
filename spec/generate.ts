import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { generate } from "./lib/src/generate.ts";

/** Compiles spec/ and, if that went well, makes generated/ hold what came out, and its own manifest. */
const generated = join(import.meta.dirname, "..", "generated");
const output = mkdtempSync(join(tmpdir(), "authmark-generate-"));
try {
  const problems = await generate(output);
  for (const problem of problems) console.error(problem);
  if (problems.length > 0) {
    console.error("generated/ was left as it was.");
    process.exitCode = 1;
  } else {
    // New files first, so that whoever reads generated/ meanwhile finds it whole.
    cpSync(output, generated, { recursive: true });
    const stale = readdirSync(generated, { recursive: true, encoding: "utf8" }).filter(
      (path) => path !== "package.json" && !existsSync(join(output, path)),
    );
    for (const path of stale) rmSync(join(generated, path), { recursive: true, force: true });
    console.log(`generated/ is written: ${readdirSync(output, { recursive: true }).length} files and folders.`);
  }
} finally {
  rmSync(output, { recursive: true, force: true });
}
