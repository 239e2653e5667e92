import { z } from "zod";
import { faultOfAddress } from "../kit/address.ts";
import { allRequirements, type ProtocolId } from "../model/requirement.ts";
import type { Template } from "../model/wire.ts";
import { parseDuration } from "./duration.ts";
import { parseLimit } from "./limit.ts";

const PROTOCOLS = [...new Set(allRequirements.map(({ protocol }) => protocol as ProtocolId))];

const Address = z.string().superRefine((text, context) => {
  const fault = faultOfAddress(text);
  if (fault) context.addIssue(fault);
});

const Duration = z.union([z.string(), z.number()]).transform((value, context) => {
  const milliseconds = parseDuration(String(value));
  if (milliseconds === undefined)
    context.addIssue(`"${value}" is no duration: write seconds, or 500ms, 2s, 5m, 1h, 30d`);
  return milliseconds ?? 0;
});

const JsonTemplate: z.ZodType<Template> = z.lazy(() =>
  z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(JsonTemplate), z.record(z.string(), JsonTemplate)]),
);
const Pointer = z.string().regex(/^(\/.*)?$/, "a JSON Pointer is empty or begins with a slash");
const Matcher = z.strictObject({
  status: z
    .union([z.string(), z.int().transform(String)])
    .pipe(
      z.string().regex(/^[1-4](\d\d|xx)$/, "write a status such as 200, or a class such as 4xx; 5xx is no outcome"),
    ),
  at: Pointer.optional(),
  equals: z.union([z.string(), z.number(), z.boolean(), z.null()]).optional(),
});
const Operation = z.strictObject({
  method: z.string().regex(/^[A-Z]+$/, "a method is written in capitals"),
  path: z.string().startsWith("/"),
  headers: z.record(z.string(), z.string()).optional(),
  query: z.record(z.string(), z.string()).optional(),
  json: JsonTemplate.optional(),
  outcomes: z.record(z.string(), Matcher),
  take: z.record(z.string(), z.strictObject({ at: Pointer })).default({}),
});

const LimitText = z.string().transform((text, context) => {
  const limit = parseLimit(text);
  if (!limit) context.addIssue(`"${text}" is no limit: write so many per so long, such as 10 per 60s`);
  return limit ?? { count: 1, perMs: 1 };
});

const Plain = Address.refine((text) => /^http:/i.test(text), "is not plain HTTP; write http://…");
const At = z.strictObject({ url: Address, ca: z.string().optional(), plain: Plain.optional() });
const Lifetimes = z.strictObject({
  access: Duration.optional(),
  refresh: Duration.optional(),
  leeway: Duration.default(0),
});
const User = z.strictObject({
  username: z.string().min(1),
  password: z.string().min(1),
  disposable: z.boolean().optional(),
});
const Command = z.string().min(1);

/** What a target file may say. */
export const TargetFile = z.strictObject({
  name: z.string().optional(),
  protocol: z.enum(PROTOCOLS),
  at: At,
  accounts: z.array(User).default([]),
  provision: z.union([z.literal("registration"), z.strictObject({ command: Command })]).optional(),
  domain: z.string().optional(),
  lifetimes: Lifetimes.default({ leeway: 0 }),
  profiles: z.record(z.string(), z.strictObject({ at: At.optional(), lifetimes: Lifetimes.optional() })).default({}),
  limits: z.strictObject({ failedLogins: LimitText.optional(), requests: LimitText.optional() }).default({}),
  hooks: z
    .strictObject({
      restart: Command.optional(),
      "change-password": Command.optional(),
      "remove-account": Command.optional(),
    })
    .default({}),
  dialects: z.array(z.strictObject({ id: z.string(), because: z.string().min(1) })).default([]),
  wire: z.record(z.string(), z.union([z.literal("none"), Operation])).default({}),
});

export type TargetFile = z.infer<typeof TargetFile>;
