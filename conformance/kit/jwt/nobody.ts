const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** The most that fits in the integers of most databases, but one: no id counts up to there. */
const HIGHEST = 2_147_483_646;

/** An identifier that nobody has, of the kind of a given one: a number, digits, a UUID, an email address or a text. */
export function nobodyLike(identifier: unknown): string | number {
  if (typeof identifier === "number") return HIGHEST;
  const text = String(identifier);
  if (/^\d+$/.test(text)) return String(HIGHEST);
  if (UUID.test(text)) return "00000000-0000-4000-8000-000000000000";
  return text.includes("@") ? "nobody@authmark.invalid" : "authmark-nobody";
}
