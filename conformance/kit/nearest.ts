/**
 * The candidates that a misspelt word most likely meant, the nearest first.
 *
 * @returns at most `most`; none where nothing is near
 */
export function nearest(word: string, candidates: readonly string[], most = 3): string[] {
  const close = candidates
    .map((candidate) => ({ candidate, distance: apart(word.toLowerCase(), candidate.toLowerCase()) }))
    .filter(({ candidate, distance }) => distance <= Math.max(2, Math.max(word.length, candidate.length) * FARTHEST))
    .toSorted((one, other) => one.distance - other.distance);
  // What is much nearer than the others needs no company.
  const [best] = close;
  return close
    .filter(({ distance }) => distance <= (best?.distance ?? 0) + 2)
    .slice(0, most)
    .map(({ candidate }) => candidate);
}

/** Who writes only a part of a name means that name. */
const SHORTEST_PART = 4;

function apart(word: string, candidate: string): number {
  const isPart = word.length >= SHORTEST_PART && candidate.includes(word);
  return isPart ? 1 : editDistance(word, candidate);
}

/** A sentence that asks for what was meant; empty where nothing is near. */
export function didYouMean(word: string, candidates: readonly string[]): string {
  const near = nearest(word, candidates);
  return near.length > 0 ? ` Did you mean ${near.join(" or ")}?` : "";
}

/** The share of a word's letters that may be wrong. */
const FARTHEST = 0.34;

/** How many letters have to be inserted, left out or replaced to turn one text into the other (Levenshtein). */
function editDistance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (const [index, letter] of Array.from(one).entries()) {
    const next = [index + 1];
    for (let at = 1; at <= other.length; at++) {
      const replaced = (row[at - 1] ?? 0) + (letter === other[at - 1] ? 0 : 1);
      next[at] = Math.min(replaced, (row[at] ?? 0) + 1, (next[at - 1] ?? 0) + 1);
    }
    row = next;
  }
  return row[other.length] ?? 0;
}
