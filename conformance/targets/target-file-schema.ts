import { z } from "zod";
import { faultOfAddress } from "../kit/address.ts";
import { allRequirements, type ProtocolId } from "../model/requirement.ts";
import { Duration } from "./duration-schema.ts";
import { JWT_KEYS, Listen } from "./jwt-schema.ts";
import { parseLimit } from "./limit.ts";
import { Policy } from "./policy-schema.ts";
import { Wire } from "./wire-schema.ts";

const PROTOCOLS = [...new Set(allRequirements.map(({ protocol }) => protocol as ProtocolId))];

const Address = z.string().superRefine((text, context) => {
  const fault = faultOfAddress(text);
  if (fault) context.addIssue(fault);
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
  identity: z.string().min(1).optional(),
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
  ...JWT_KEYS,
  listen: Listen.optional(),
  profiles: z.record(z.string(), z.strictObject({ at: At.optional(), lifetimes: Lifetimes.optional() })).default({}),
  limits: z.strictObject({ failedLogins: LimitText.optional(), requests: LimitText.optional() }).default({}),
  hooks: z
    .strictObject({
      restart: Command.optional(),
      "change-password": Command.optional(),
      "remove-account": Command.optional(),
      "rotate-key": Command.optional(),
    })
    .default({}),
  dialects: z.array(z.strictObject({ id: z.string(), because: z.string().min(1) })).default([]),
  policy: Policy.optional(),
  wire: Wire.default({}),
});

export type TargetFile = z.infer<typeof TargetFile>;
