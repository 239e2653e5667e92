import type { DecoratorContext, Interface, Namespace, Operation, Program, Type } from "@typespec/compiler";
import { navigateProgram } from "@typespec/compiler";
import { $lib } from "./diagnostics.ts";

export type Level = "MUST" | "MUST NOT" | "SHOULD" | "SHOULD NOT" | "MAY";
export type RequirementTarget = Namespace | Interface | Operation;
export interface StatementSource {
  document: string;
  section: string;
}

/** Where a statement stands; the compiler may apply one and the same statement more than once. */
type StatementNode = DecoratorContext["decoratorTarget"];

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

/** A statement as a protocol's requirement. */
export interface Requirement extends Statement {
  protocol: string;
  /** The operation that it is stated on; absent where it concerns the whole protocol. */
  operation?: string;
}

const ID = /^[a-z]+\.[a-z0-9]+(-[a-z0-9]+)*$/;
const KEYWORDS = /\b(MUST NOT|MUST|SHOULD NOT|SHOULD|MAY)\b/g;

/** The statements on `target`, in source order. */
export function statementsOn(program: Program, target: RequirementTarget): Statement[] {
  return [...statementMap(program, target).values()];
}

/** Records what the statement at `node` says about `target`. */
export function state(program: Program, target: RequirementTarget, node: StatementNode, statement: Statement): void {
  statementMap(program, target).set(node, statement);
}

function statementMap(program: Program, target: RequirementTarget): Map<StatementNode, Statement> {
  const map = program.stateMap($lib.stateKeys.requirements);
  if (!map.has(target)) map.set(target, new Map());
  return map.get(target) as Map<StatementNode, Statement>;
}

/** The common namespaces that a protocol follows; a live list. */
export function followedBy(program: Program, protocol: Namespace): Namespace[] {
  return listOf(program, $lib.stateKeys.follows, protocol);
}

function listOf<T>(program: Program, key: symbol, target: Type): T[] {
  const state = program.stateMap(key);
  if (!state.has(target)) state.set(target, []);
  return state.get(target) as T[];
}

/** Reports what is wrong with a statement in itself: its id's form, its keyword, its source. */
export function checkStatement(program: Program, target: RequirementTarget, statement: Statement): void {
  const { id, level, text, source, untestable } = statement;
  if (!ID.test(id)) {
    $lib.reportDiagnostic(program, { code: "requirement-id", messageId: "default", format: { id }, target });
  }
  const found = [...new Set(text.match(KEYWORDS) ?? [])];
  if (found.length !== 1 || found[0] !== level) {
    const said = found.length === 0 ? "none" : found.join(" and ");
    $lib.reportDiagnostic(program, { code: "requirement-level", format: { id, level, found: said }, target });
  }
  for (const member of ["document", "section"] as const) {
    if (!source?.[member]?.trim()) {
      $lib.reportDiagnostic(program, { code: "requirement-source", format: { id, member }, target });
    }
  }
  if (untestable !== undefined && !untestable.trim()) {
    $lib.reportDiagnostic(program, { code: "requirement-untestable", format: { id }, target });
  }
}

/** Reports ids that are stated twice, and ids that do not begin with the name of the namespace that states them. */
export function validateRequirements(program: Program): void {
  const seen = new Set<string>();
  forEachTarget(program, (target, owner) => {
    for (const { id } of statementsOn(program, target)) {
      if (seen.has(id)) {
        $lib.reportDiagnostic(program, { code: "requirement-id", messageId: "duplicate", format: { id }, target });
      }
      seen.add(id);
      const protocol = protocolName(owner);
      if (!id.startsWith(`${protocol}.`)) {
        const format = { id, owner: owner.name, protocol };
        $lib.reportDiagnostic(program, { code: "requirement-id", messageId: "protocol", format, target });
      }
    }
  });
}

/**
 * The requirements of one protocol, in source order: those of the namespaces that it follows, under its own name,
 * then those stated on itself and on its operations.
 */
export function requirementsOf(program: Program, protocol: Namespace): Requirement[] {
  const name = protocolName(protocol);
  const common = followedBy(program, protocol).flatMap((namespace) =>
    statementsOn(program, namespace).map((statement) => {
      const id = statement.id.replace(/^[^.]+/, name);
      return { ...statement, id, protocol: name };
    }),
  );
  const own: Requirement[] = [];
  forEachTarget(program, (target, owner) => {
    if (owner !== protocol) return;
    const operation = target.kind === "Operation" ? { operation: target.name } : {};
    own.push(...statementsOn(program, target).map((statement) => ({ ...statement, protocol: name, ...operation })));
  });
  return [...common, ...own];
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

function forEachTarget(program: Program, visit: (target: RequirementTarget, owner: Namespace) => void): void {
  const targets = new Map<RequirementTarget, Namespace>();
  const add = (target: RequirementTarget, owner: Namespace | undefined) => {
    if (owner && statementsOn(program, target).length > 0) targets.set(target, topmost(owner));
  };
  navigateProgram(program, {
    namespace: (namespace) => add(namespace, namespace),
    interface: (iface) => add(iface, iface.namespace),
    operation: (operation) => add(operation, operation.namespace ?? operation.interface?.namespace),
  });
  for (const [target, owner] of targets) visit(target, owner);
}
