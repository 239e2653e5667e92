import { execFileSync } from "node:child_process";
import { join } from "node:path";

/** Fails if generated/ is not what is committed: run it after `npm run generate`. */
const root = join(import.meta.dirname, "..");
const status = execFileSync("git", ["status", "--porcelain", "--untracked-files=all", "--", "generated"], {
  cwd: root,
  encoding: "utf8",
}).trimEnd();
if (status !== "") {
  console.error(
    `generated/ differs from what is committed:\n${status}\n` +
      "Remedy: run `npm run generate`, look at the difference, and commit it together with the change of spec/.",
  );
  process.exitCode = 1;
}
