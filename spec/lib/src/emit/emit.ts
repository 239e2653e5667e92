import { emitFile, type Namespace, type Program } from "@typespec/compiler";
import { getOpenAPI3 } from "@typespec/openapi3";
import openapiTS, { astToString } from "openapi-typescript";
import { stringify } from "yaml";
import { protocolName, type Requirement, requirementsOf } from "../requirements.ts";
import type { Document } from "./document.ts";
import { renderJsonSchemas } from "./json-schema.ts";
import { renderRequirements } from "./requirements.ts";
import { deriveWire } from "./wire.ts";
import { renderZod } from "./zod.ts";

/** The first line of every generated TypeScript file. */
const NOTICE = "// Generated from spec/ by `npm run generate`. Do not edit.\n";

/**
 * Writes everything that is derived from the source: for each service its OpenAPI document, JSON Schemas, types,
 * validators and default wire; for all together the requirements. The same source gives the same bytes.
 */
export async function emitAll(program: Program, outputDir: string): Promise<void> {
  if (program.hasError()) return;
  const write = (path: string, content: string) => emitFile(program, { path: `${outputDir}/${path}`, content });
  const requirements: Requirement[] = [];
  for (const { service, document } of await openApiDocuments(program)) {
    const name = protocolName(service);
    const stated = requirementsOf(program, service);
    requirements.push(...stated);
    const files = await renderService(document, stated);
    for (const [path, content] of Object.entries(files)) await write(`${name}/${path.replace("*", name)}`, content);
  }
  await write("requirements.json", `${JSON.stringify(requirements, null, 2)}\n`);
  await write("requirements.ts", NOTICE + renderRequirements(requirements));
}

async function openApiDocuments(program: Program): Promise<{ service: Namespace; document: Document }[]> {
  const records = await getOpenAPI3(program, { "openapi-versions": ["3.1.0"], "safeint-strategy": "double-int" });
  return records.map((record) => {
    if (record.versioned) throw new Error(`${record.service.type.name}: versioned services are not generated.`);
    return { service: record.service.type, document: record.document as unknown as Document };
  });
}

/** The files of one service, by their path below its folder; `*` stands for its name. */
async function renderService(document: Document, requirements: Requirement[]): Promise<Record<string, string>> {
  const described = { ...document, ...traced(document, requirements) };
  const types = await openapiTS(described as never, {
    rootTypes: true,
    rootTypesNoSchemaPrefix: true,
    exportType: true,
  });
  return {
    "*.openapi.yaml": stringify(described, { lineWidth: 0, aliasDuplicateObjects: false }),
    "types.ts": NOTICE + astToString(types),
    "schemas.ts": NOTICE + renderZod(document),
    "wire.ts": `${NOTICE}export const wire = ${JSON.stringify(deriveWire(document), null, 2)} as const;\n`,
    ...renderJsonSchemas(document),
  };
}

/** The document's operations, each with the ids of the requirements that are stated on it. */
function traced(document: Document, requirements: Requirement[]): Pick<Document, "paths"> {
  const paths = structuredClone(document.paths);
  for (const operation of Object.values(paths).flatMap((item) => Object.values(item))) {
    const ids = requirements
      .filter((requirement) => requirement.operation === operation.operationId)
      .map(({ id }) => id);
    if (ids.length > 0) Object.assign(operation, { "x-requirements": ids });
  }
  return { paths };
}
