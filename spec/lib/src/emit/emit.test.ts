import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { diagnosticsOf, emitSources } from "../testing/compile.ts";
import { HEAD, statement } from "../testing/sources.ts";

test("a service has its files, and its operations say which requirements are stated on them", async () => {
  const { program, files } = await emitSources({
    "main.tsp": `${HEAD} @service namespace Demo;
      scalar Name extends string;
      interface Names { @requirement("demo.tells", ${statement()}) @get tell(): { @body name: Name }; }`,
  });
  expect(diagnosticsOf(program)).toEqual([]);
  expect(Object.keys(files).sort()).toEqual([
    "demo/demo.openapi.yaml",
    "demo/json-schema/Name.json",
    "demo/schemas.ts",
    "demo/types.ts",
    "demo/wire.ts",
    "requirements.json",
    "requirements.ts",
  ]);
  expect(parse(files["demo/demo.openapi.yaml"] ?? "").paths["/"].get).toMatchObject({
    operationId: "Names_tell",
    "x-requirements": ["demo.tells"],
  });
  expect(JSON.parse(files["requirements.json"] ?? "")).toMatchObject([{ id: "demo.tells", operation: "Names_tell" }]);
  expect(files["requirements.ts"]).toContain(`  "demo.tells": {"id":"demo.tells",`);
});

test("a line protocol has an AsyncAPI document in the place of the OpenAPI one, and no operations in its types", async () => {
  const { program, files } = await emitSources({
    "main.tsp": `${HEAD} @service namespace Demo;
      model Ask { name: "demo/ask"; command: { who: string } }
      model Told { name: "demo/told"; message: { who: string } }
      @requirement("demo.tells", ${statement()}) @command op ask(@body request: Ask): Told;`,
  });
  expect(diagnosticsOf(program)).toEqual([]);
  expect(Object.keys(files).filter((path) => path.endsWith(".yaml"))).toEqual(["demo/demo.asyncapi.yaml"]);
  expect(parse(files["demo/demo.asyncapi.yaml"] ?? "").operations.ask).toMatchObject({
    "x-requirements": ["demo.tells"],
  });
  expect(files["demo/types.ts"]).toContain("export type operations = Record<string, never>;");
  expect(files["demo/schemas.ts"]).toContain("request: Ask,");
  expect(files["demo/wire.ts"]).toContain('"transport": "stream"');
  expect(JSON.parse(files["requirements.json"] ?? "")).toMatchObject([{ id: "demo.tells", operation: "ask" }]);
});

test("a service in another role has its own files, and only what is required in its role", async () => {
  const { program, files } = await emitSources({
    "main.tsp": `${HEAD}
      @service @plays("front") namespace Demo { @requirement("demo.fronts", ${statement()}) @get op ask(): void; }
      @service @partOf(Demo) @plays("back") namespace DemoBack {
        @requirement("demo.backs", ${statement()}) @get op ask(): void; }`,
  });
  expect(diagnosticsOf(program)).toEqual([]);
  const requirementsIn = (path: string) => parse(files[path] ?? "").paths["/"].get["x-requirements"];
  expect(requirementsIn("demo/demo.openapi.yaml")).toEqual(["demo.fronts"]);
  expect(requirementsIn("demo/back/back.openapi.yaml")).toEqual(["demo.backs"]);
  expect(JSON.parse(files["requirements.json"] ?? "")).toMatchObject([
    { id: "demo.fronts", protocol: "demo", roles: ["front"] },
    { id: "demo.backs", protocol: "demo", roles: ["back"] },
  ]);
});

describe("it is a compile error that nothing is generated from", () => {
  test.each([
    [
      "what has no rendering",
      `@service namespace Demo; @get op ask(@header id: string): void;`,
      "ask has the header parameter id; only the path, the query and cookies are rendered.",
    ],
    [
      "a service within a namespace",
      "namespace Outer { @service namespace Demo { @get op ask(): void; } }",
      "a service is one outermost namespace, without versions.",
    ],
  ])("%s", async (_, source, reason) => {
    const { program } = await emitSources({ "main.tsp": `${HEAD} ${source}` });
    expect(diagnosticsOf(program)).toEqual([
      `authmark-typespec/not-generated: Nothing is generated from Demo: ${reason}`,
    ]);
  });
});
