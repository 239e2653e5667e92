import { inHtml } from "../page.ts";
import { linesOf, placesOf, widthOf } from "./layout.ts";
import type { Diagram, Line } from "./parse.ts";

const ROW = 17;
const HEAD = 44;

/** A sequence diagram as inline SVG, whose colours are the page's, light or dark. */
export function draw(diagram: Diagram): string {
  const { x, width } = placesOf(diagram);
  const at = (name: string) => x.get(name) ?? 0;
  const parts: string[] = [];
  const frames: { top: number; inset: number }[] = [];
  let y = HEAD + 12;
  const rows: { readonly [K in Line["kind"]]: (line: Extract<Line, { kind: K }>) => void } = {
    message({ from, to, text, reply }) {
      y += linesOf(text).length * ROW + 8;
      parts.push(from === to ? toItself(at(from), y, text) : arrow(at(from), at(to), y, text, reply));
      y += from === to ? 20 : 6;
    },
    note({ over, text }) {
      const ends = over.map(at);
      const wide = Math.max(widthOf(text) + 20, Math.max(...ends) - Math.min(...ends) + 40);
      const middle = (Math.max(...ends) + Math.min(...ends)) / 2;
      const high = linesOf(text).length * ROW + 10;
      y += 10;
      parts.push(box("note", middle - wide / 2, y, wide, high), words(text, middle, y + ROW, "middle", "on-box"));
      y += high + 2;
    },
    begin({ word, text }) {
      y += 12;
      frames.push({ top: y, inset: frames.length * 6 });
      parts.push(words(`${word}: ${text}`, 10 + (frames.length - 1) * 6, y + 16, "start", "label"));
      y += 20;
    },
    else({ text }) {
      y += 12;
      parts.push(`<path class="split" d="M${frames.at(-1)?.inset ?? 0} ${y}H${width - (frames.at(-1)?.inset ?? 0)}"/>`);
      parts.push(words(`else: ${text}`, 10 + (frames.at(-1)?.inset ?? 0), y + 16, "start", "label"));
      y += 20;
    },
    end() {
      const { top, inset } = frames.pop() ?? { top: y, inset: 0 };
      y += 12;
      parts.push(box("frame", 1 + inset, top, width - 2 - 2 * inset, y - top));
    },
  };
  for (const line of diagram.lines) (rows[line.kind] as (line: Line) => void)(line);
  const lifelines = [...x.values()].map((place) => `<path class="life" d="M${place} ${HEAD - 8}V${y + 14}"/>`);
  const heads = [...diagram.actors].map(([short, name]) => {
    const half = widthOf(name) / 2 + 12;
    return box("actor", at(short) - half, 4, half * 2, 32) + words(name, at(short), 25, "middle", "on-box name");
  });
  const [w, h] = [Math.ceil(width), Math.ceil(y + 16)];
  return `<svg viewBox="0 0 ${w} ${h}" width="${w}" height="${h}" aria-hidden="true">${[...lifelines, ...heads, ...parts].join("")}</svg>`;
}

function arrow(from: number, to: number, y: number, text: string, reply: boolean): string {
  const back = to < from ? 7 : -7;
  const line = `<path class="line${reply ? " reply" : ""}" d="M${from} ${y}H${to}"/>`;
  const tip = `<path class="tip" d="M${to} ${y}l${back} -4v8z"/>`;
  return line + tip + words(text, (from + to) / 2, y - 6 - (linesOf(text).length - 1) * ROW, "middle");
}

function toItself(x: number, y: number, text: string): string {
  const line = `<path class="line" d="M${x} ${y}h18v12h-12"/><path class="tip" d="M${x + 1} ${y + 12}l7 -4v8z"/>`;
  return line + words(text, x + 26, y + 4 - (linesOf(text).length - 1) * ROW, "start");
}

const box = (kind: string, x: number, y: number, width: number, height: number) =>
  `<rect class="${kind}" x="${x}" y="${y}" width="${width}" height="${height}" rx="4"/>`;

function words(text: string, x: number, y: number, anchor: string, kind = "text"): string {
  return linesOf(text)
    .map(
      (line, row) =>
        `<text class="${kind}" x="${x}" y="${y + row * ROW}" text-anchor="${anchor}">${inHtml(line)}</text>`,
    )
    .join("");
}
