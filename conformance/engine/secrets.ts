/** A value that must not leave the run, and the name that stands for it. */
export interface Secret {
  readonly value: string;
  readonly label: string;
}

/** Gathers the secrets of a run as they are made and seen. */
export interface Secrets {
  /** Registers a value that is a secret; one that is derived from a registered one is named after it. */
  see(role: string, value: unknown): void;
  /** Registers a value that the suite made itself, if it made it from a secret: garbage is none. */
  seeDerived(value: unknown): void;
  /** Registers what the suite made of a value, by a way that cannot be seen from it: `accessToken#1, alg none`. */
  derive(from: string, value: string, how: string): void;
  all(): readonly Secret[];
}

/** Creates an empty register. Labels count per role: `accessToken#1`, `accessToken#2`. */
export function createSecrets(): Secrets {
  const known: Known = { labels: new Map(), labelsByLowerCase: new Map() };
  const counts = new Map<string, number>();
  const isNew = (value: unknown): value is string =>
    typeof value === "string" && value !== "" && !known.labels.has(value);
  return {
    seeDerived(value) {
      const derived = isNew(value) ? derivation(value, known) : undefined;
      if (isNew(value) && derived) enter(known, value, derived);
    },
    see(role, value) {
      if (!isNew(value)) return;
      const derived = derivation(value, known);
      if (derived) {
        enter(known, value, derived);
        return;
      }
      const count = (counts.get(role) ?? 0) + 1;
      counts.set(role, count);
      enter(known, value, `${role}#${count}`);
    },
    derive(from, value, how) {
      const label = known.labels.get(from);
      if (label !== undefined && isNew(value)) enter(known, value, `${label}, ${how}`);
    },
    all: () => Array.from(known.labels, ([value, label]) => ({ value, label })),
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
function derivation(value: string, { labels, labelsByLowerCase }: Known): string | undefined {
  const inOtherCase = labelsByLowerCase.get(value.toLowerCase());
  if (inOtherCase !== undefined) return `${inOtherCase}, in other case`;
  for (const [original, label] of labels) {
    if (original.length < SHORTEST_ORIGINAL) continue;
    // What two JWTs begin with is the same, so that one holds what was cut off from another.
    const mayBePart = !label.endsWith(`, ${CUT}`);
    for (const { name, made } of DERIVATIONS) {
      if ((mayBePart || name !== MORE) && made(original, value)) return `${label}, ${name}`;
    }
  }
  return undefined;
}

const CUT = "cut";
const MORE = "with more around it";

const DERIVATIONS: readonly { name: string; made(original: string, value: string): boolean }[] = [
  { name: CUT, made: (original, value) => value.length >= SHORTEST_ORIGINAL && original.includes(value) },
  { name: MORE, made: (original, value) => value.includes(original) },
  { name: "one character changed", made: differInOnePlace },
];

/** Every new secret is compared with every known one, so this neither copies them nor reads on where two places differ. */
function differInOnePlace(one: string, other: string): boolean {
  if (one.length !== other.length) return false;
  let different = 0;
  for (let at = 0; at < one.length && different < 2; at++) {
    if (one.charCodeAt(at) !== other.charCodeAt(at)) different++;
  }
  return different === 1;
}
