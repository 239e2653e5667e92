/**
 * Makes a target's text harmless where it is shown: control characters, also those that reorder text, become visible
 * escapes, and what a CI runner would take for a command is broken up. Line breaks stay.
 */
export function inert(text: string): string {
  return text
    .replace(/\r\n?/g, "\n")
    .replace(CONTROLS, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`)
    .replace(/##(\w*)\[/g, "## $1[")
    .replace(/^([^\S\n]*)::/gm, "$1: :");
}

/** The same for JSON, where nothing is lost: what is not harmless becomes an escape of JSON's own. */
export function inertJson(json: string): string {
  return json
    .replace(CONTROLS, (character) =>
      character
        .split("")
        .map((unit) => `\\u${hex(unit)}`)
        .join(""),
    )
    .replace(/##(?=\w*\[)/g, "#\\u0023");
}

function hex(unit: string): string {
  return unit.charCodeAt(0).toString(16).padStart(4, "0");
}

const CONTROLS =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this is about
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\u00ad\u180e\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;
