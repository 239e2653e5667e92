import { z } from "zod";
import { faultOfAddress, type TransportName } from "../kit/address.ts";
import { allRequirements, type ProtocolId, type Role } from "../model/requirement.ts";
import { APP_KEYS } from "./apps-schema.ts";
import { CLOCK, ClockRequest } from "./clock-schema.ts";
import { Duration } from "./duration-schema.ts";
import { JWT_KEYS, Listen } from "./jwt-schema.ts";
import { parseLimit } from "./limit.ts";
import { Policy } from "./policy-schema.ts";
import { HTTP_START_KEYS, placeOf } from "./start/place-schema.ts";
import { CommandWire, EitherWire, Wire } from "./wire-schema.ts";

const PROTOCOLS = [...new Set(allRequirements.map(({ protocol }) => protocol as ProtocolId))];

const ROLES = [...new Set(allRequirements.flatMap(({ roles = [] }) => roles))] as [Role, ...Role[]];

const addressOver = (transport: TransportName) =>
  z.string().superRefine((text, context) => {
    const fault = faultOfAddress(text, transport);
    if (fault) context.addIssue(fault);
  });
const Address = addressOver("http");

const LimitText = z.string().transform((text, context) => {
  const limit = parseLimit(text);
  if (!limit) context.addIssue(`"${text}" is no limit: write so many per so long, such as 10 per 60s`);
  return limit ?? { count: 1, perMs: 1 };
});

const Plain = Address.refine((text) => /^http:/i.test(text), "is not plain HTTP; write http://…");
const At = z.strictObject({ url: Address, ca: z.string().optional(), plain: Plain.optional() });
const AtEither = At.safeExtend({ url: z.string() });
const AtLines = z.strictObject({ url: addressOver("stream"), ca: z.string().optional() });
const Lifetimes = z.strictObject({
  access: Duration.optional(),
  refresh: Duration.optional(),
  code: Duration.optional(),
  leeway: Duration.default(0),
});
const User = z.strictObject({
  username: z.string().min(1),
  password: z.string().min(1),
  email: z.string().min(1).optional(),
  identity: z.string().min(1).optional(),
  disposable: z.boolean().optional(),
});
const Command = z.string().min(1);

const HEAD = { name: z.string().optional(), protocol: z.enum(PROTOCOLS), role: z.enum(ROLES).optional() };

const Limits = z.strictObject({
  failedLogins: LimitText.optional(),
  suspension: Duration.optional(),
  requests: LimitText.optional(),
});
/** No line is longer than the suite would send. */
const LONGEST_LINE = 16 * 1024 * 1024;
const LimitsInLines = Limits.extend({ line: z.int().min(1).max(LONGEST_LINE).optional() });

const Hooks = z.strictObject({
  restart: Command.optional(),
  "change-password": Command.optional(),
  "remove-account": Command.optional(),
  "rotate-key": Command.optional(),
  clock: z.union([Command, ClockRequest], { error: CLOCK }).optional(),
});
const Env = z.record(z.string(), z.string()).optional();

/** What every target file may say, whatever the transport of its protocol. */
const COMMON = {
  accounts: z.array(User).default([]),
  provision: z.union([z.literal("registration"), z.strictObject({ command: Command })]).optional(),
  domain: z.string().optional(),
  lifetimes: Lifetimes.default({ leeway: 0 }),
  ...JWT_KEYS,
  ...APP_KEYS,
  listen: Listen.optional(),
  limits: Limits.default({}),
  hooks: Hooks.default({}),
  dialects: z.array(z.strictObject({ id: z.string(), because: z.string().min(1) })).default([]),
  policy: Policy.optional(),
};
const Keeps = z.boolean().optional();

/** What a target file of a protocol over HTTP may say. */
const HttpTargetFile = z.strictObject({
  ...HEAD,
  at: placeOf({ ...At.partial().shape, ...HTTP_START_KEYS }),
  ...COMMON,
  profiles: z
    .record(z.string(), z.strictObject({ at: At.optional(), env: Env, lifetimes: Lifetimes.optional() }))
    .default({}),
  wire: Wire.default({}),
});

/** What a target file of a protocol in lines may say. */
const StreamTargetFile = z.strictObject({
  ...HEAD,
  at: placeOf(AtLines.partial().shape),
  ...COMMON,
  limits: LimitsInLines.default({}),
  tokensKeepAddress: Keeps,
  profiles: z
    .record(
      z.string(),
      z.strictObject({ at: AtLines.optional(), env: Env, lifetimes: Lifetimes.optional(), tokensKeepAddress: Keeps }),
    )
    .default({}),
  wire: CommandWire.default({}),
});

/** A row for each transport. */
export const TARGET_FILES = { http: HttpTargetFile, stream: StreamTargetFile } as const satisfies Record<
  TransportName,
  z.ZodType
>;

/** What any target file may say, for editors, which do not know the transport of a protocol. */
export const TargetFile = z.strictObject({
  ...HEAD,
  at: placeOf({ ...AtEither.partial().shape, ...HTTP_START_KEYS }),
  ...COMMON,
  limits: LimitsInLines.default({}),
  tokensKeepAddress: Keeps,
  profiles: z
    .record(
      z.string(),
      z.strictObject({ at: AtEither.optional(), env: Env, lifetimes: Lifetimes.optional(), tokensKeepAddress: Keeps }),
    )
    .default({}),
  wire: EitherWire.default({}),
});

export type TargetFile = z.infer<typeof TargetFile>;

/** What somebody may write in a target file. */
export type WrittenTarget = z.input<(typeof TARGET_FILES)[keyof typeof TARGET_FILES]>;
