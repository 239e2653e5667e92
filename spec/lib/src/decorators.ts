import type { DecoratorContext, ModelProperty, Namespace, Operation, Scalar } from "@typespec/compiler";
import { $post, $route } from "@typespec/http";
import { setExtension } from "@typespec/openapi";
import {
  assignRole,
  follow,
  joinTo,
  type RequirementTarget,
  type Statement,
  type StatementSource,
  state,
} from "./statements.ts";

/** What the compiler hands over for `valueof Statement`: enum members come boxed. */
interface RawStatement {
  level: { value: { value?: string; name: string } };
  actor: { value: { value?: string; name: string } };
  text: string;
  source: StatementSource;
  feature?: string;
  untestable?: string;
}

/** `@requirement`: records one statement on its target. */
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
  state(context.program, target, context.decoratorTarget, statement);
}

/** `@follows`: takes over the statements of a common namespace. */
export function $follows(context: DecoratorContext, target: Namespace, common: Namespace): void {
  follow(context.program, target, context.decoratorTarget, common);
}

/** `@partOf`: makes a service one more of a protocol's. */
export function $partOf(context: DecoratorContext, target: Namespace, protocol: Namespace): void {
  joinTo(context.program, target, protocol);
}

/** `@plays`: names the role of a service. */
export function $plays(context: DecoratorContext, target: Namespace, role: string): void {
  assignRole(context.program, target, role);
}

/** `@role`: writes the member's meaning into the OpenAPI document, where the wire binding is read from. */
export function $role(context: DecoratorContext, target: ModelProperty | Scalar, name: string): void {
  setExtension(context.program, target, "x-role", name);
}

/** `@tellsLifetime`: writes the meaning of a JWT's lifetime into the OpenAPI document, beside that of the JWT. */
export function $tellsLifetime(context: DecoratorContext, target: ModelProperty | Scalar, role: string): void {
  setExtension(context.program, target, "x-lifetime-role", role);
}

/** `@carries`: writes the parameters of a URI into the OpenAPI document, each with its meaning. */
export function $carries(
  context: DecoratorContext,
  target: ModelProperty | Scalar,
  parameters: readonly string[],
  roles: readonly string[],
): void {
  setExtension(context.program, target, "x-carries", withRoles(parameters, roles));
}

/** `@setsCookies`: writes the cookies of an operation's answers into the OpenAPI document, each with its meaning. */
export function $setsCookies(
  context: DecoratorContext,
  target: Operation,
  names: readonly string[],
  roles: readonly string[],
): void {
  setExtension(context.program, target, "x-set-cookies", withRoles(names, roles));
}

/** `@maySetCookies`: the same for cookies that not every success sets. */
export function $maySetCookies(
  context: DecoratorContext,
  target: Operation,
  names: readonly string[],
  roles: readonly string[],
): void {
  setExtension(context.program, target, "x-may-set-cookies", withRoles(names, roles));
}

function withRoles(names: readonly string[], roles: readonly string[]): { name: string; role?: string }[] {
  return names.map((name, index) => ({ name, ...(roles[index] !== undefined && { role: roles[index] }) }));
}

/**
 * `@command`: marks an operation of a line protocol. It gets a path that no document shows, since the OpenAPI
 * emitter, from which the messages' schemas come, knows only operations that have one.
 */
export function $command(context: DecoratorContext, target: Operation): void {
  context.call($route, target, `/${target.name}`);
  context.call($post, target);
  setExtension(context.program, target, "x-command", true);
}
