import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { allPages } from "./pages/all.ts";
import { fileOf } from "./pages/page.ts";

const folder = join(import.meta.dirname, "src/content/docs");

/**
 * Writes every page as Markdown to where Astro looks for it, touches none that is as it was, and removes what is no page
 * any more. Nothing there is ever committed.
 * @returns how many pages there are
 * @throws Error where two pages have one address, a link leads nowhere, or an excerpt is not in its file any more
 */
export function writePages(): number {
  mkdirSync(folder, { recursive: true });
  const pages = allPages();
  const files = new Map(pages.map((page) => [`${page.path === "" ? "index" : page.path}.md`, fileOf(page)]));
  if (files.size < pages.length) {
    const twice = pages.find(({ path }, index) => pages.findIndex((other) => other.path === path) !== index);
    throw new Error(`Two pages are at /${twice?.path}/.`);
  }
  for (const [name, text] of files) {
    const file = join(folder, name);
    if (existsSync(file) && readFileSync(file, "utf8") === text) continue;
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
    if (name.endsWith(".md") && !files.has(name)) rmSync(join(folder, name));
  }
  return pages.length;
}
