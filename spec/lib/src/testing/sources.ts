/** The beginning of a source for `compileSources`. */
export const IMPORTS = `import "../main.tsp"; import "@typespec/http";`;
export const USINGS = "using Authmark; using TypeSpec.Http;";
export const HEAD = `${IMPORTS} ${USINGS}`;

/** One good statement, with some of its members replaced. */
export function statement(members: Record<string, string | undefined> = {}): string {
  const all = {
    level: "Level.must",
    actor: "Actor.server",
    source: `#{ document: "RFC 6750", section: "2.1" }`,
    text: `"A server MUST answer."`,
    ...members,
  };
  const rows = Object.entries(all).filter(([, value]) => value !== undefined);
  return `#{ ${rows.map(([name, value]) => `${name}: ${value}`).join(", ")} }`;
}
