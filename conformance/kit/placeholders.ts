/** A role in a template: a name in braces. To send braces as they are, put a blank behind the first: `{ token }`. */
export const PLACEHOLDER = /\{(\w+)\}/g;

/** The roles that stand anywhere in a template, or in several, each once. */
export function rolesIn(...templates: readonly unknown[]): string[] {
  const texts = JSON.stringify(templates);
  return [...new Set(Array.from(texts.matchAll(PLACEHOLDER), ([, role = ""]) => role))];
}
