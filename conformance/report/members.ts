/** The names of an object's members, and of those of the objects in it. */
export function* membersOf(value: unknown, depth = 0): Iterable<string> {
  if (typeof value !== "object" || value === null || depth > 16) return;
  if (!Array.isArray(value)) yield* Object.keys(value);
  for (const member of Object.values(value)) yield* membersOf(member, depth + 1);
}
