import { expect, test } from "vitest";
import { renderRequirements } from "./requirements.ts";

test("requirements are rows of a typed table, in their order, by their ids", () => {
  const requirement = {
    level: "MUST",
    actor: "server",
    source: { document: "RFC 6750", section: "2.1" },
    text: 'It MUST say "no".',
    protocol: "demo",
  } as const;
  const rendered = renderRequirements([
    { ...requirement, id: "demo.second" },
    { ...requirement, id: "demo.first", operation: "ask" },
  ]);
  const rows = rendered.split("\n").filter((line) => line.startsWith("  "));
  expect(rows[0]).toMatch(/^ {2}"demo.second": \{"id":"demo.second".*"text":"It MUST say \\"no\\"\.".*\},$/);
  expect(rows[1]).toMatch(/^ {2}"demo.first": \{"id":"demo.first".*"operation":"ask"\},$/);
  expect(rendered).toContain("export type RequirementId = keyof typeof requirements;");
});
