import { stringify } from "yaml";
import { type ProtocolId, type Role, rolesOf } from "../model/requirement.ts";
import { isFor, KEYS } from "./target-file-keys.ts";
import { keyPaths, targetSchema } from "./target-schema.ts";
import { isRepeated } from "./wire-keys.ts";

/** What the file that `authmark init` writes is about. */
export interface Starter {
  readonly protocol: string;
  /** What the target is in it; without it, what is usual. */
  readonly role?: Role;
  readonly protocols: readonly string[];
  /** Some operations as the protocol spells them, to begin a wire of one's own with. */
  readonly wire: unknown;
}

/** A target file to begin with: the keys that every target needs, and all others as comments, each explained. */
export function starterFile({ protocol, protocols, wire, role = rolesOf(protocol)[0] }: Starter): string {
  const paths = keyPaths(targetSchema()).filter((path) => !isRepeated(path) && isFor(path, protocol, role));
  const examples: Readonly<Record<string, unknown>> = { protocol, role, wire };
  const isInLines = isFor(LINES_ALONE, protocol);
  const render = (path: string, indent: string): string[] => {
    const { says, begins, ...written } = row(path);
    const { inLines = written.example } = written;
    const usual = (isInLines ? inLines : written.example) ?? examples[path];
    const example = written.examples?.[protocol as ProtocolId] ?? usual;
    const inside = paths.filter((other) => other !== path && isInside(other, path));
    const choice = path === "protocol" ? [`One of ${protocols.join(", ")}.`] : [];
    const prose = [says, ...choice].map((text) => comment(text, indent)).join("\n");
    const key = path.split(".").at(-1) ?? "";
    if (begins && example === undefined) {
      const members = inside.filter((other) => parts(other) === parts(path) + 1);
      return [prose, `${indent}${key}:`, ...members.flatMap((member) => render(member, `${indent}  `))];
    }
    // What can only stand in place of another key, or beside one that does.
    if (example === undefined) return [path, ...inside].map((other) => keyLine(other, `${path.split(".")[0]}`, indent));
    const yaml = stringify({ [key]: example }, withoutOptionality, { lineWidth: 0 })
      .trimEnd()
      .split("\n");
    const setting = yaml.map((line) => (begins ? indent + line : `#${indent}${line}`));
    return [prose, ...inside.map((other) => keyLine(other, path, indent)), ...setting];
  };
  const top = paths.filter((path) => parts(path) === 1);
  return `${[HEAD, ...top.map((path) => render(path, "").join("\n"))].join("\n\n")}\n`;
}

/** What a success may be without is for the specification to say, and no key of a file. */
function withoutOptionality(name: unknown, value: unknown): unknown {
  return name === "mayLack" ? undefined : value;
}

/** A key that protocols in lines alone have. */
const LINES_ALONE = "tokensKeepAddress";

const HEAD = [
  "# A target of authmark: what is tested, and what has to be known of it. To test it: authmark test --target FILE",
  "#",
  `# \${VARIABLE} takes a value from the environment, so that no password stands here. Settings that are not needed are`,
  "# comments; take the # away in front of their lines. An editor checks this file, and shows what each key is for, with",
  "# - authmark schema target > authmark.schema.json",
  "# - and, as the first line here, # yaml-language-server: $schema=authmark.schema.json",
].join("\n");

function row(path: string) {
  const found = KEYS[path];
  if (!found) throw new Error(`targets/target-file-keys.ts has no row for ${path}.`);
  return found;
}

/** A key inside of another that is written in one piece. */
function keyLine(path: string, top: string, indent: string): string {
  const name = path.slice(top.length).replace(/^\[\]/, "").replace(/^\./, "").replaceAll("*", "NAME");
  return comment(`- ${name}: ${row(path).says}`, indent);
}

function isInside(path: string, outer: string): boolean {
  return path.startsWith(`${outer}.`) || path.startsWith(`${outer}[`);
}

function parts(path: string): number {
  return path.split(/\.|\[\]/).filter((part) => part !== "").length;
}

const WIDTH = 118;

/** A text as comment lines of some width. Behind their # is one blank, behind that of a setting none or several. */
function comment(text: string, indent: string): string {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(/(?<=\S) /)) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (indent.length + 2 + longer.length > WIDTH) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return [...lines, line].map((each) => `${indent}# ${each}`).join("\n");
}
