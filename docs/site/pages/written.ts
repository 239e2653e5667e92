import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { drawn } from "./diagrams/diagrams.ts";
import { holdExcerpts } from "./excerpts.ts";
import { guideEnd } from "./guide-end.ts";
import { withMentions } from "./mentions.ts";
import { href, type Page, slug } from "./page.ts";
import { documentPath } from "./reference-paths.ts";

export const ROOT = join(import.meta.dirname, "../../..");

/** The pages that people write, and every file of the repository that they link to. */
export function writtenPages(files: readonly string[]): Page[] {
  const pages = new Map<string, Page>();
  const waiting = [...files];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (pages.has(file)) continue;
    const { page, linked } = file.endsWith(".md") ? prose(file) : { page: source(file), linked: [] };
    pages.set(file, page);
    waiting.push(...linked);
  }
  return [...pages.values()];
}

/** Where the page of a file is: prose by its name under docs/, everything else under `source/`. */
export function pathOf(file: string): string {
  const document = documentPath(file);
  if (document) return document;
  if (!file.endsWith(".md")) return `source/${file.split("/").map(slug).join("/")}`;
  const name = file
    .replace(/^docs\//, "")
    .replace(/(^|\/)README\.md$/, "")
    .replace(/\.md$/, "");
  return name.split("/").map(slug).join("/");
}

function prose(file: string): { page: Page; linked: string[] } {
  const text = readFileSync(join(ROOT, file), "utf8");
  const [, title = file, rest = ""] = /^# (.*)\n([\s\S]*)$/.exec(text) ?? [];
  holdExcerpts(file, text, (path) => readFileSync(join(ROOT, path), "utf8"));
  const linked: string[] = [];
  const body = outsideOfCode(rest, (part) =>
    withMentions(file, part).replaceAll(
      /\]\((?!https?:|#|mailto:|\/)([^)#\s]+)(?:#([^)\s]*))?\)/g,
      (_, target: string, anchor?: string) => {
        const to = relative(ROOT, join(ROOT, dirname(file), target));
        if (!existsSync(join(ROOT, to))) throw new Error(`${file}: there is no ${to} to link to.`);
        const path = statSync(join(ROOT, to)).isDirectory() ? pathOf(`${to}/README.md`) : pathOf(to);
        if (!documentPath(to)) linked.push(statSync(join(ROOT, to)).isDirectory() ? `${to}/README.md` : to);
        return `](${href(path, anchor)})`;
      },
    ),
  );
  const description = plain(rest.trim().split(/\n\s*\n/)[0] ?? "");
  return { page: { path: pathOf(file), title: plain(title), description, body: drawn(body) + guideEnd(file) }, linked };
}

/** A file of the repository as a page, whole. */
function source(file: string): Page {
  const text = readFileSync(join(ROOT, file), "utf8");
  const language = file.endsWith(".ts") ? "ts" : file.endsWith(".json") ? "json" : file.endsWith("ml") ? "yaml" : "txt";
  return {
    path: pathOf(file),
    title: file,
    description: `The file ${file} of the repository.`,
    body: `\`\`\`\`${language}\n${text.trimEnd()}\n\`\`\`\``,
    more: { tableOfContents: false, pagefind: false },
  };
}

/** Changes a text where it is no block of code. */
function outsideOfCode(text: string, change: (part: string) => string): string {
  return text
    .split(/^(```[\s\S]*?^```)$/m)
    .map((part, index) => (index % 2 === 0 ? change(part) : part))
    .join("");
}

const plain = (text: string) => text.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, "$1").replaceAll(/[`*]/g, "");
