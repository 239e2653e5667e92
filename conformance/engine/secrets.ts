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
  all(): readonly Secret[];
}

/** Creates an empty register. Labels count per role: `accessToken#1`, `accessToken#2`. */
export function createSecrets(): Secrets {
  const labels = new Map<string, string>();
  const counts = new Map<string, number>();
  const isNew = (value: unknown): value is string => typeof value === "string" && value !== "" && !labels.has(value);
  return {
    seeDerived(value) {
      const derived = isNew(value) ? derivation(value, labels) : undefined;
      if (isNew(value) && derived) labels.set(value, derived);
    },
    see(role, value) {
      if (!isNew(value)) return;
      const derived = derivation(value, labels);
      if (derived) {
        labels.set(value, derived);
        return;
      }
      const count = (counts.get(role) ?? 0) + 1;
      counts.set(role, count);
      labels.set(value, `${role}#${count}`);
    },
    all: () => Array.from(labels, ([value, label]) => ({ value, label })),
  };
}

/** Shorter values have too much in common by chance. */
const SHORTEST_ORIGINAL = 8;

/** How a value came from a known one, if it did: `accessToken#2, one character changed`. */
function derivation(value: string, known: ReadonlyMap<string, string>): string | undefined {
  for (const [original, label] of known) {
    if (original.length < SHORTEST_ORIGINAL) continue;
    const how = DERIVATIONS.find(({ made }) => made(original, value));
    if (how) return `${label}, ${how.name}`;
  }
  return undefined;
}

const DERIVATIONS: readonly { name: string; made(original: string, value: string): boolean }[] = [
  { name: "in other case", made: (original, value) => original.toLowerCase() === value.toLowerCase() },
  { name: "cut", made: (original, value) => value.length >= SHORTEST_ORIGINAL && original.includes(value) },
  { name: "with more around it", made: (original, value) => value.includes(original) },
  { name: "one character changed", made: (original, value) => distance(original, value) === 1 },
];

/** In how many places two texts of one length differ. */
function distance(one: string, other: string): number {
  if (one.length !== other.length) return Number.POSITIVE_INFINITY;
  return Array.from(one).filter((character, index) => character !== other[index]).length;
}
