import type { SchemaFiles } from "./samples.ts";

const ASTRAL = "\u{1F511}";

/** Values at which a verdict may change. */
export interface Edges {
  numbers: readonly number[];
  texts: readonly string[];
}

/** The numbers around every bound in some schemas, the texts about as long as any length, and the literals. */
export function edgesOf(files: SchemaFiles): Edges {
  const numbers = new Set<number>();
  const texts = new Set<string>();
  JSON.stringify(files, (key, value) => {
    if (typeof value === "number") {
      for (const number of [value - 1, value, value + 1]) {
        numbers.add(number);
        if (/Length$/.test(key)) for (const one of ["a", ASTRAL]) texts.add(one.repeat(Math.max(0, number)));
      }
    }
    if (key === "enum") for (const literal of value) texts.add(String(literal));
    return value;
  });
  return { numbers: [...numbers], texts: [...texts] };
}

/** Every value that differs from a JSON value in one place: at its top, or somewhere inside. */
export function* mutantsOf(value: unknown, edges: Edges): Generator<unknown> {
  yield* [null, true, 0, "", [], {}, [value]];
  if (typeof value === "number") yield* [...numberMutants(value), ...edges.numbers];
  else if (typeof value === "string") yield* [...textMutants(value), ...edges.texts];
  else if (Array.isArray(value)) yield* listMutants(value, edges);
  else if (typeof value === "object" && value !== null) yield* objectMutants(value, edges);
}

function numberMutants(number: number): unknown[] {
  return [number + 1, number - 1, number + 0.5, -number, -0, -1, 1e300, -1e300, 2 ** 53, String(number)];
}

function textMutants(text: string): string[] {
  const added = ["\0", ASTRAL, "\ud800", "#", "=", "\n", " ", "a", "aaaa"].flatMap((more) => [
    text + more,
    more + text,
  ]);
  return [
    ...added,
    text.slice(1),
    text.slice(0, -1),
    text.toLowerCase(),
    text.repeat(2),
    ASTRAL.repeat(40),
    "a".repeat(300),
  ];
}

function* listMutants(list: readonly unknown[], edges: Edges): Generator<unknown> {
  yield [...list, null];
  yield [...list, ...list];
  yield { ...list };
  for (const [index, member] of list.entries()) {
    yield list.toSpliced(index, 1);
    for (const mutant of mutantsOf(member, edges)) yield list.with(index, mutant);
  }
}

function* objectMutants(object: object, edges: Edges): Generator<unknown> {
  yield Object.values(object);
  yield { ...object, other: "" };
  // Computed, it is a member like any other, and not the prototype.
  yield { ...object, ["__proto__"]: 1 };
  for (const [name, member] of Object.entries(object)) {
    const others = Object.fromEntries(Object.entries(object).filter(([other]) => other !== name));
    yield others;
    yield { ...others, [name.toUpperCase()]: member };
    for (const mutant of mutantsOf(member, edges)) yield { ...object, [name]: mutant };
  }
}
