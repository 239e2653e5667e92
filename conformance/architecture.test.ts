import { globSync, readFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import { dirname, join, normalize } from "node:path";
import ts from "typescript";
import { describe, expect, it } from "vitest";

const root = join(import.meta.dirname, "..");
const files = globSync("{spec,generated,reference-server,conformance,docs/site}/**/*.ts", {
  cwd: root,
  exclude: (name) => name.includes("node_modules") || name.endsWith("dist"),
});
const isTest = (file: string) => /\.test\.ts$|\/testing\//.test(file);

/** What does input and output; the rest of Node's modules computes. */
const PURE_BUILTINS = ["node:crypto", "node:util", "node:path", "node:url"];
const INPUT_OUTPUT = "input and output";

/**
 * Who may import whom: a part of the repository, and which parts and packages may be imported at run time and
 * which, beyond these, only as types. The longest part that a file begins with is its own.
 */
const RULES: Record<string, { at: readonly string[]; types?: readonly string[] }> = {
  spec: { at: ["yaml", "zod", "@typespec/", "openapi-typescript", INPUT_OUTPUT] },
  generated: { at: ["zod"] },
  "reference-server": {
    at: ["generated", "zod", "hono", "@hono/", "commander", "jose", "nodemailer", "pg", "pino", "undici", INPUT_OUTPUT],
  },
  "conformance/model": { at: ["generated", "zod"] },
  "conformance/kit": { at: ["conformance/model", "tough-cookie"] },
  "conformance/engine": {
    at: [
      "conformance/model",
      "conformance/kit",
      "conformance/targets",
      "undici",
      "smtp-server",
      "postal-mime",
      INPUT_OUTPUT,
    ],
  },
  "conformance/targets": { at: ["conformance/model", "conformance/kit", "generated", "zod", "yaml", INPUT_OUTPUT] },
  // Loaded where a container is started, and nowhere else: who needs none need not install it.
  "conformance/targets/start": {
    at: [
      "conformance/model",
      "conformance/kit",
      "conformance/targets/duration-schema.ts",
      "zod",
      "testcontainers",
      INPUT_OUTPUT,
    ],
    types: ["conformance/targets/target-file-keys.ts"],
  },
  "conformance/probe": {
    at: ["conformance/model", "conformance/kit", "conformance/engine", "conformance/targets", "yaml"],
  },
  "conformance/report": {
    at: ["conformance/model", "conformance/kit", "conformance/targets/wire/", "conformance/catalogue/circumstances.ts"],
    types: [
      "conformance/engine/secrets.ts",
      "conformance/engine/preview.ts",
      "conformance/engine/survey.ts",
      "conformance/engine/look.ts",
      "conformance/probe/found.ts",
    ],
  },
  // The style and the script of a page stand in files of their own.
  "conformance/report/html/assets.ts": { at: ["conformance/report/html/markup.ts", INPUT_OUTPUT] },
  "conformance/catalogue": { at: ["conformance/model", "conformance/kit", "conformance/engine", "generated", "zod"] },
  "conformance/faults": { at: ["conformance/model"] },
  "conformance/commands": {
    at: ["conformance/", "commander", INPUT_OUTPUT],
  },
  "conformance/main.ts": { at: ["conformance/commands", "conformance/version.ts", "commander"] },
  // For who has the suite among tests of their own: vitest is theirs.
  "conformance/vitest.ts": { at: ["conformance/", "vitest"] },
  "conformance/version.ts": { at: [INPUT_OUTPUT] },
  "conformance/self-test": {
    at: [
      ...["conformance/", "reference-server", "reference-server/testing/postgres", "generated"],
      ...["commander", "playwright-core", "selfsigned", "undici", "zod", INPUT_OUTPUT],
    ],
  },
  "docs/site": {
    at: [
      "conformance/model",
      "conformance/catalogue",
      "conformance/faults",
      "conformance/commands/list.ts",
      "conformance/report/docs-pages.ts",
      "conformance/self-test/browser/chromium.ts",
      "yaml",
      "astro",
      "@astrojs/",
      "playwright-core",
      INPUT_OUTPUT,
    ],
  },
};
/** No part may import these, unless its row names the very file. */
const NEVER = ["conformance/self-test", "/testing/", ".test.ts"];

/** The packages of this repository, and their folders. */
const WORKSPACES = [
  ["@authmark/protocols", "generated"],
  ["@authmark/reference-server", "reference-server"],
  ["authmark", "conformance"],
] as const;

interface Import {
  readonly of: string;
  readonly typeOnly: boolean;
}

/** The modules that a file imports: those of this repository by their path, the others by their name. */
function importsOf(file: string): Import[] {
  const source = ts.createSourceFile(file, readFileSync(join(root, file), "utf8"), ts.ScriptTarget.Latest);
  const found: Import[] = [];
  const add = (module: ts.Node | undefined, typeOnly: boolean) => {
    if (module && ts.isStringLiteralLike(module)) found.push({ of: resolved(file, module.text), typeOnly });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) add(node.moduleSpecifier, isTypeOnly(node));
    if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, node.isTypeOnly);
    if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) add(node.argument.literal, true);
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
      add(node.arguments[0], false);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function isTypeOnly({ importClause }: ts.ImportDeclaration): boolean {
  if (!importClause) return false;
  const named = importClause.namedBindings;
  const each = named && ts.isNamedImports(named) && named.elements.length > 0 ? named.elements : [];
  const eachIsType = each.length > 0 && each.every((element) => element.isTypeOnly) && !importClause.name;
  return importClause.phaseModifier === ts.SyntaxKind.TypeKeyword || eachIsType;
}

function resolved(file: string, module: string): string {
  if (module.startsWith(".")) return normalize(join(dirname(file), module));
  const workspace = WORKSPACES.find(([name]) => module === name || module.startsWith(`${name}/`));
  if (workspace) return workspace[1] + module.slice(workspace[0].length);
  if (isBuiltin(module)) return PURE_BUILTINS.includes(module) ? "" : INPUT_OUTPUT;
  return module;
}

function partOf(file: string): string {
  const parts = Object.keys(RULES).filter((part) => file === part || file.startsWith(`${part}/`));
  return parts.toSorted((one, other) => other.length - one.length)[0] ?? "";
}

/** Why an import is not allowed; nothing if it is. */
function objection(file: string, { of, typeOnly }: Import): string[] {
  const part = partOf(file);
  const { at = [], types = [] } = RULES[part] ?? {};
  if (of === "" || of === part || of.startsWith(`${part}/`)) return [];
  const never = NEVER.some((name) => of.includes(name));
  const allowed = [...at, ...(typeOnly ? types : [])].some((name) => of === name || of.startsWith(name));
  return at.includes(of) || (allowed && !never) ? [] : [`${file} imports ${of}${typeOnly ? ", as types" : ""}`];
}

describe("who imports whom", () => {
  it.each(Object.keys(RULES))("%s imports only what its row allows", (part) => {
    const own = files.filter((file) => !isTest(file) && partOf(file) === part);
    expect(own).not.toEqual([]);
    expect(own.flatMap((file) => importsOf(file).flatMap((each) => objection(file, each)))).toEqual([]);
  });

  it("has a row for every file", () => {
    expect(files.filter((file) => !isTest(file) && partOf(file) === "")).toEqual([]);
  });

  it("keeps the server and the suite apart, in their tests as well", () => {
    const sides = [
      ["reference-server/", "conformance/"],
      ["conformance/", "reference-server/"],
    ] as const;
    const crossing = files
      .filter((file) => !file.startsWith("conformance/self-test/"))
      .flatMap((file) => importsOf(file).map(({ of }) => ({ file, of })))
      .filter(({ file, of }) => sides.some(([from, to]) => file.startsWith(from) && of.startsWith(to)));
    expect(crossing).toEqual([]);
  });
});

/** Where a protocol has a name: its own folders, and the registries that list all protocols. */
const PROTOCOL_HOMES =
  /^conformance\/((catalogue|faults)\/hmail(\/|\.ts)|self-test\/|catalogue\/suites\.ts|faults\/faults\.ts|targets\/wires\.ts)/;
/** The glossary of circumstances is one for all protocols; two of its names are h-mail's operations. */
const ALLOWED_NAMES = ["conformance/catalogue/circumstances.ts"];

it("a protocol is named only at home, so that the next one needs no branch in shared code", () => {
  const naming = files
    .filter((file) => file.startsWith("conformance/") && !isTest(file) && !PROTOCOL_HOMES.test(file))
    .filter((file) => /hmail/i.test(readFileSync(join(root, file), "utf8")));
  expect(naming).toEqual(ALLOWED_NAMES);
});
