import type { Check } from "../model/check.ts";
import type { ProtocolId, RequirementId, RoleId, TestableId } from "../model/requirement.ts";
import type { Circumstance } from "./circumstances.ts";

/** Checks by their circumstances; one that is not in the glossary does not compile. */
type Circumstances<S> = Readonly<Partial<Record<Circumstance, Check<S>>>>;

/**
 * A check for every requirement that an exchange can show, in one role of a protocol or in its only one: what is missing,
 * or misspelt, does not compile.
 */
export type Catalogue<P extends ProtocolId, S, Role extends RoleId = RoleId> = {
  readonly [Id in TestableId<P, Role>]: Circumstances<S>;
};

/** What has a requirement without a circumstance is no catalogue. */
type WithoutGaps<Table> = { readonly [Id in keyof Table]: keyof Table[Id] extends never ? "no circumstance" : unknown };

/** Completes the catalogue of a protocol, in one of its roles: a requirement that has no check does not compile. */
export function complete<P extends ProtocolId, S, Role extends RoleId = RoleId>() {
  return <Table extends Catalogue<P, S, Role>>(table: Table & WithoutGaps<Table>): Table => table;
}

/** What an id says behind the protocol's name. */
type Slug = RequirementId extends infer Id ? (Id extends `${string}.${infer Rest}` ? Rest : never) : never;

/** Checks of common requirements, by slug; what is misspelt does not compile. */
export type CommonChecks<S> = { readonly [Each in Slug]?: Readonly<Partial<Record<Circumstance, Check<S>>>> };

/** Checks of common requirements, under a protocol's name. */
export type Under<P extends ProtocolId, Checks> = { [Slug in keyof Checks & string as `${P}.${Slug}`]: Checks[Slug] };

/** Puts the checks of common requirements under a protocol's name. */
export function under<P extends ProtocolId, Checks extends object>(protocol: P, checks: Checks): Under<P, Checks> {
  return Object.fromEntries(Object.entries(checks).map(([slug, check]) => [`${protocol}.${slug}`, check])) as Under<
    P,
    Checks
  >;
}

/** The checks of two tables; a requirement that has some in both has all of them. */
export function together<One extends object, Other extends object>(
  one: One,
  other: Other,
): {
  [Id in keyof One | keyof Other]: (Id extends keyof One ? One[Id] : unknown) &
    (Id extends keyof Other ? Other[Id] : unknown);
} {
  const rows = new Map<string, object>(Object.entries(one));
  for (const [id, row] of Object.entries(other)) {
    const before = rows.get(id) ?? {};
    const twice = Object.keys(row).find((circumstance) => Object.hasOwn(before, circumstance));
    if (twice !== undefined) throw new Error(`Two checks are called ${id}/${twice}.`);
    rows.set(id, { ...before, ...row });
  }
  return Object.fromEntries(rows) as ReturnType<typeof together<One, Other>>;
}
