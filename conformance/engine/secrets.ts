/** A value that must not leave the run, and the name that stands for it. */
export interface Secret {
  readonly value: string;
  readonly label: string;
  /** The secret that it holds whole, where the suite itself put something around it. */
  readonly holds?: string;
  /** It is too short to be looked for anywhere but where it is a whole value. */
  readonly alone?: true;
}

/** Gathers the secrets of a run as they are made and seen. */
export interface Secrets {
  /** Registers a value that is a secret; one that is derived from a registered one is named after it. */
  see(role: string, value: unknown): void;
  /** Registers a value that the suite made itself, if it made it from a secret: garbage is none. */
  seeDerived(value: unknown): void;
  /** Registers what the suite made of a value, by a way that cannot be seen from it: `accessToken#1, alg none`. */
  derive(from: string, value: string, how: string): void;
  /** What a value is named after: what the suite, or somebody else, made it from. Nothing for one that is its own. */
  originOf(value: unknown): string | undefined;
  all(): readonly Secret[];
}

/** Creates an empty register. Labels count per role: `accessToken#1`, `accessToken#2`. */
export function createSecrets(): Secrets {
  const known: Known = { labels: new Map(), labelsByLowerCase: new Map() };
  const kinds = new Map<string, Pick<Secret, "holds" | "alone">>();
  const counts = new Map<string, number>();
  const originals = new Map<string | undefined, string>();
  const isNew = (value: unknown): value is string =>
    typeof value === "string" && value !== "" && !known.labels.has(value);
  return {
    seeDerived(value) {
      if (!isNew(value)) return;
      const made = madeFrom(value, known);
      if (!made) return;
      enter(known, value, made.label);
      kinds.set(value, made);
    },
    see(role, value) {
      if (!isNew(value)) return;
      const derived = derivation(value, known);
      if (derived) {
        enter(known, value, derived.label);
        return;
      }
      const count = (counts.get(role) ?? 0) + 1;
      counts.set(role, count);
      originals.set(`${role}#${count}`, value);
      enter(known, value, `${role}#${count}`);
    },
    derive(from, value, how) {
      const label = known.labels.get(from);
      if (label !== undefined && isNew(value)) enter(known, value, `${label}, ${how}`);
    },
    originOf(value) {
      const [original, how] = known.labels.get(String(value))?.split(", ", 2) ?? [];
      return how === undefined ? undefined : originals.get(original);
    },
    all: () => Array.from(known.labels, ([value, label]) => ({ ...kinds.get(value), value, label })),
  };
}

interface Known {
  readonly labels: Map<string, string>;
  /** Of values that others can come from; the first of those that differ in case alone. */
  readonly labelsByLowerCase: Map<string, string>;
}

function enter({ labels, labelsByLowerCase }: Known, value: string, label: string): void {
  labels.set(value, label);
  const lowerCase = value.toLowerCase();
  if (value.length >= SHORTEST_ORIGINAL && !labelsByLowerCase.has(lowerCase)) labelsByLowerCase.set(lowerCase, label);
}

/** Shorter values have too much in common by chance. */
const SHORTEST_ORIGINAL = 8;

/** How a value came from a known one, if it did: `accessToken#2, one character changed`. */
function derivation(value: string, { labels, labelsByLowerCase }: Known): Omit<Secret, "value"> | undefined {
  const inOtherCase = labelsByLowerCase.get(value.toLowerCase());
  if (inOtherCase !== undefined) return { label: `${inOtherCase}, ${OTHER_CASE}` };
  for (const [original, label] of labels) {
    const name = original.length >= SHORTEST_ORIGINAL && relation(original, value);
    if (!name) continue;
    // What two JWTs begin with is the same, so that one holds what was cut off from another, and the other's header.
    if (name === MORE && (label.endsWith(`, ${CUT}`) || isHeaderOf(original, value))) continue;
    return { label: `${label}, ${name}`, ...(name === MORE && { holds: original }) };
  }
  return undefined;
}

/** How a value could have come from another. Every new secret is compared with every known one, so this is quick. */
function relation(original: string, value: string): typeof CUT | typeof MORE | typeof ONE_CHANGED | undefined {
  if (original.length === value.length) return differInOnePlace(original, value) ? ONE_CHANGED : undefined;
  if (original.length < value.length) return value.includes(original) ? MORE : undefined;
  return value.length >= SHORTEST_ORIGINAL && original.includes(value) ? CUT : undefined;
}

function isHeaderOf(original: string, value: string): boolean {
  return original.startsWith(JWT_BEGINS) && value.startsWith(`${original}.`);
}

/** The same for what the suite made itself, which cannot be like a secret by chance: less of that will do. */
function madeFrom(value: string, known: Known): Omit<Secret, "value"> | undefined {
  const derived = derivation(value, known);
  if (derived) return derived;
  for (const [original, label] of known.labels) {
    const [name] = MADE.find(([, made]) => made(original, value)) ?? [];
    if (name === undefined) continue;
    const isShort = Math.min(value.length, original.length) < SHORTEST_ORIGINAL;
    return { label: `${label}, ${name}`, ...(isShort && { alone: true as const }) };
  }
  return undefined;
}

/** `{"` in base64url. */
const JWT_BEGINS = "eyJ";
const CUT = "cut";
const MORE = "with more around it";
const OTHER_CASE = "in other case";
const ONE_CHANGED = "one character changed";

type Made = (original: string, value: string) => boolean;

/** Of a shorter secret nothing can be told. */
const SHORTEST_OF_ALL = 4;

const isShort = (original: string) => original.length >= SHORTEST_OF_ALL && original.length < SHORTEST_ORIGINAL;

/** What else the suite makes of secrets. */
const MADE: readonly [name: string, made: Made][] = [
  [
    CUT,
    (original, value) => value.length >= SHORTEST_OF_ALL && isMost(value.length, original) && original.includes(value),
  ],
  [MORE, (original, value) => isShort(original) && isMost(original.length, value) && value.includes(original)],
  [OTHER_CASE, (original, value) => isShort(original) && original.toLowerCase() === value.toLowerCase()],
  [ONE_CHANGED, (original, value) => isShort(original) && differInOnePlace(original, value)],
  ["reordered", (original, value) => original.length >= SHORTEST_OF_ALL && isReordered(original, value)],
  ["changed", (original, value) => original.length >= SHORTEST_ORIGINAL && isRebuilt(original, value)],
];

function isMost(length: number, { length: whole }: string): boolean {
  return length >= whole / 2;
}

/** Reads from the end, since tokens that begin alike end otherwise, and not on where two places differ. */
function differInOnePlace(one: string, other: string): boolean {
  if (one.length !== other.length) return false;
  let different = 0;
  for (let at = one.length - 1; at >= 0 && different < 2; at--) {
    if (one.charCodeAt(at) !== other.charCodeAt(at)) different++;
  }
  return different === 1;
}

/** Whether two texts have the same characters, each as often. */
function isReordered(one: string, other: string): boolean {
  return one.length === other.length && sumOf(one) === sumOf(other) && sorted(one) === sorted(other);
}

/** Differs for most texts that cannot be the same in another order, and costs little. */
function sumOf(text: string): number {
  let sum = 0;
  for (let at = 0; at < text.length; at++) sum += text.charCodeAt(at);
  return sum;
}

function sorted(text: string): string {
  return text.split("").sort().join("");
}

/** Whether a text begins and ends as the other does, for most of it, or has one of its parts between dots. */
function isRebuilt(original: string, value: string): boolean {
  const most = Math.min(original.length, value.length);
  let before = 0;
  while (before < most && original.charCodeAt(before) === value.charCodeAt(before)) before++;
  let behind = 0;
  while (behind < most - before && original.at(-1 - behind) === value.at(-1 - behind)) behind++;
  return isMost(before + behind, original) || parts(original).some((part) => value.includes(part));
}

/** Shorter parts of a token are no more than a number or its algorithm. */
const SHORTEST_PART = 17;

/** What a token has between dots; not the header of a JWT, which all of one issuer have in common. */
function parts(token: string): string[] {
  return token.split(".").filter((part, index, all) => {
    return all.length > 1 && part.length >= SHORTEST_PART && !(index === 0 && part.startsWith(JWT_BEGINS));
  });
}
