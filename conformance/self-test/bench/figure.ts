/** What a figure should come to: an upper or a lower bound, itself allowed. */
export type Aim = { readonly atMost: number } | { readonly atLeast: number };

/** One thing that was measured. */
export interface Figure {
  readonly what: string;
  readonly unit: string;
  /** What each run gave; the figure is their median. */
  readonly runs: readonly number[];
  readonly aim: Aim;
  /** What it was made from, for people. */
  readonly from: string;
}

/** A figure as it is written down for programs. */
export interface Judged extends Figure {
  readonly value: number;
  readonly met: boolean;
}

/** Takes the median of a figure's runs, and says whether the aim is met. */
export function judged(figure: Figure): Judged {
  const { aim } = figure;
  const value = median(figure.runs);
  return { ...figure, value, met: "atMost" in aim ? value <= aim.atMost : value >= aim.atLeast };
}

/**
 * The middle of some numbers, or the mean of the two in the middle.
 *
 * @throws RangeError where there are none
 */
export function median(numbers: readonly number[]): number {
  if (numbers.length === 0) throw new RangeError("There is no median of no numbers.");
  const sorted = numbers.toSorted((one, other) => one - other);
  const [lower = 0, upper = lower] = sorted.slice(
    Math.ceil(numbers.length / 2) - 1,
    Math.floor(numbers.length / 2) + 1,
  );
  return (lower + upper) / 2;
}

/** Renders figures as a table, a line each. */
export function renderTable(figures: readonly Judged[]): string {
  const rows = [
    ["", "measured", "aim", "met", "from"],
    ...figures.map(({ what, value, unit, aim, met, runs, from }) => [
      what,
      `${rounded(value)} ${unit}`,
      "atMost" in aim ? `≤ ${aim.atMost}` : `≥ ${aim.atLeast}`,
      met ? "yes" : "no",
      `${from}; median of ${runs.length}, ${rounded(Math.min(...runs))} to ${rounded(Math.max(...runs))}`,
    ]),
  ];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

/** With three digits that say something, and whole from a hundred on. */
export function rounded(value: number): string {
  return value >= 100 ? value.toFixed(0) : String(Number(value.toPrecision(3)));
}
