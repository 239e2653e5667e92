import { stripTypeScriptTypes } from "node:module";
import { z } from "zod";
import type { Document, Schema } from "../emit/document.ts";
import { renderZod } from "../emit/zod.ts";

/** What a rendered file of validators exports. */
export interface Validators {
  schemas: Record<string, z.ZodType>;
  operations: Record<string, { query: z.ZodType; responses: Record<string, { headers: Record<string, z.ZodType> }> }>;
}

/** Runs the validators that are rendered from a document, without a file for them. */
export function evaluate(document: Document): Validators {
  const script = stripTypeScriptTypes(renderZod(document))
    .replace(/^import .*$/m, "")
    .replaceAll("export const", "const");
  return new Function("z", `${script}\nreturn { schemas, operations };`)(z);
}

/** A document that has components only. */
export function documentOf(schemas: Record<string, Schema>): Document {
  return { paths: {}, components: { schemas } };
}
