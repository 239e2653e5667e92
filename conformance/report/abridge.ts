/** A text up to a length, and how much more there was, with what of it is not there any more. */
export function abridge(text: string, longest: number, unkept = 0): string {
  const more = text.length - longest + unkept;
  return more > 0 ? `${text.slice(0, longest)}… (${more} characters more)` : text;
}
