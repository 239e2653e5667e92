/**
 * How surely the values of one sample tend to be larger than those of another: the standard score of Mann and Whitney's
 * rank test, with its correction for ties. Beyond 4, chance explains it once in 30,000 times; for equal samples it is 0.
 */
export function rankScore(one: readonly number[], other: readonly number[]): number {
  const all = [...one, ...other].toSorted((a, b) => a - b);
  const rankOf = (value: number) => (all.indexOf(value) + all.lastIndexOf(value)) / 2 + 1;
  const [n, m] = [one.length, other.length];
  const excess = one.reduce((sum, value) => sum + rankOf(value), 0) - (n * (n + m + 1)) / 2;
  const ties = [...new Set(all)].map((value) => all.lastIndexOf(value) - all.indexOf(value) + 1);
  const tied = ties.reduce((sum, times) => sum + times ** 3 - times, 0) / ((n + m) * (n + m - 1));
  const variance = ((n * m) / 12) * (n + m + 1 - tied);
  return variance > 0 ? excess / Math.sqrt(variance) : 0;
}

/** The value in the middle of a sample. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
