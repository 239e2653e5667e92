import { emitFile, type Namespace, type Program } from "@typespec/compiler";
import { getOpenAPI3 } from "@typespec/openapi3";
import openapiTS, { astToString } from "openapi-typescript";
import { stringify } from "yaml";
import { $lib } from "../diagnostics.ts";
import { protocolName, type Requirement, requirementsOf } from "../requirements.ts";
import { protocolOf, roleOfService } from "../statements.ts";
import { describeStream } from "./asyncapi.ts";
import { isStream, withoutOperations } from "./commands.ts";
import { type Document, NotGenerated } from "./document.ts";
import { renderJsonSchemas } from "./json-schema.ts";
import { normalise, type RawDocument } from "./normalise.ts";
import { renderRequirements } from "./requirements.ts";
import { deriveStreamWire } from "./stream-wire.ts";
import { deriveWire } from "./wire.ts";
import { renderZod } from "./zod.ts";

/** The first line of every generated TypeScript file. */
const NOTICE = "// Generated from spec/ by `npm run generate`. Do not edit.\n";

/**
 * Writes everything that is derived from the source: for each service its OpenAPI document, or its AsyncAPI document
 * if it is a line protocol, JSON Schemas, types, validators and default wire; for all together the requirements. The same source gives the same bytes. A service
 * with something in it that is not rendered is a compile error.
 */
export async function emitAll(program: Program, outputDir: string): Promise<void> {
  if (program.hasError()) return;
  const write = (path: string, content: string) => emitFile(program, { path: `${outputDir}/${path}`, content });
  const requirements: Requirement[] = [];
  for (const { service, protocol, document } of await openApiDocuments(program)) {
    const stated = requirementsOf(program, protocol);
    const of = protocolName(protocol);
    // What its name says beside the protocol's: SessionCookies is session/cookies.
    const name = service === protocol ? of : service.name.slice(protocol.name.length).toLowerCase();
    const folder = service === protocol ? of : `${of}/${name}`;
    if (service === protocol) requirements.push(...stated);
    try {
      const role = roleOfService(program, service);
      const own = role === undefined ? stated : stated.filter(({ roles = [] }) => roles.includes(role));
      const files = await renderService(document, own);
      for (const [path, content] of Object.entries(files)) await write(`${folder}/${path.replace("*", name)}`, content);
    } catch (error) {
      if (!(error instanceof NotGenerated)) throw error;
      reportNotGenerated(program, service, error.message);
    }
  }
  await write("requirements.json", `${JSON.stringify(requirements, null, 2)}\n`);
  await write("requirements.ts", NOTICE + renderRequirements(requirements));
}

/** A service, and the protocol that it is one of. */
interface DocumentedService {
  service: Namespace;
  protocol: Namespace;
  document: Document;
}

async function openApiDocuments(program: Program): Promise<DocumentedService[]> {
  const records = await getOpenAPI3(program, { "openapi-versions": ["3.1.0"], "safeint-strategy": "double-int" });
  return records.flatMap((record) => {
    const service = record.service.type;
    if (record.versioned || service.namespace?.name !== "") {
      reportNotGenerated(program, service, "a service is one outermost namespace, without versions.");
      return [];
    }
    const protocol = protocolOf(program, service);
    program.reportDiagnostics(record.diagnostics);
    return [{ service, protocol, document: normalise(record.document as unknown as RawDocument) }];
  });
}

function reportNotGenerated(program: Program, service: Namespace, reason: string): void {
  const format = { protocol: service.name, reason };
  $lib.reportDiagnostic(program, { code: "not-generated", format, target: service });
}

/** The files of one service, by their path below its folder; `*` stands for its name. */
async function renderService(document: Document, requirements: Requirement[]): Promise<Record<string, string>> {
  const traceable = { ...document, paths: traced(document, requirements) };
  const kind = isStream(document) ? renderStream(traceable) : renderHttp(traceable);
  const types = await openapiTS(kind.typed as never, {
    rootTypes: true,
    rootTypesNoSchemaPrefix: true,
    exportType: true,
  });
  return {
    [kind.name]: stringify(kind.description, { lineWidth: 0, aliasDuplicateObjects: false }),
    "types.ts": NOTICE + astToString(types),
    "schemas.ts": NOTICE + renderZod(document),
    "wire.ts": `${NOTICE}export const wire = ${JSON.stringify(kind.wire, null, 2)} as const;\n`,
    ...renderJsonSchemas(document),
  };
}

/** What differs from one kind of protocol to another. */
interface Kind {
  /** The document for readers: its file, and what is in it. */
  name: string;
  description: object;
  /** The OpenAPI document that types are made of. */
  typed: Document;
  wire: object;
}

function renderHttp(document: Document): Kind {
  return { name: "*.openapi.yaml", description: document, typed: document, wire: deriveWire(document) };
}

function renderStream(document: Document): Kind {
  return {
    name: "*.asyncapi.yaml",
    description: describeStream(document),
    typed: withoutOperations(document),
    wire: deriveStreamWire(document),
  };
}

/** The document's operations, each with the ids of the requirements that are stated on it. */
function traced(document: Document, requirements: Requirement[]): Document["paths"] {
  const paths = structuredClone(document.paths);
  for (const operation of Object.values(paths).flatMap((item) => Object.values(item))) {
    const ids = requirements
      .filter((requirement) => requirement.operation === operation.operationId)
      .map(({ id }) => id);
    if (ids.length > 0) Object.assign(operation, { "x-requirements": ids });
  }
  return paths;
}
