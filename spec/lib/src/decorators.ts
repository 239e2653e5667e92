import type { DecoratorContext, ModelProperty, Namespace, Scalar } from "@typespec/compiler";
import { setExtension } from "@typespec/openapi";
import {
  checkStatement,
  followedBy,
  type RequirementTarget,
  type Statement,
  type StatementSource,
  state,
} from "./requirements.ts";

/** What the compiler hands over for `valueof Statement`: enum members come boxed. */
interface RawStatement {
  level: { value: { value?: string; name: string } };
  actor: { value: { value?: string; name: string } };
  text: string;
  source: StatementSource;
  feature?: string;
  untestable?: string;
}

/** `@requirement`: records one statement on its target, and reports what is wrong with it in itself. */
export function $requirement(
  context: DecoratorContext,
  target: RequirementTarget,
  id: string,
  raw: RawStatement,
): void {
  const statement = {
    ...raw,
    id,
    level: raw.level.value.value ?? raw.level.value.name,
    actor: raw.actor.value.value ?? raw.actor.value.name,
  } as Statement;
  checkStatement(context.program, target, statement);
  state(context.program, target, context.decoratorTarget, statement);
}

/** `@follows`: takes over the statements of a common namespace. */
export function $follows(context: DecoratorContext, target: Namespace, common: Namespace): void {
  const followed = followedBy(context.program, target);
  // A namespace that is declared in several files gets its decorators applied once for each of them.
  if (!followed.includes(common)) followed.push(common);
}

/** `@role`: writes the member's meaning into the OpenAPI document, where the wire binding is read from. */
export function $role(context: DecoratorContext, target: ModelProperty | Scalar, name: string): void {
  setExtension(context.program, target, "x-role", name);
}
