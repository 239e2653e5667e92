import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { UsageError } from "../model/errors.ts";
import type { ProtocolId } from "../model/requirement.ts";
import type { Target } from "../model/target.ts";
import type { Template } from "../model/wire.ts";
import { parseDuration } from "./duration.ts";

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
  status: z.union([z.string().regex(/^[1-5](\d\d|xx)$/), z.int().transform(String)]),
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
  protocol: z.literal(["hmail"] satisfies ProtocolId[]),
  at: z.strictObject({ url: z.url({ protocol: /^https?$/ }), ca: z.string().optional() }),
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
  const parsed = TargetFile.safeParse(raw);
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

function parseText(file: string): unknown {
  try {
    return parse(readText(file));
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`${file}: neither YAML nor JSON: ${error instanceof Error ? error.message : String(error)}`);
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

/** The value with every `${VAR}` in its texts taken from the environment. */
function substitute(value: unknown, file: string, environment: NodeJS.ProcessEnv): unknown {
  if (typeof value === "string") {
    return value.replace(/\$\{(\w+)\}/g, (_, name: string) => {
      const found = environment[name];
      if (found === undefined) throw new UsageError(`${file}: \${${name}} is not set. Set it: ${name}=… authmark …`);
      return found;
    });
  }
  if (Array.isArray(value)) return value.map((item) => substitute(item, file, environment));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, substitute(item, file, environment)]));
}
