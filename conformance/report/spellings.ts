type Spelling = (value: string) => string;

/** Every way in which a value may be written in an exchange; the values of real servers' encoders, a row each. */
export function spellings(value: string): Set<string> {
  const written = [value, ...parts(value)].flatMap((text) => SPELLINGS.map((spell) => spell(text)));
  return new Set([...written, ...base64Forms(value)]);
}

const NOTHING = /(?!)/;
const NOT_ASCII = /[^\0-\x7f]/;

const SPELLINGS: readonly Spelling[] = [
  (value) => value,
  json(NOTHING),
  // A text that holds JSON, in JSON.
  (value) => json(NOTHING)(json(NOTHING)(value)),
  // Python and Ruby; PHP; Go; .NET.
  json(NOT_ASCII),
  (value) => json(NOT_ASCII)(value).replaceAll("/", "\\/"),
  json(/[<>&\u2028\u2029]/),
  (value) => json(/["&'+<>`]|[^\0-\x7f]/, (digits) => digits.toUpperCase())(value),
  percent,
  (value) => percent(value).replace(/%../g, (escaped) => escaped.toLowerCase()),
  // By RFC 3986, and in the query of a URL.
  (value) => percent(value).replace(/[!'()*]/g, (character) => `%${hex(character).toUpperCase()}`),
  (value) => percent(value).replaceAll("'", "%27"),
  (value) => new URLSearchParams([["", value]]).toString().slice(1),
  (value) => value.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character),
];

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** Escapes as JSON must, and what an encoder escapes beside that. */
function json(beside: RegExp, digits: (hex: string) => string = (hex) => hex): Spelling {
  const unit = (character: string) => `\\u${digits(hex(character).padStart(4, "0"))}`;
  const escaped = (character: string) =>
    beside.test(character) ? character.split("").map(unit).join("") : JSON.stringify(character).slice(1, -1);
  // No encoder escapes letters and digits, which is what most secrets are made of.
  return (value) => value.replace(/[^A-Za-z0-9]/gu, escaped);
}

function hex(character: string): string {
  return character.charCodeAt(0).toString(16);
}

function percent(value: string): string {
  return encodeURIComponent(value.toWellFormed());
}

/** In base64, alone or wherever in a longer text: what is shared with a neighbour is left out. */
function base64Forms(value: string): string[] {
  const bytes = Buffer.from(value, "utf8");
  const within = [0, 1, 2].map((before) => {
    const text = Buffer.concat([Buffer.alloc(before), bytes]).toString("base64");
    return text.slice(Math.ceil((before * 8) / 6), Math.floor(((before + bytes.length) * 8) / 6));
  });
  const whole = bytes.toString("base64");
  const forms = [whole, whole.replace(/=+$/, ""), ...within];
  return [...forms, ...forms.map((form) => form.replaceAll("+", "-").replaceAll("/", "_"))];
}

/** Shorter parts of a JWT are no more than its algorithm. */
const SHORTEST_PART = 17;

/** What stands between the dots of a JWT or of a signed token, which a server may show or take without its signature. */
function parts(value: string): string[] {
  if (!/^[\w+/=-]+(\.[\w+/=-]*){1,4}$/.test(value)) return [];
  return value.split(".").filter((part) => part.length >= SHORTEST_PART);
}
