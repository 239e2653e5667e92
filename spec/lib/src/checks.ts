import type { Namespace, Program } from "@typespec/compiler";
import { $lib } from "./diagnostics.ts";
import {
  everyStatement,
  followedNamespaces,
  protocolName,
  protocolsOf,
  type Stated,
  statedRequirementsOf,
} from "./requirements.ts";
import type { Place, Statement } from "./statements.ts";

const ID = /^[a-z]+\.[a-z0-9]+(-[a-z0-9]+)*$/;

/** BCP 14's keywords, also those that no level has, since a text that says one of them says more than its level. */
const KEYWORDS =
  /\b(MUST NOT|MUST|SHALL NOT|SHALL|SHOULD NOT|SHOULD|NOT RECOMMENDED|RECOMMENDED|REQUIRED|MAY|OPTIONAL)\b/g;

/**
 * Reports what is wrong with the requirements of a program: an id that is malformed, stated twice or not under its
 * protocol's name; a text that does not say its level; a blank source or reason; a statement that reaches no protocol.
 */
export function validateRequirements(program: Program): void {
  const protocols = protocolsOf(program);
  const followed = followedNamespaces(program);
  const stated = everyStatement(program);
  for (const { value, place, target, owner } of stated) {
    const { id } = value;
    checkId(program, place, id, owner);
    checkText(program, place, value);
    if (!protocols.includes(owner) && !(target.kind === "Namespace" && followed.has(target))) {
      $lib.reportDiagnostic(program, { code: "requirement-lost", format: { id }, target: place });
    }
  }
  // Only its whole list shows that an id of a protocol's own is also one that it takes over.
  reportDuplicates(program, [...stated, ...protocols.flatMap((protocol) => statedRequirementsOf(program, protocol))]);
}

function checkId(program: Program, target: Place, id: string, owner: Namespace): void {
  const protocol = protocolName(owner);
  if (!ID.test(id)) {
    $lib.reportDiagnostic(program, { code: "requirement-id", messageId: "default", format: { id }, target });
  } else if (!id.startsWith(`${protocol}.`)) {
    const format = { id, owner: owner.name, protocol };
    $lib.reportDiagnostic(program, { code: "requirement-id", messageId: "protocol", format, target });
  }
}

function checkText(program: Program, target: Place, { id, level, text, source, untestable }: Statement): void {
  const found = [...new Set(text.replace(/\s+/g, " ").match(KEYWORDS))];
  if (found.length !== 1 || found[0] !== level) {
    const said = found.length === 0 ? "none" : found.join(" and ");
    $lib.reportDiagnostic(program, { code: "requirement-level", format: { id, level, found: said }, target });
  }
  for (const member of ["document", "section"] as const) {
    if (!source[member].trim()) {
      $lib.reportDiagnostic(program, { code: "requirement-source", format: { id, member }, target });
    }
  }
  if (untestable !== undefined && !untestable.trim()) {
    $lib.reportDiagnostic(program, { code: "requirement-untestable", format: { id }, target });
  }
}

function reportDuplicates(program: Program, statements: readonly Stated<Statement>[]): void {
  const first = new Map<string, Stated<Statement>>();
  const reported = new Set<Place>();
  for (const statement of statements) {
    const { value, place, target } = statement;
    const earlier = first.get(value.id) ?? statement;
    first.set(value.id, earlier);
    if ((earlier.place === place && earlier.target === target) || reported.has(place)) continue;
    reported.add(place);
    const format = { id: value.id };
    $lib.reportDiagnostic(program, { code: "requirement-id", messageId: "duplicate", format, target: place });
  }
}
