/** From the largest unit; a duration is told in the first of which it has two or more. */
const UNITS = [
  ["days", 86_400_000],
  ["h", 3_600_000],
  ["min", 60_000],
  ["s", 1000],
  ["ms", 1],
] as const;

/** A duration in milliseconds, as people say it: `15 min`. */
export function spoken(milliseconds: number): string {
  const [unit, size] = UNITS.find(([, each]) => Math.abs(milliseconds) >= 2 * each) ?? ["ms", 1];
  const value = milliseconds / size;
  return `${Math.abs(value) < 10 && unit !== "ms" ? Math.round(value * 10) / 10 : Math.round(value)} ${unit}`;
}
