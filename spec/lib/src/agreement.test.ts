import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { describe, expect, expectTypeOf, test } from "vitest";
import type { z } from "zod";
import type * as angen from "../../../generated/angen/schemas.ts";
import type * as angenTypes from "../../../generated/angen/types.ts";
import type * as getnative from "../../../generated/getnative/schemas.ts";
import type * as getnativeTypes from "../../../generated/getnative/types.ts";
import type * as hmail from "../../../generated/hmail/schemas.ts";
import type * as hmailTypes from "../../../generated/hmail/types.ts";
import type * as client from "../../../generated/pattmayne/client/schemas.ts";
import type * as clientTypes from "../../../generated/pattmayne/client/types.ts";
import type * as pattmayne from "../../../generated/pattmayne/schemas.ts";
import type * as pattmayneTypes from "../../../generated/pattmayne/types.ts";
import type * as cookies from "../../../generated/session/cookies/schemas.ts";
import type * as cookieTypes from "../../../generated/session/cookies/types.ts";
import type * as session from "../../../generated/session/schemas.ts";
import type * as sessionTypes from "../../../generated/session/types.ts";
import { edgesOf, mutantsOf } from "./testing/mutants.ts";
import { type SchemaFiles, samplesOf } from "./testing/samples.ts";

const GENERATED = join(import.meta.dirname, "..", "..", "..", "generated");
const protocols = readdirSync(GENERATED, { recursive: true, encoding: "utf8" })
  .filter((path) => path.endsWith("schemas.ts") && !path.startsWith("node_modules"))
  .map((path) => dirname(path));

/** The types that the validators of a protocol return. */
type Outputs<Schemas extends Record<string, z.ZodType>> = {
  -readonly [Name in keyof Schemas]: z.output<Schemas[Name]>;
};

/** Checked by tsc; at run time it only says for which protocols. */
const typed = {
  angen: expectTypeOf<Outputs<typeof angen.schemas>>().toEqualTypeOf<angenTypes.components["schemas"]>(),
  getnative: expectTypeOf<Outputs<typeof getnative.schemas>>().toEqualTypeOf<getnativeTypes.components["schemas"]>(),
  hmail: expectTypeOf<Outputs<typeof hmail.schemas>>().toEqualTypeOf<hmailTypes.components["schemas"]>(),
  pattmayne: expectTypeOf<Outputs<typeof pattmayne.schemas>>().toEqualTypeOf<pattmayneTypes.components["schemas"]>(),
  "pattmayne/client": expectTypeOf<Outputs<typeof client.schemas>>().toEqualTypeOf<clientTypes.components["schemas"]>(),
  session: expectTypeOf<Outputs<typeof session.schemas>>().toEqualTypeOf<sessionTypes.components["schemas"]>(),
  "session/cookies": expectTypeOf<Outputs<typeof cookies.schemas>>().toEqualTypeOf<cookieTypes.components["schemas"]>(),
};

/** The same type, but for what else one of its members may be. */
type With<T, Name extends keyof T, Other> = { [Key in keyof T]: Key extends Name ? T[Key] | Other : T[Key] };
type Hmail = Outputs<typeof hmail.schemas>;
expectTypeOf<With<Hmail, "PowClassification", never>>().toEqualTypeOf<Hmail>();
// @ts-expect-error The control: one literal more, and the types are no longer equal.
expectTypeOf<With<Hmail, "PowClassification", "None">>().toEqualTypeOf<Hmail>();
// @ts-expect-error One member that may no longer be absent.
expectTypeOf<Required<Hmail["Problem"]>>().toEqualTypeOf<Hmail["Problem"]>();

test("the validators of every protocol return its generated types", () => {
  expect(Object.keys(typed).sort(), "Add a row to `typed` for each protocol.").toEqual(protocols.sort());
});

const SEED = 20_261_120;
const SAMPLES = 4;
/** What a run of all protocols must come to at least, so that agreement is not agreement on nothing. */
const ENOUGH = { accepted: 1_000, refused: 2_500 };

const total = { accepted: 0, refused: 0 };

describe.each(protocols)("zod and JSON Schema agree on every component of %s", async (protocol) => {
  const { schemas } = (await import(join(GENERATED, protocol, "schemas.ts"))) as { schemas: Record<string, z.ZodType> };
  const files = readSchemas(join(GENERATED, protocol, "json-schema"));
  const edges = edgesOf(files);
  // By JSON Schema 2020-12 `format` constrains nothing; `x-role`, `x-lifetime-role` and `x-carries` are ours.
  const ajv = new Ajv2020({
    validateFormats: false,
    keywords: ["x-role", "x-lifetime-role", "x-carries"],
    schemas: Object.values(files),
  });

  test("both have the same components", () => {
    expect(Object.keys(files)).toEqual(Object.keys(schemas).map((name) => `${name}.json`));
  });

  test.each(Object.entries(schemas))("%s", (name, zod) => {
    const file = files[`${name}.json`] ?? {};
    const samples = fc.sample(samplesOf(files, file), { seed: SEED, numRuns: SAMPLES });
    const validate = ajv.getSchema(`${name}.json`);
    for (const value of samples)
      expect([value, zod.safeParse(value).success, validate?.(value)]).toEqual([value, true, true]);
    const disagreements = [];
    for (const value of samples.flatMap((sample) => [...mutantsOf(sample, edges)])) {
      const verdicts = { zod: zod.safeParse(value).success, ajv: validate?.(value) };
      if (verdicts.zod !== verdicts.ajv) disagreements.push({ value: JSON.stringify(value), ...verdicts });
      total[verdicts.zod ? "accepted" : "refused"]++;
    }
    expect(disagreements).toEqual([]);
  });
});

test("they agreed on enough values of either kind", () => {
  expect(total.accepted).toBeGreaterThan(ENOUGH.accepted);
  expect(total.refused).toBeGreaterThan(ENOUGH.refused);
});

function readSchemas(folder: string): SchemaFiles {
  const names = readdirSync(folder).sort();
  return Object.fromEntries(names.map((name) => [name, JSON.parse(readFileSync(join(folder, name), "utf8"))]));
}
