import { byRequirement, type Mutant } from "./kills.ts";
import { inHtml } from "./page.ts";

const CELL = 6;

/**
 * The kill matrix as a drawing: a row for each broken server, a column for each requirement, and a mark where a check
 * of that requirement notices that server; marks of the requirement that it breaks are in the accent's colour.
 */
export function matrix(mutants: readonly Mutant[], label: string): string {
  const columns = [
    ...new Set(mutants.flatMap(({ breaks, noticedBy = [] }) => [breaks, ...byRequirement(noticedBy).keys()])),
  ];
  const place = new Map(columns.map((id, index) => [id as string, index]));
  const marks = mutants.flatMap(({ breaks, noticedBy = [] }, row) =>
    [...byRequirement(noticedBy).keys()].map((id) => ({ own: id === breaks, at: cell(place.get(id) ?? 0, row) })),
  );
  const drawn = (own: boolean) =>
    marks
      .filter((mark) => mark.own === own)
      .map(({ at }) => at)
      .join("");
  const [width, height] = [columns.length * CELL, mutants.length * CELL];
  return [
    `<div class="matrix" tabindex="0" role="region" aria-label="${inHtml(label)}">`,
    `<svg viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${inHtml(label)}">`,
    `<path class="other" d="${drawn(false)}"/><path class="own" d="${drawn(true)}"/></svg></div>`,
  ].join("");
}

const cell = (column: number, row: number) => `M${column * CELL} ${row * CELL}h${CELL - 1}v${CELL - 1}h${1 - CELL}z`;
