import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { faultOfAddress } from "../kit/address.ts";
import { UsageError } from "../model/errors.ts";
import { allRequirements, type ProtocolId } from "../model/requirement.ts";
import type { Target } from "../model/target.ts";
import type { Template } from "../model/wire.ts";
import { parseDuration } from "./duration.ts";
import { remedy } from "./remedies.ts";

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

/** What a target file may say. */
export const TargetFile = z.strictObject({
  name: z.string().optional(),
  protocol: z.enum(PROTOCOLS),
  at: z.strictObject({ url: Address, ca: z.string().optional() }),
  accounts: z.array(z.strictObject({ username: z.string().min(1), password: z.string().min(1) })).default([]),
  domain: z.string().optional(),
  lifetimes: z
    .strictObject({ access: Duration.optional(), refresh: Duration.optional(), leeway: Duration.default(0) })
    .default({ leeway: 0 }),
  wire: z.record(z.string(), Operation).default({}),
});

/**
 * Reads a target file, YAML or JSON.
 *
 * @param environment where `${VAR}` is looked up
 * @throws UsageError that names the file, the key and the remedy
 */
export function readTargetFile(file: string, environment: NodeJS.ProcessEnv): Target {
  const raw = substitute(parseText(file), file, environment);
  const parsed = TargetFile.safeParse(raw, { error: remedy });
  if (!parsed.success) {
    const issues = parsed.error.issues.map(
      ({ path, message }) => `${path.join(".") || "(the whole file)"}: ${message}`,
    );
    throw new UsageError(`${file}: ${issues.join("; ")}.`);
  }
  const { name = file, protocol, at, accounts, domain, lifetimes, wire } = parsed.data;
  const { access, refresh, leeway } = lifetimes;
  return {
    name,
    file,
    protocol,
    url: at.url.replace(/\/+$/, ""),
    ...(at.ca !== undefined && { ca: readCa(resolve(dirname(file), at.ca)), caFile: at.ca }),
    accounts,
    ...(domain !== undefined && { domain }),
    lifetimes: {
      ...(access !== undefined && { accessMs: access }),
      ...(refresh !== undefined && { refreshMs: refresh }),
      leewayMs: leeway,
    },
    wire: wire as Target["wire"],
  };
}

/** Reads a certificate authority in PEM. */
export function readCa(file: string): string {
  const pem = readText(file);
  if (!pem.includes("-----BEGIN CERTIFICATE-----")) {
    throw new UsageError(
      `${file}: no certificate in PEM. Give the certificate of the authority that signed the target's.`,
    );
  }
  return pem;
}

/** Reads a file of YAML or JSON. */
export function parseText(file: string): unknown {
  try {
    return parse(readText(file));
  } catch (error) {
    if (error instanceof UsageError) throw error;
    // The first line says what is wrong, and where; the others quote the file, which has passwords in it.
    const [what = ""] = (error instanceof Error ? error.message : String(error)).split("\n");
    throw new UsageError(
      `${file}: neither YAML nor JSON: ${what.replace(/:$/, "")}. Check quotes and indentation there.`,
    );
  }
}

function readText(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new UsageError(`${file}: cannot be read (${code}). Check the path.`);
  }
}

/** The value with every `${VAR}` in its texts taken from the environment; `at` is the file, and the key in it. */
function substitute(value: unknown, at: string, environment: NodeJS.ProcessEnv): unknown {
  if (typeof value === "string") {
    return value.replace(/\$\{(\w+)\}/g, (_, name: string) => {
      const found = environment[name];
      if (found === undefined) throw new UsageError(`${at}: \${${name}} is not set. Set it: ${name}=… authmark …`);
      return found;
    });
  }
  if (typeof value !== "object" || value === null) return value;
  const below = (key: string | number) => `${at}${at.includes(": ") ? "." : ": "}${key}`;
  if (Array.isArray(value)) return value.map((item, index) => substitute(item, below(index), environment));
  const members = Object.entries(value).map(([key, item]) => [key, substitute(item, below(key), environment)]);
  return Object.fromEntries(members);
}
