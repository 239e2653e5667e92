import { describe, expect, test } from "vitest";
import { documentOf, evaluate } from "../testing/evaluate.ts";
import type { Document, Operation, Parameter } from "./document.ts";
import { renderZod } from "./zod.ts";

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });

function documentWith(operation: Partial<Operation>): Document {
  const ask = { operationId: "ask", parameters: [], responses: {}, ...operation };
  const schemas = { Name: { type: "string" }, Page: { type: "integer", minimum: 0, maximum: 9 } };
  return { paths: { "/ask": { get: ask } }, components: { schemas } };
}
const query = (name: string, schema: Parameter["schema"], required = true): Parameter => ({
  name,
  in: "query",
  required,
  schema,
});

test("components come after those that they refer to, with their text", () => {
  const rendered = renderZod(
    documentOf({ A: { type: "array", items: ref("B"), description: "All\nof */ them." }, B: { type: "boolean" } }),
  );
  expect(rendered).toBe(`import { z } from "zod";

export const B = z.boolean();

/** All of * / them. */
export const A = z.array(B);

/** Every component, by name. */
export const schemas = { A, B } as const;

/** What each operation takes and returns. */
export const operations = {
} as const;
`);
});

test("parameters of the path, and cookies that are set where there is need, stand only where an operation has some", () => {
  const path: Parameter = { name: "id", in: "path", required: true, schema: ref("Name") };
  const rendered = renderZod(documentWith({ parameters: [path], "x-may-set-cookies": [{ name: "jwt" }] }));
  expect(rendered).toContain(`    params: z.object({ id: Name }),\n`);
  expect(rendered).toContain(`    setsCookies: [],\n    maySetCookies: ["jwt"],\n`);
  expect(renderZod(documentWith({}))).not.toMatch(/params|maySetCookies/);
});

test("an operation says how it is asked, and what it takes and returns", () => {
  const rendered = renderZod(
    documentWith({
      security: [{ BearerAuth: [] }, {}],
      requestBody: { required: false, content: { "application/json": { schema: ref("Name") } } },
      responses: { "200": { content: { "application/json": { schema: ref("Page") } } }, "204": {} },
    }),
  );
  expect(rendered).toContain(`
  ask: {
    method: "GET",
    path: "/ask",
    security: ["BearerAuth"],
    query: z.object({}),
    cookies: z.object({}),
    body: Name.optional(),
    setsCookies: [],
    responses: {
      "200": { contentType: "application/json", headers: {}, body: Page },
      "204": { contentType: null, headers: {}, body: null },
    },
  },`);
});

test("what comes as text is read by the type that it has, also behind a reference", () => {
  const parameters = [query("page", ref("Page")), query("name", ref("Name"), false), query("all", { type: "boolean" })];
  const headers = {
    "retry-after": { required: true, schema: ref("Page") },
    "x-all": { required: false, schema: ref("Name") },
  };
  const { ask } = evaluate(documentWith({ parameters, responses: { "200": { headers } } })).operations;
  expect(ask?.query.parse({ page: "7", name: "7", all: "true" })).toEqual({ page: 7, name: "7", all: true });
  for (const page of ["10", "1.5", "", "1e0", " 1"])
    expect(ask?.query.safeParse({ page, all: "true" }).success).toBe(false);
  expect(ask?.responses["200"]?.headers["retry-after"]?.parse("3")).toBe(3);
  expect(ask?.responses["200"]?.headers["x-all"]?.parse(undefined)).toBe(undefined);
});

describe("nothing is rendered from", () => {
  const content = { "application/json": { schema: {} }, "text/plain": { schema: {} } };
  test.each<[name: string, document: Document, message: string]>([
    ["a component that holds itself", documentOf({ A: { type: "array", items: ref("A") } }), "not rendered: A → A."],
    [
      "components that hold each other",
      documentOf({ A: { anyOf: [ref("B")] }, B: { type: "object", properties: { a: ref("A") } } }),
      "A → B → A.",
    ],
    ["a missing component", documentOf({ A: ref("B") }), "There is no component B."],
    ["a component without a plain name", documentOf({ "Common.A": {} }), "give it a @friendlyName"],
    ["a path parameter", documentWith({ parameters: [{ ...query("id", {}), in: "path" }] }), "the path parameter id"],
    [
      "an object in the query",
      documentWith({ parameters: [query("a", { type: "object" })] }),
      "ask: the query parameter a",
    ],
    [
      "a body of two content types",
      documentWith({ responses: { "200": { content } } }),
      "application/json and text/plain",
    ],
  ])("%s", (_, document, message) => {
    expect(() => renderZod(document)).toThrow(message);
  });
});
