import type { ExchangeReport } from "../../model/report.ts";

/** A name that stands for a secret, such as `accessToken#2`, with what was done to it, where something was. */
export interface Mention {
  readonly label: string;
  readonly change?: string;
}

const LABEL = /[A-Za-z]\w*#\d+/g;
/** What a label goes on with where the suite changed the value behind it. */
const CHANGE =
  /^, (cut|with more around it|in other case|one character changed|reordered|changed|[\w -]{1,40}?)(?=["\s;,}\\]|$)/;

/** The labels in what was sent; those of the body behind those of the fields, since a body is the operation's own. */
export function sentLabels({ request }: ExchangeReport): Mention[] {
  const fields = request.kind === "http" ? request.headers.map(([, value]) => value) : [];
  return mentions([request.url, ...fields, request.body ?? ""]);
}

/** The labels in what came back. */
export function receivedLabels({ response }: ExchangeReport): Mention[] {
  if (!response) return [];
  const fields = response.kind === "http" ? response.headers.map(([, value]) => value) : (response.pushed ?? []);
  return mentions([...fields, response.body]);
}

function mentions(texts: readonly string[]): Mention[] {
  const found = texts.flatMap((text) =>
    Array.from(text.matchAll(LABEL), ({ index, 0: label }): Mention => {
      const change = CHANGE.exec(text.slice(index + label.length, index + label.length + 80))?.[1];
      return change === undefined ? { label } : { label, change };
    }),
  );
  return Array.from(new Map(found.map((mention) => [mention.label, mention])).values());
}
