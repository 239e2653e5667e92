import type { Requirement } from "../../../conformance/model/requirement.ts";
import { inHtml } from "./page.ts";

/** Where the documents are that sentences are taken from; those of the protocols themselves have no address. */
const ADDRESSES: readonly (readonly [RegExp, (found: RegExpExecArray) => string])[] = [
  [/^RFC 6265bis$/, () => "https://datatracker.ietf.org/doc/draft-ietf-httpbis-rfc6265bis/"],
  [/^RFC (\d+)$/, ([, number]) => `https://www.rfc-editor.org/rfc/rfc${number}.html`],
  [/^CWE-(\d+)$/, ([, number]) => `https://cwe.mitre.org/data/definitions/${number}.html`],
  [/^Fetch Standard$/, () => "https://fetch.spec.whatwg.org/"],
];

/** A document and the place in it, as a link where the document has an address. */
export function sourceLink({ document, section }: Requirement["source"]): string {
  for (const [pattern, addressOf] of ADDRESSES) {
    const found = pattern.exec(document);
    if (!found) continue;
    const isNumbered = document.startsWith("RFC ") && /^[\dA-Z](\.\d+)*$|^\d+(\.\d+)*$/.test(section);
    const anchor = isNumbered && document !== "RFC 6265bis" ? `#section-${section}` : "";
    return `<a href="${addressOf(found)}${anchor}">${inHtml(document)}</a>, ${inHtml(section)}`;
  }
  return `${inHtml(document)}, ${inHtml(section)}`;
}
