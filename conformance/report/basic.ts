import type { Redact } from "./redact.ts";

const BASIC = /\b(Basic +)([A-Za-z0-9+/_-]{4,}={0,2})/gi;

/**
 * Shows what credentials in HTTP Basic hold, each half redacted: base64 hides nothing, and in it a secret has no place
 * of its own that could be replaced. What holds no credentials is left as it is.
 *
 * @param redactName for the name in front, which is whole: a secret may begin like it
 */
export function showBasic(text: string, redact: Redact, redactName: Redact): string {
  return text.replace(BASIC, (field, scheme: string, encoded: string) => {
    const decoded = decode(encoded);
    const colon = decoded?.indexOf(":") ?? -1;
    if (decoded === undefined || colon < 0) return field;
    return `${scheme}base64(${redactName(decoded.slice(0, colon))}:${redact(decoded.slice(colon + 1))})`;
  });
}

/** What is shown in place of credentials, so far as it can be sent again: with the scheme as it is usual. */
export function shownBasic(value: string): string | undefined {
  return /^Basic base64\((.*)\)$/s.exec(value)?.[1];
}

/** The text that a base64 stands for, if it is one. */
function decode(encoded: string): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(Buffer.from(encoded, "base64"));
  } catch {
    return undefined;
  }
}
