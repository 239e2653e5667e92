/** Each of these gives away so much of a token that the rest could be tried. */
const LONGEST_SHARED = 12;

/** Runs of a token's characters as they are, backwards and in other case. */
function runs(token: string): string[] {
  const backwards = token.split("").reverse().join("");
  return [token, backwards, token.toUpperCase(), token.toLowerCase()].flatMap((text) =>
    Array.from({ length: text.length - LONGEST_SHARED + 1 }, (_, at) => text.slice(at, at + LONGEST_SHARED)),
  );
}

/** What a text gives away of tokens. */
export function sharedRuns(text: string, tokens: readonly string[]): string[] {
  const telling = new Set([...new Set(tokens)].flatMap(runs));
  const shared: string[] = [];
  for (let at = 0; at < text.length; at++) {
    const run = text.slice(at, at + LONGEST_SHARED);
    if (telling.has(run)) shared.push(run);
  }
  return shared;
}

/** The ways in which a secret could have been written down. */
function writings(secret: string): string[] {
  const json = JSON.stringify(secret).slice(1, -1);
  return [secret, json, encodeURIComponent(secret), Buffer.from(secret).toString("base64").replace(/=+$/, "")];
}

/** What so many secrets are looked for by: thousands of them, each in megabytes, would take minutes one by one. */
export const BEGINNING = 10;

/** The secrets that stand in a text, in one of the ways in which they could have been written down. */
export function leaks(text: string, secrets: readonly string[]): string[] {
  const byBeginning = new Map<string, [writing: string, secret: string][]>();
  for (const secret of secrets)
    for (const writing of new Set(writings(secret))) {
      const beginning = writing.slice(0, BEGINNING);
      byBeginning.set(beginning, [...(byBeginning.get(beginning) ?? []), [writing, secret]]);
    }
  const leaked = new Set<string>();
  for (let at = 0; at < text.length; at++)
    for (const [writing, secret] of byBeginning.get(text.slice(at, at + BEGINNING)) ?? [])
      if (text.startsWith(writing, at)) leaked.add(secret);
  return [...leaked];
}
