import { expect, test } from "vitest";
import { documentOf } from "../testing/evaluate.ts";
import { renderJsonSchemas } from "./json-schema.ts";

test("each component is a schema of its own, which refers to the others by their files", () => {
  const files = renderJsonSchemas(
    documentOf({
      Token: { type: "string", format: "password" },
      Tokens: { type: "array", items: { $ref: "#/components/schemas/Token", "x-role": "accessToken" } },
    }),
  );
  expect(Object.keys(files)).toEqual(["json-schema/Token.json", "json-schema/Tokens.json"]);
  expect(JSON.parse(files["json-schema/Tokens.json"] ?? "")).toEqual({
    $schema: "https://json-schema.org/draft/2020-12/schema",
    $id: "Tokens.json",
    type: "array",
    items: { $ref: "Token.json", "x-role": "accessToken" },
  });
});
