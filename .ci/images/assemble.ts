import { execFileSync } from "node:child_process";
import { cpSync, lstatSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join, relative } from "node:path";
import { folderOf, type Manifest } from "../packages/manifest.ts";

const root = join(import.meta.dirname, "../..");
/** What no program reads at run time: types, sources of what is there as JavaScript, and prose. Licences stay. */
const UNUSED = /\.(map|md|markdown|[cm]?tsx?|flow|tsbuildinfo)$/i;

/** The packages that images are made for. */
const PACKAGES = ["authmark", "@authmark/reference-server"];

/**
 * Lays out in dist/images what images are made of, after `npm run pack`: the packages as others install them, with
 * those of npm that they need, in the versions of the lock file.
 */
export function assemble(): void {
  const images = join(root, "dist/images");
  rmSync(images, { recursive: true, force: true });
  for (const name of PACKAGES) {
    for (const path of packagesOf(name)) {
      copy(sourceOf(path), join(images, name.replace(/^@.*\//, ""), placeOf(path)));
    }
  }
  // Images have no shell to make a folder with.
  mkdirSync(join(images, "data"));
}

/** The folders of a package and of all that it needs at run time, from the root of the repository. */
function packagesOf(name: string): string[] {
  const args = ["ls", "--omit=dev", "--omit=peer", "--all", "--parseable", "--workspace", name];
  const listed = execFileSync("npm", args, { cwd: root, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });
  const paths = listed.trim().split("\n");
  return [...new Set(paths.map((path) => relative(root, path)))].filter((path) => path !== "");
}

/** Where a folder goes in an image: what is installed for one workspace alone, into the package of that. */
function placeOf(path: string): string {
  const [, workspace, rest] = /^(.+?)\/(node_modules\/.+)$/.exec(path) ?? [];
  if (workspace === undefined || rest === undefined || path.startsWith("node_modules/")) return path;
  return join("node_modules", manifestOf(join(root, workspace)).name, rest);
}

/** Of a workspace, which is a link, what was packed; of others, what is installed. */
function sourceOf(path: string): string {
  const installed = join(root, path);
  return lstatSync(installed).isSymbolicLink() ? join(root, "dist", folderOf(manifestOf(installed))) : installed;
}

function manifestOf(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
}

function copy(from: string, to: string): void {
  cpSync(from, to, { recursive: true, dereference: true, filter: (path) => !UNUSED.test(path) });
}
