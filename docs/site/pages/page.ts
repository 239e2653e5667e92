/** A page of the site, before it is Markdown in a file. */
export interface Page {
  /** Where it is, without slashes at its ends: `requirements/hmail`; the empty string is the start page. */
  readonly path: string;
  readonly title: string;
  /** One sentence, for search engines and previews. */
  readonly description: string;
  /** Markdown, without the title. */
  readonly body: string;
  /** What else stands in the page's frontmatter. */
  readonly more?: Readonly<Record<string, unknown>>;
}

/** The address of a page on the site. */
export const href = (path: string, anchor = ""): string => `/${path}${path === "" ? "" : "/"}${anchor && `#${anchor}`}`;

export { slug } from "../../../conformance/report/docs-pages.ts";

/** Text as Markdown that reads the same, also in a table. */
export const escaped = (text: string): string =>
  text.replaceAll(/[\\`*_{}[\]<>#|~:]/g, (sign) => (sign === "<" ? "&lt;" : `\\${sign}`)).replaceAll(/\s*\n\s*/g, " ");

/** Text inside of HTML. */
export const inHtml = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

export const code = (text: string): string => `<code>${inHtml(text)}</code>`;
export const link = (text: string, path: string, anchor = ""): string =>
  `<a href="${href(path, anchor)}">${inHtml(text)}</a>`;

/** A number with its noun, in the plural where it needs one. */
export const count = (number: number, noun: string): string =>
  `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;

/** The page as the file that the site is built of. */
export function fileOf({ title, description, body, more }: Page): string {
  const matter = { title, description, ...more };
  const lines = Object.entries(matter).map(([key, value]) => `${key}: ${JSON.stringify(value)}`);
  return `---\n${lines.join("\n")}\n---\n\n${body}\n`;
}
