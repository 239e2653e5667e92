import { z } from "zod";
import { type Template, UNITS } from "../model/wire.ts";
import { NAMED } from "./presets/presets.ts";

const JsonTemplate: z.ZodType<Template> = z.lazy(() =>
  z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(JsonTemplate), z.record(z.string(), JsonTemplate)]),
);
const Pointer = z.string().regex(/^(\/.*)?$/, "a JSON Pointer is empty or begins with a slash");
const Texts = z.record(z.string(), z.string());

const Status = z
  .union([z.string(), z.int().transform(String)])
  .pipe(z.string().regex(/^[1-4](\d\d|xx)$/, "write a status such as 200, or a class such as 4xx; 5xx is no outcome"));
const Matcher = z
  .strictObject({
    status: z.union([Status, z.array(Status).min(1)], { error: "write a status such as 200, or a list of them" }),
    at: Pointer.optional(),
    header: z.string().optional(),
    equals: z.union([z.string(), z.number(), z.boolean(), z.null()]).optional(),
  })
  .superRefine(({ at, header, equals }, context) => {
    if (at !== undefined && header !== undefined) context.addIssue("has both at and header; write one of them");
    if (equals !== undefined && at === undefined && header === undefined) {
      context.addIssue('says what equals something, and not where; add at: "" for the whole body, or header');
    }
  });

const Place = z
  .strictObject({
    at: Pointer.optional(),
    header: z.string().optional(),
    cookie: z.string().optional(),
    parameter: z.string().min(1).optional(),
    behind: z.string().optional(),
    as: z.enum(UNITS).optional(),
  })
  .superRefine(({ at, header, cookie, as }, context) => {
    const count = [at, header, cookie].filter((each) => each !== undefined).length;
    if (count === 0) context.addIssue("says no place; write at (a JSON Pointer), header or cookie");
    if (count > 1) context.addIssue("names several places; write a list of them, in the order in which to try them");
    if (as === "max-age" && cookie === undefined)
      context.addIssue("max-age is told by a cookie; write cookie, or seconds");
  });
/** A pointer into the body has a short form. */
const ShortPlace = z
  .string()
  .regex(/^\//, "a JSON Pointer begins with a slash; for a field or a cookie write { header: … } or { cookie: … }")
  .transform((at) => ({ at }));
const A_PLACE = "write a JSON Pointer such as /data/token, a place such as { header: x-token }, or a list of these";
const OnePlace = z.union([ShortPlace, Place], { error: A_PLACE });
const Places = z.union([ShortPlace, Place, z.array(OnePlace).min(1)], { error: A_PLACE });
/** What a step takes is sent by its name. */
const StepTake = z.record(z.string().regex(/^\w+$/, "a name is letters, digits and underscores"), Places);

const SPELLING = {
  method: z.string().regex(/^[A-Z]+$/, "a method is written in capitals"),
  path: z.string().startsWith("/"),
  headers: Texts.optional(),
  query: Texts.optional(),
  cookies: Texts.optional(),
  basic: z.strictObject({ username: z.string(), password: z.string() }).optional(),
  json: JsonTemplate.optional(),
  form: Texts.optional(),
  text: z.strictObject({ type: z.string().min(1), content: z.string() }).optional(),
};
const BODIES = ["json", "form", "text"] as const;

/** What would be sent twice in one request. */
function refuseTwice(
  spelling: { readonly headers?: object | undefined; readonly basic?: object | undefined } & Record<string, unknown>,
  context: z.core.$RefinementCtx,
): void {
  const bodies = BODIES.filter((name) => spelling[name] !== undefined);
  if (bodies.length > 1)
    context.addIssue(`has both ${bodies.join(" and ")}; a request has one body: write one of them`);
  const fields = Object.keys(spelling.headers ?? {}).map((name) => name.toLowerCase());
  for (const [key, field] of [
    ["basic", "authorization"],
    ["cookies", "cookie"],
  ] as const) {
    if (spelling[key] !== undefined && fields.includes(field)) {
      context.addIssue(`has both ${key} and the field ${field}; write one of them`);
    }
  }
}

const Step = z.strictObject({ ...SPELLING, take: StepTake.optional() }).superRefine(refuseTwice);
const Operation = z
  .strictObject({
    ...SPELLING,
    before: z.array(Step).optional(),
    outcomes: z.record(z.string(), Matcher).optional(),
    take: z.record(z.string(), Places).default({}),
  })
  .superRefine(refuseTwice);

const Path = z.string().startsWith("/");
const OAuth = z.strictObject({
  token: Path,
  revocation: Path.optional(),
  resource: Path.optional(),
  introspection: Path.optional(),
  identity: Pointer.optional(),
  client: z
    .strictObject({
      id: z.string().min(1),
      secret: z.string().optional(),
      in: z.enum(["basic", "form"]).default("basic"),
    })
    .optional(),
  scope: z.string().optional(),
});
const Preset = z.union([z.enum(NAMED), z.strictObject({ oauth: OAuth })], {
  error: `write ${NAMED.join(", ")}, or oauth: with its settings`,
});

const SPELT = "write none, or how the operation is spelt";

/** What a target file says of its wire over HTTP. */
export const Wire = z
  .object({ preset: Preset.optional() })
  .catchall(z.union([z.literal("none"), Operation], { error: SPELT }));

const MemberPointer = z.string().regex(/^\//, "a JSON Pointer begins with a slash, such as /token");
const Value = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const MessagePlace = z.union(
  [
    MemberPointer.transform((at) => ({ at })),
    z.strictObject({ at: MemberPointer, as: z.enum(UNITS).exclude(["max-age"]).optional() }),
  ],
  { error: "write a JSON Pointer such as /token/expires_at, or { at: …, as: … }" },
);
const CommandOutcome = z
  .strictObject({
    name: z.string().min(1),
    at: Pointer.optional(),
    equals: Value.optional(),
    take: z.record(z.string(), MessagePlace).optional(),
  })
  .superRefine(({ at, equals }, context) => {
    if (equals !== undefined && at === undefined) context.addIssue("says what equals something, and not where; add at");
  });
const Command = z.strictObject({
  name: z.string().min(1),
  send: z.record(z.string(), MemberPointer).default({}),
  constants: z.record(MemberPointer, Value).optional(),
  outcomes: z.record(z.string(), CommandOutcome).optional(),
});

/** What a target file says of its wire in lines. */
export const CommandWire = z
  .object({ preset: z.undefined().optional() })
  .catchall(z.union([z.literal("none"), Command], { error: SPELT }));

/** What a target file may say of its wire, over whatever transport. */
export const EitherWire = z
  .object({ preset: Preset.optional() })
  .catchall(z.union([z.literal("none"), Operation, Command], { error: SPELT }));
export type Wire = z.infer<typeof EitherWire>;
