/** An element of XML, with the text in it. */
export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Element[];
  text: string;
}

const TOKEN =
  /<\?xml version="1\.0" encoding="UTF-8"\?>\n|<\/([\w-]+)>|<([\w-]+)((?: [\w-]+="[^"<]*")*)(\/?)>|([^<]+)/y;
const REFERENCES: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"' };
/** All but what XML 1.0 calls Char. */
const NO_CHARACTER = /[^\t\n\r -\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;

/** Parses XML as strictly as a parser must, as far as a report uses it; throws for what is not well-formed. */
export function parseXml(text: string): Element {
  const top: Element = { name: "", attributes: {}, children: [], text: "" };
  const open = [top];
  if (NO_CHARACTER.test(text) || !text.isWellFormed()) throw new Error("There is a character that XML does not have.");
  for (TOKEN.lastIndex = 0; TOKEN.lastIndex < text.length; ) {
    const at = TOKEN.lastIndex;
    const token = TOKEN.exec(text);
    const parent = open.at(-1);
    if (!token || !parent) throw new Error(`Not well-formed at ${at}: ${text.slice(at, at + 40)}`);
    const [, end, start, attributes = "", empty, characters] = token;
    if (characters !== undefined) parent.text += unescaped(characters);
    if (end !== undefined && open.pop()?.name !== end) throw new Error(`</${end}> closes nothing.`);
    if (start === undefined) continue;
    const pairs = [...attributes.matchAll(/ ([\w-]+)="([^"]*)"/g)].map(([, name = "", value = ""]) => [
      name,
      unescaped(value),
    ]);
    const element: Element = { name: start, attributes: Object.fromEntries(pairs), children: [], text: "" };
    if (Object.keys(element.attributes).length !== pairs.length) throw new Error("An attribute is there twice.");
    parent.children.push(element);
    if (empty === "") open.push(element);
  }
  const [root, another] = top.children;
  if (open.length > 1 || !root || another || top.text.trim() !== "") throw new Error("There is not one root.");
  return root;
}

function unescaped(text: string): string {
  if (text.includes("]]>")) throw new Error("]]> stands outside of a section.");
  return text.replace(/&(?:(\w+)|#(\d+));|&/g, (reference, name, number) => {
    const character = name ? REFERENCES[name] : number && String.fromCodePoint(Number(number));
    if (!character) throw new Error(`${reference} is no reference.`);
    return character;
  });
}
