import { isService, type Namespace, navigateProgram, type Program } from "@typespec/compiler";
import { resolveOperationId } from "@typespec/openapi";
import {
  followedBy,
  type Place,
  type Placed,
  protocolOf,
  type RequirementTarget,
  roleOfService,
  type Statement,
  sortByPlace,
  statementsOn,
} from "./statements.ts";

/** A statement as a protocol's requirement. */
export interface Requirement extends Statement {
  protocol: string;
  /** In which of the protocol's roles it is required; absent where the protocol has but one. */
  roles?: string[];
  /** The id of the operation that it is stated on; absent where it concerns the whole protocol. */
  operation?: string;
}

/** What was said at a place about a target. */
export interface Stated<T extends Statement> extends Placed<T> {
  target: RequirementTarget;
}

/**
 * The requirements of one protocol: those of the namespaces that its services follow, under its own name, then those
 * stated on the services and on their operations; the statements of each namespace in source order. One that several
 * roles follow is one requirement in all of these roles.
 */
export function requirementsOf(program: Program, protocol: Namespace): Requirement[] {
  return statedRequirementsOf(program, protocol).map(({ value }) => value);
}

/** The same, each with its place. */
export function statedRequirementsOf(program: Program, protocol: Namespace): Stated<Requirement>[] {
  const name = protocolName(protocol);
  const common = new Map<Place, Stated<Requirement>>();
  for (const service of servicesOf(program, protocol)) {
    const role = rolesOf(program, service);
    for (const namespace of followedBy(program, service)) {
      for (const { value, place } of statementsOn(program, namespace)) {
        const roles = [...(common.get(place)?.value.roles ?? []), ...role];
        const id = value.id.replace(/^[^.]+/, name);
        const requirement = { ...value, id, protocol: name, ...(roles.length > 0 && { roles }) };
        common.set(place, { place, target: namespace, value: requirement });
      }
    }
  }
  const own = everyStatement(program)
    .filter(({ owner }) => owner === protocol)
    .map(({ value, place, target, service }) => {
      const roles = rolesOf(program, service);
      const operation = target.kind === "Operation" ? { operation: resolveOperationId(program, target) } : {};
      return { place, target, value: { ...value, protocol: name, ...(roles.length > 0 && { roles }), ...operation } };
    });
  return [...common.values(), ...own];
}

/** The role of a service, if it has one, as a list. */
function rolesOf(program: Program, service: Namespace): string[] {
  const role = roleOfService(program, service);
  return role === undefined ? [] : [role];
}

/** The services of a protocol: itself, then those that are part of it. */
function servicesOf(program: Program, protocol: Namespace): Namespace[] {
  const others = outermostServices(program).filter((service) => service !== protocol);
  return [protocol, ...others.filter((service) => protocolOf(program, service) === protocol)];
}

/** A statement, the outermost namespace that it stands in, and the protocol that this is a service of. */
interface Owned extends Stated<Statement> {
  service: Namespace;
  owner: Namespace;
}

/** Every statement of a program in source order. */
export function everyStatement(program: Program): Owned[] {
  const stated: Owned[] = [];
  const add = (target: RequirementTarget, namespace: Namespace | undefined) => {
    if (!namespace) return;
    const service = topmost(namespace);
    const owner = protocolOf(program, service);
    stated.push(...statementsOn(program, target).map((statement) => ({ ...statement, target, service, owner })));
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
  return outermostServices(program).filter((service) => protocolOf(program, service) === service);
}

function outermostServices(program: Program): Namespace[] {
  const outermost = [...program.getGlobalNamespaceType().namespaces.values()];
  return outermost.filter((namespace) => isService(program, namespace));
}

/** The common namespaces that any service follows. */
export function followedNamespaces(program: Program): Set<Namespace> {
  return new Set(outermostServices(program).flatMap((service) => followedBy(program, service)));
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
