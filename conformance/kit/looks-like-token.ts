/** A path or a slug; by chance a token is none of these. */
const WORDS = /^[a-z/_-]+$/;
const FEWEST_DIFFERENT = 8;

/** Whether a text that nobody knows could be a token: it is long enough, varied, and no words. */
export function looksLikeToken(text: string, shortest = 0): boolean {
  return text.length >= shortest && !WORDS.test(text) && isVaried(text);
}

/** Whether a text has enough different characters. One that has is not read to its end: some bodies are of megabytes. */
function isVaried(text: string): boolean {
  const seen = new Set<number>();
  for (let at = 0; at < text.length && seen.size < FEWEST_DIFFERENT; at++) seen.add(text.charCodeAt(at));
  return seen.size >= FEWEST_DIFFERENT;
}
