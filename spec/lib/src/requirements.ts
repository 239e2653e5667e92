import { isService, type Namespace, navigateProgram, type Program } from "@typespec/compiler";
import { resolveOperationId } from "@typespec/openapi";
import {
  followedBy,
  type Placed,
  protocolOf,
  type RequirementTarget,
  type Statement,
  sortByPlace,
  statementsOn,
} from "./statements.ts";

/** A statement as a protocol's requirement. */
export interface Requirement extends Statement {
  protocol: string;
  /** The id of the operation that it is stated on; absent where it concerns the whole protocol. */
  operation?: string;
}

/** What was said at a place about a target. */
export interface Stated<T extends Statement> extends Placed<T> {
  target: RequirementTarget;
}

/**
 * The requirements of one protocol: those of the namespaces that it follows, under its own name, then those stated on
 * itself and on its operations; the statements of each namespace in source order.
 */
export function requirementsOf(program: Program, protocol: Namespace): Requirement[] {
  return statedRequirementsOf(program, protocol).map(({ value }) => value);
}

/** The same, each with its place. */
export function statedRequirementsOf(program: Program, protocol: Namespace): Stated<Requirement>[] {
  const name = protocolName(protocol);
  const common = followedBy(program, protocol).flatMap((namespace) =>
    statementsOn(program, namespace).map(({ value, place }) => {
      const id = value.id.replace(/^[^.]+/, name);
      return { place, target: namespace, value: { ...value, id, protocol: name } };
    }),
  );
  const own = everyStatement(program)
    .filter(({ owner }) => owner === protocol)
    .map(({ value, place, target }) => {
      const operation = target.kind === "Operation" ? { operation: resolveOperationId(program, target) } : {};
      return { place, target, value: { ...value, protocol: name, ...operation } };
    });
  return [...common, ...own];
}

/** Every statement of a program in source order, with the outermost namespace that it stands in. */
export function everyStatement(program: Program): (Stated<Statement> & { owner: Namespace })[] {
  const stated: (Stated<Statement> & { owner: Namespace })[] = [];
  const add = (target: RequirementTarget, namespace: Namespace | undefined) => {
    if (!namespace) return;
    const owner = topmost(namespace);
    stated.push(...statementsOn(program, target).map((statement) => ({ ...statement, target, owner })));
  };
  navigateProgram(program, {
    namespace: (namespace) => add(namespace, namespace),
    interface: (iface) => add(iface, iface.namespace),
    operation: (operation) => add(operation, operation.namespace ?? operation.interface?.namespace),
  });
  return sortByPlace(program, stated);
}

/** The protocols of a program: its outermost namespaces that are services, and not part of another. */
export function protocolsOf(program: Program): Namespace[] {
  const outermost = [...program.getGlobalNamespaceType().namespaces.values()];
  return outermost.filter((namespace) => isService(program, namespace) && protocolOf(program, namespace) === namespace);
}

/** The common namespaces that any protocol follows. */
export function followedNamespaces(program: Program): Set<Namespace> {
  return new Set(protocolsOf(program).flatMap((protocol) => followedBy(program, protocol)));
}

/** The name under which a protocol's ids stand: its namespace's, in lower case. */
export function protocolName(namespace: Namespace): string {
  return topmost(namespace).name.toLowerCase();
}

/** The namespace directly below the global one; a protocol's nested namespaces belong to it. */
function topmost(namespace: Namespace): Namespace {
  const parent = namespace.namespace;
  return parent && parent.name !== "" ? topmost(parent) : namespace;
}
