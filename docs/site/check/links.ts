import { existsSync } from "node:fs";
import { join } from "node:path";
import { SITE } from "./site.ts";

/** What is wrong with the links of built pages: pages and anchors that there are not, and files from other origins. */
export function deadLinks(pages: ReadonlyMap<string, string>): string[] {
  const anchors = new Map([...pages].map(([path, html]) => [path, new Set(found(html, /\sid="([^"]+)"/g))]));
  return [...pages].flatMap(([from, html]) => {
    const links = new Set(found(html, /<a\s[^>]*?href="([^"]*)"/g));
    const loaded = found(html, /<(?:link|script|img|iframe|source)\s[^>]*?(?:href|src)="([^"]*)"/g);
    return [
      ...[...links].flatMap((link) => problemOf(link, from, anchors)),
      ...loaded.filter((address) => !isThere(address)).map((address) => `${from} loads ${address}`),
    ];
  });
}

function problemOf(link: string, from: string, anchors: ReadonlyMap<string, ReadonlySet<string>>): string[] {
  const url = new URL(link.replaceAll("&amp;", "&"), `http://site${from}`);
  if (url.host !== "site") return [];
  const ids = anchors.get(decodeURIComponent(url.pathname));
  const anchor = decodeURIComponent(url.hash.slice(1));
  if (ids === undefined)
    return existsSync(join(SITE, url.pathname, ".")) && url.pathname.includes(".") ? [] : [`${from} links to ${link}`];
  return anchor === "" || anchor === "_top" || ids.has(anchor)
    ? []
    : [`${from} links to ${link}, and there is no such anchor`];
}

const isThere = (address: string) =>
  address.startsWith("data:") || (/^\/[^/]/.test(address) && existsSync(join(SITE, address)));

const found = (html: string, pattern: RegExp) => [...html.matchAll(pattern)].map(([, value = ""]) => value);
