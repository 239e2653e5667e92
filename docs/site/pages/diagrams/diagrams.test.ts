import { describe, expect, it } from "vitest";
import { drawn } from "./diagrams.ts";
import { placesOf, widthOf } from "./layout.ts";
import { parseDiagram } from "./parse.ts";

const HEAD = "sequenceDiagram\n  participant A as Client\n  participant B as Server\n";
const block = (lines: string) => `before\n\n\`\`\`mermaid\n${HEAD}${lines}\n\`\`\`\n\nafter\n`;

describe("a sequence diagram", () => {
  it("is drawn in place, with the same in words", () => {
    const page = drawn(block("  A->>B: POST /login<br/>name & password\n  B-->>A: <token>\n  A->>A: keeps it"));
    expect(page).toMatch(/^before\n\n<figure class="sequence">.*<\/figure>\n\nafter\n$/);
    expect(page).toContain("<li>Client to Server: POST /login name &amp; password</li>");
    expect(page).toContain(">&lt;token&gt;</text>");
  });

  it("is one line of HTML, so that Markdown does not read it", () => {
    const figure = drawn(
      block("  loop always\n    A->>B: ping\n  end\n  alt good\n    B-->>A: yes\n  else bad\n    B-->>A: no\n  end"),
    );
    expect(figure.split("\n").filter((line) => line.includes("<svg"))).toHaveLength(1);
    expect(figure.match(/class="frame"/g)).toHaveLength(2);
  });

  it("gives each message the room that it needs", () => {
    const text = "a message that is a good deal longer than its neighbours are";
    const { x, width } = placesOf(parseDiagram(`${HEAD}  A->>B: ${text}`));
    expect((x.get("B") ?? 0) - (x.get("A") ?? 0)).toBeGreaterThan(widthOf(text));
    expect(width).toBeGreaterThan(x.get("B") ?? 0);
  });

  it.each([
    ["graph TD", "graph TD: only a sequenceDiagram is drawn."],
    [`${HEAD}  A->>C: hello`, "A->>C: hello: there is no participant C."],
    [`${HEAD}  A => B`, "A => B: no line of a sequence diagram that is drawn here."],
  ])("that cannot be drawn is an error that says why: %s", (text, message) => {
    expect(() => parseDiagram(text)).toThrow(message);
  });
});
