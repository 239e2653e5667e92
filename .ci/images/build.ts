import { execFileSync, spawnSync } from "node:child_process";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { assemble } from "./assemble.ts";

const root = join(import.meta.dirname, "../..");
/** The images, and where each is described. */
const DOCKERFILES = {
  authmark: "conformance/Dockerfile",
  "authmark-reference": "reference-server/Dockerfile",
} as const;

export type ImageName = keyof typeof DOCKERFILES;

/**
 * Builds both images out of this repository.
 *
 * @param base the image that they stand on, with Node as `node` in its PATH; without it, the Dockerfiles' own
 * @param prefix what their names begin with, such as a registry's name with a slash
 * @returns the names of the images
 */
export function buildImages({ base, prefix = "" }: { base?: string | undefined; prefix?: string | undefined } = {}) {
  execFileSync("npm", ["run", "-s", "pack"], { cwd: root, stdio: ["ignore", "ignore", "inherit"] });
  assemble();
  const names = Object.keys(DOCKERFILES) as ImageName[];
  return Object.fromEntries(names.map((name) => [name, build(name, prefix + name, base)])) as Record<ImageName, string>;
}

/**
 * Looks whether a Docker answers, before minutes are spent on what it is to build.
 *
 * @throws Error that says what to do
 */
export function requireDocker(): void {
  const { error, status, stderr } = spawnSync("docker", ["info"], { encoding: "utf8", timeout: 20_000 });
  if (error === undefined && status === 0) return;
  const reason = error === undefined ? stderr.trim().split("\n").at(-1) : error.message;
  throw new Error(`No Docker answers (${reason}): apt-get install -y docker.io, start it, or name it in DOCKER_HOST.`);
}

function build(name: ImageName, tag: string, base: string | undefined): string {
  const args = ["--tag", tag, "--file", DOCKERFILES[name], ...(base ? ["--build-arg", `BASE=${base}`] : []), "."];
  execFileSync("docker", ["build", "--quiet", ...args], { cwd: root, stdio: ["ignore", "ignore", "inherit"] });
  return tag;
}

if (import.meta.main) {
  const options = { base: { type: "string" }, prefix: { type: "string" } } as const;
  try {
    requireDocker();
    for (const name of Object.values(buildImages(parseArgs({ options }).values))) console.log(name);
  } catch (error) {
    console.error(`npm run images: ${error instanceof Error ? error.message : error}`);
    process.exitCode = 1;
  }
}
