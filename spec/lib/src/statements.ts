import {
  type DecoratorContext,
  getSourceLocation,
  type Interface,
  type Namespace,
  type Operation,
  type Program,
  type Type,
} from "@typespec/compiler";
import { $lib } from "./diagnostics.ts";

export type Level = "MUST" | "MUST NOT" | "SHOULD" | "SHOULD NOT" | "MAY";
export type RequirementTarget = Namespace | Interface | Operation;
export interface StatementSource {
  document: string;
  section: string;
}

/** A statement as it stands in the source. */
export interface Statement {
  id: string;
  level: Level;
  actor: "server" | "client" | "operator";
  text: string;
  source: StatementSource;
  feature?: string;
  untestable?: string;
}

/** The place of a decorator in the source; the compiler may apply one and the same decorator more than once. */
export type Place = DecoratorContext["decoratorTarget"];

/** Something that a decorator said, and the place where it says it. */
export interface Placed<T> {
  value: T;
  place: Place;
}

/** Records what the statement at `place` says about `target`. */
export function state(program: Program, target: RequirementTarget, place: Place, statement: Statement): void {
  recorded<Statement>(program, $lib.stateKeys.requirements, target).set(place, statement);
}

/** The statements on `target`, in source order. */
export function statementsOn(program: Program, target: RequirementTarget): Placed<Statement>[] {
  return inSourceOrder(program, recorded<Statement>(program, $lib.stateKeys.requirements, target));
}

/** Records that `protocol` takes over what is stated on `common`. */
export function follow(program: Program, protocol: Namespace, place: Place, common: Namespace): void {
  recorded<Namespace>(program, $lib.stateKeys.follows, protocol).set(place, common);
}

/** The common namespaces that a protocol follows, in source order, each of them once. */
export function followedBy(program: Program, protocol: Namespace): Namespace[] {
  const followed = inSourceOrder(program, recorded<Namespace>(program, $lib.stateKeys.follows, protocol));
  return [...new Set(followed.map(({ value }) => value))];
}

/** Records that a service is one more of a protocol's. */
export function joinTo(program: Program, service: Namespace, protocol: Namespace): void {
  program.stateMap($lib.stateKeys.partOf).set(service, protocol);
}

/** The protocol that a service is one of: itself, unless it is part of another. */
export function protocolOf(program: Program, service: Namespace): Namespace {
  return program.stateMap($lib.stateKeys.partOf).get(service) ?? service;
}

/** Records the role of a service. */
export function assignRole(program: Program, service: Namespace, role: string): void {
  program.stateMap($lib.stateKeys.plays).set(service, role);
}

/** The role of a service, in a protocol whose services have different ones. */
export function roleOfService(program: Program, service: Namespace): string | undefined {
  return program.stateMap($lib.stateKeys.plays).get(service);
}

function recorded<T>(program: Program, key: symbol, target: Type): Map<Place, T> {
  const map = program.stateMap(key);
  if (!map.has(target)) map.set(target, new Map());
  return map.get(target) as Map<Place, T>;
}

function inSourceOrder<T>(program: Program, values: ReadonlyMap<Place, T>): Placed<T>[] {
  return sortByPlace(
    program,
    [...values].map(([place, value]) => ({ place, value })),
  );
}

/** Sorts by the order in which the files are imported, then by the position in the file. */
export function sortByPlace<T extends { place: Place }>(program: Program, values: readonly T[]): T[] {
  const files = [...program.sourceFiles.keys()];
  const keyed = values.map((value) => {
    const { file, pos } = getSourceLocation(value.place);
    return { value, file: files.indexOf(file.path), pos };
  });
  return keyed.sort((a, b) => a.file - b.file || a.pos - b.pos).map(({ value }) => value);
}
