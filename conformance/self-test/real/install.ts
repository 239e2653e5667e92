import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { folderOf, type RealServer } from "./servers.ts";

const run = promisify(execFile);
const LONGEST_MS = 300_000;

/**
 * Installs a server where it is not there yet: by apt-get as root, or by npm into the cache.
 *
 * @param cache a folder for what npm installs
 * @returns the folder of the modules, or why the server cannot be installed here
 */
export async function install(server: RealServer, cache: string): Promise<{ modules: string } | { because: string }> {
  const modules = join(cache, server.name);
  if (await isThere(server, modules)) return { modules };
  const script = join(folderOf(server), "install.sh");
  if ("apt" in server.from && process.getuid?.() !== 0) {
    return { because: `the Debian package ${server.from.apt} is not there, and only root can install it: ${script}` };
  }
  try {
    await run("sh", [script, modules], { timeout: LONGEST_MS });
  } catch (error) {
    const { stderr = "", message } = error as Error & { stderr?: string };
    return { because: `${script} failed: ${lastLine(stderr) || message}` };
  }
  return (await isThere(server, modules)) ? { modules } : { because: `${script} left nothing that can be started` };
}

async function isThere({ from }: RealServer, modules: string): Promise<boolean> {
  try {
    if ("npm" in from) {
      const manifest = readFileSync(join(modules, "node_modules", from.npm, "package.json"), "utf8");
      return (JSON.parse(manifest) as { version: string }).version === from.version;
    }
    const { stdout } = await run("dpkg-query", ["--show", "--showformat", "$" + "{Status}", from.apt]);
    return stdout.endsWith(" installed");
  } catch {
    return false; // no such file, no such package, or no dpkg at all
  }
}

function lastLine(text: string): string {
  return text.trimEnd().split("\n").at(-1) ?? "";
}
