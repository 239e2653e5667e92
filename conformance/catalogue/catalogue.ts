import type { Check } from "../model/check.ts";
import type { ProtocolId, RequirementId, TestableId } from "../model/requirement.ts";
import type { Circumstance } from "./circumstances.ts";

/** At least one circumstance, and none that is not in the glossary. */
type Circumstances<S> = {
  [One in Circumstance]: Readonly<Record<One, Check<S>>> &
    Readonly<Partial<Record<Exclude<Circumstance, One>, Check<S>>>>;
}[Circumstance];

/** A check for every requirement that an exchange can show: what is missing, or misspelt, does not compile. */
export type Catalogue<P extends ProtocolId, S> = { readonly [Id in TestableId<P>]: Circumstances<S> };

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

/** Adds circumstances to those of requirements that have some already. */
export function together<Checks extends object, More extends Partial<Record<keyof Checks, object>>>(
  checks: Checks,
  more: More,
): { [Id in keyof Checks]: Checks[Id] & (Id extends keyof More ? More[Id] : unknown) } {
  const added = new Map<string, object>(Object.entries(more));
  const rows = Object.entries(checks).map(([id, row]) => [id, { ...row, ...added.get(id) }]);
  return Object.fromEntries(rows);
}
