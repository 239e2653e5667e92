import { inHtml } from "../page.ts";
import { draw } from "./draw.ts";
import { linesOf } from "./layout.ts";
import { type Diagram, parseDiagram } from "./parse.ts";

/** Markdown with its sequence diagrams drawn: Mermaid's blocks, which GitHub draws by itself, as figures. */
export function drawn(markdown: string): string {
  return markdown.replaceAll(/^```mermaid\n([\s\S]*?)^```$/gm, (_, text: string) => {
    const diagram = parseDiagram(text);
    return `<figure class="sequence"><div class="drawing" tabindex="0" role="region" aria-label="Sequence diagram">${draw(diagram)}</div>${inWords(diagram)}</figure>`;
  });
}

/** The same for who does not see it. */
function inWords({ actors, lines }: Diagram): string {
  const items = lines.flatMap((line) => {
    if (line.kind === "message") return [`${actors.get(line.from)} to ${actors.get(line.to)}: ${spoken(line.text)}`];
    if (line.kind === "note") return [spoken(line.text)];
    if (line.kind === "begin") return [`${line.word}: ${spoken(line.text)}`];
    return line.kind === "else" ? [`else: ${spoken(line.text)}`] : [];
  });
  return `<details><summary>In words</summary><ol>${items.map((item) => `<li>${inHtml(item)}</li>`).join("")}</ol></details>`;
}

const spoken = (text: string) => linesOf(text).join(" ");
