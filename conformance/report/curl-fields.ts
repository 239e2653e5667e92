import type { Header } from "../model/exchange.ts";

/** Stands in the place of a value for a field that curl is not to add by itself. */
export const LEFT_OUT = "\0";

/**
 * The fields that a line gives to curl, those of one option in a row. What curl adds by itself is not among them where
 * it would be the same.
 */
export function fieldsOf(url: string, headers: readonly Header[]): Header[][] {
  const rows: Header[][] = [];
  const lengths = headers.filter(isNamed("content-length"));
  const hosts = headers.filter(isNamed("host"));
  // Only a request that is written out whole tells these; any other gets a Host on its way.
  const isWhole = headers.some(isNamed("connection")) || lengths.length > 0;
  if (isWhole && hosts.length === 0) rows.push([["Host", LEFT_OUT]]);
  for (const header of headers) {
    const [name, value] = header;
    if (isNamed("user-agent")(header)) continue;
    // A variable may hold more or less; curl counts.
    if (isNamed("content-length")(header) && lengths.length === 1 && /^\d+$/.test(value)) continue;
    if (isNamed("host")(header) && hosts.length === 1 && value === new URL(url).host) continue;
    const before = rows.at(-1);
    if (header !== hosts[0] && isNamed("host")(header) && before) before.push([name, value]);
    else rows.push([[name, value]]);
  }
  return rows;
}

function isNamed(name: string) {
  return ([field]: Header): boolean => field.toLowerCase() === name;
}
