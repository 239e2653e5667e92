import { execFileSync } from "node:child_process";
import { globSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "../../..");

/** Packs the packages, and installs the suite's in a folder, as its users have it; returns its program. */
export function installSuite(folder: string): string {
  const npm = (...args: string[]) => execFileSync("npm", args, { cwd: root, stdio: ["ignore", "ignore", "inherit"] });
  npm("run", "--silent", "pack");
  const tarballs = globSync("dist/authmark-{protocols-,}[0-9]*.tgz", { cwd: root }).map((file) => join(root, file));
  npm("install", "--prefix", folder, "--no-audit", "--no-fund", "--prefer-offline", ...tarballs);
  return join(folder, "node_modules/authmark/main.js");
}
