import { execFileSync } from "node:child_process";
import {
  copyFileSync,
  cpSync,
  existsSync,
  globSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { DATA, folderOf, type Manifest, packedManifest, packedReadme } from "./manifest.ts";

/**
 * `npm run pack`: makes dist/ hold the packages of this repository, each as a folder and as a tarball. They are
 * JavaScript with declarations, since Node strips no types in node_modules.
 */
const root = join(import.meta.dirname, "../..");
const dist = join(root, "dist");
/** What others make there: the site, and what goes into images. */
const OTHERS = ["docs", "images"];
const run = (command: string, ...args: string[]) =>
  execFileSync(command, args, { cwd: root, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });

for (const name of existsSync(dist) ? readdirSync(dist) : []) {
  if (!OTHERS.includes(name)) rmSync(join(dist, name), { recursive: true });
}
compile();
const { workspaces } = readJson<{ workspaces: string[] }>(join(root, "package.json"));
const packages = workspaces.map(assemble);
const tarballs: { filename: string; size: number; entryCount: number }[] = JSON.parse(
  run("npm", "pack", "--json", "--pack-destination", dist, ...packages),
);
for (const { filename, size, entryCount } of tarballs) {
  console.log(`dist/${filename}  ${Math.ceil(size / 1_000)} kB, ${entryCount} files`);
}

/** Compiles all workspaces at once, so that each sees the others' types. */
function compile(): void {
  try {
    run("tsc", "--project", join(root, ".config/tsconfig.pack.json"));
  } catch (error) {
    console.error((error as { stdout?: string }).stdout ?? "");
    throw error;
  }
}

/** Puts what was compiled of a workspace, and what goes with it, into the folder of its package; returns the folder. */
function assemble(workspace: string): string {
  const source = join(root, workspace);
  const manifest = readJson<Manifest>(join(source, "package.json"));
  const folder = join(dist, folderOf(manifest));
  if (folderOf(manifest) !== workspace) renameSync(join(dist, workspace), folder);
  for (const file of dataOf(source)) cpSync(join(source, file), join(folder, file));
  writeFileSync(join(folder, "package.json"), `${JSON.stringify(packedManifest(manifest), null, 2)}\n`);
  writeFileSync(join(folder, "README.md"), packedReadme(manifest));
  copyFileSync(join(root, "LICENSE"), join(folder, "LICENSE"));
  return folder;
}

function dataOf(source: string): string[] {
  return globSync(DATA, {
    cwd: source,
    exclude: ["package.json", "**/node_modules", "self-test", "testing", "targets/examples"],
  });
}

function readJson<T>(file: string): T {
  return JSON.parse(readFileSync(file, "utf8"));
}
