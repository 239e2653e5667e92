/** A text up to a length, and how much more there was. */
export function abridge(text: string, longest: number): string {
  const more = text.length - longest;
  return more > 0 ? `${text.slice(0, longest)}… (${more} characters more)` : text;
}
