import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { parse } from "yaml";
import type { z } from "zod";
import { UsageError } from "../model/errors.ts";
import type { ProtocolId } from "../model/requirement.ts";
import type { Account, HookName, Target } from "../model/target.ts";
import type { HttpRequestSpelling } from "../model/wire.ts";
import { appsOf } from "./apps-keys.ts";
import type { ClockRequest } from "./clock-schema.ts";
import { commandHook } from "./hooks.ts";
import { plainIssues } from "./issues.ts";
import { jwtOf } from "./jwt-keys.ts";
import { policyOf } from "./policy-schema.ts";
import { remedy } from "./remedies.ts";
import { roleOf } from "./roles.ts";
import { withOwnMeans } from "./start/own-means.ts";
import { SCHEMES, startOf } from "./start/place.ts";
import { substitute } from "./substitute.ts";
import { TARGET_FILES, type TargetFile } from "./target-file-schema.ts";
import { wireOf } from "./target-wire.ts";
import { transportOf, wires } from "./wires.ts";

/**
 * Reads a target file, YAML or JSON.
 *
 * @param environment where `${VAR}` is looked up
 * @throws UsageError that names the file, the key and the remedy
 */
export function readTargetFile(file: string, environment: NodeJS.ProcessEnv): Target {
  return parseTargetFile(parseText(file), file, environment);
}

/**
 * Reads what is in a target file.
 *
 * @param file where it is, or will be: paths in it are from its folder
 * @throws UsageError as above
 */
export function parseTargetFile(text: unknown, file: string, environment: NodeJS.ProcessEnv): Target {
  const raw = substitute(text, file, environment);
  const parsed = TARGET_FILES[transportNamed(raw)].safeParse(raw, { error: remedy });
  if (!parsed.success) {
    const issues = parsed.error.issues
      .flatMap(plainIssues)
      .map(({ path, message }) => `${path.join(".") || "(the whole file)"}: ${message}`);
    throw new UsageError(`${file}: ${issues.join("; ")}.`);
  }
  return toTarget(file, parsed.data);
}

/** The transport of the protocol that a file names; what it names wrongly is said of the file as one over HTTP. */
function transportNamed(raw: unknown): keyof typeof TARGET_FILES {
  const name = typeof raw === "object" && raw !== null && "protocol" in raw ? raw.protocol : undefined;
  return typeof name === "string" && Object.hasOwn(wires, name) ? transportOf(name as ProtocolId) : "http";
}

function toTarget(file: string, { name = file, protocol, domain, profiles, limits, ...rest }: TargetFile): Target {
  const folder = dirname(file);
  const role = roleOf(protocol, rest.role);
  const target: Target = {
    name,
    file,
    protocol,
    ...role,
    ...placeIn(rest.at, protocol, file),
    accounts: rest.accounts.map(accountOf),
    ...(domain !== undefined && { domain }),
    lifetimes: lifetimesOf(rest.lifetimes),
    ...appsOf({ ...rest, protocol }, file),
    ...wireOf(rest, { protocol, ...role }, file),
    ...(rest.policy && { policy: policyOf(rest.policy, protocol, file) }),
    ...jwtOf({ ...rest, protocol }, file),
    ...(rest.listen && { listen: listenOf(rest.listen) }),
    ...(rest.tokensKeepAddress !== undefined && { tokensKeepAddress: rest.tokensKeepAddress }),
    hooks: hooksOf(rest, folder),
    ...(typeof rest.hooks.clock === "object" && { clockRequest: clockRequestOf(rest.hooks.clock) }),
    dialects: rest.dialects,
    limits: limitsOf(limits),
  };
  const otherwise = Object.entries(profiles).map(([profile, { at, env, lifetimes, tokensKeepAddress }]) => ({
    ...(at ? elsewhere(target) : target),
    ...(at && addressOf(at, file, `profiles.${profile}.at`)),
    ...(env && startedWith(env, target, `${file}: profiles.${profile}.env`)),
    ...(lifetimes && { lifetimes: lifetimesOf(lifetimes) }),
    ...(tokensKeepAddress !== undefined && { tokensKeepAddress }),
    profile,
  }));
  return withOwnMeans({ ...target, profiles: otherwise });
}

/** Where a target is, or how it is started. */
function placeIn(at: TargetFile["at"], protocol: ProtocolId, file: string): Pick<Target, "url"> {
  const { url, plain, ca, ...place } = at;
  const context = { folder: resolve(dirname(file)), as: `${file}: at.`, schemes: SCHEMES[transportOf(protocol)] };
  const start = startOf({ ...place, ca }, context);
  if (start) return { ...start, ...authorityOf(ca, file, "at") };
  if (url === undefined) throw new Error(`${file}: at says nothing, and was let through.`);
  return addressOf({ url, plain, ca }, file, "at");
}

/** A target that runs elsewhere already, whether or not the suite starts the one that it is a profile of. */
function elsewhere(target: Target): Target {
  const { start, plainUrl: _, ...others } = target;
  return start ? others : target;
}

function startedWith(env: Readonly<Record<string, string>>, { start }: Target, as: string): Pick<Target, "start"> {
  if (start) return { start: { ...start, env: { ...start.env, ...env } } };
  throw new UsageError(
    `${as}: the suite does not start this target. Give the profile an at of its own, or leave it out.`,
  );
}

function accountOf({ username, password, email, identity, disposable }: TargetFile["accounts"][number]): Account {
  return {
    username,
    password,
    ...(email !== undefined && { email }),
    ...(identity !== undefined && { identity }),
    ...(disposable && { disposable }),
  };
}

interface Address {
  readonly url: string;
  readonly ca?: string | undefined;
  readonly plain?: string | undefined;
}

/** @param key where in the file it is, for the message */
function addressOf({ url, ca, plain }: Address, file: string, key: string) {
  return {
    url: withoutSlash(url),
    ...(plain !== undefined && { plainUrl: withoutSlash(plain) }),
    ...authorityOf(ca, file, key),
  };
}

function authorityOf(ca: string | undefined, file: string, key: string): Pick<Target, "ca" | "caFile"> {
  return ca === undefined ? {} : { ca: readCa(resolve(dirname(file), ca), `${file}: ${key}.ca: ${ca}`), caFile: ca };
}

function lifetimesOf({ access, refresh, code, leeway }: TargetFile["lifetimes"]): Target["lifetimes"] {
  return {
    ...(access !== undefined && { accessMs: access }),
    ...(refresh !== undefined && { refreshMs: refresh }),
    ...(code !== undefined && { codeMs: code }),
    leewayMs: leeway,
  };
}

function hooksOf(
  { hooks, provision }: Pick<TargetFile, "hooks" | "provision">,
  folder: string,
): NonNullable<Target["hooks"]> {
  const commands = Object.entries(hooks).filter((entry): entry is [HookName, string] => typeof entry[1] === "string");
  const given = commands.map(([name, command]) => [name, commandHook(`hooks.${name}`, command, folder)] as const);
  const create = typeof provision === "object" ? commandHook("provision", provision.command, folder) : undefined;
  return { ...Object.fromEntries(given), ...(create && { "create-account": create }) };
}

function clockRequestOf({ method, path, headers, json }: z.infer<typeof ClockRequest>): HttpRequestSpelling {
  return { method, path, ...(headers && { headers }), ...(json && { json }) };
}

function listenOf({ host, port }: NonNullable<TargetFile["listen"]>): NonNullable<Target["listen"]> {
  return { host, ...(port !== undefined && { port }) };
}

function limitsOf({ failedLogins, suspension, requests, line }: TargetFile["limits"]): NonNullable<Target["limits"]> {
  return {
    ...(failedLogins && { failedLogins }),
    ...(suspension !== undefined && { suspensionMs: suspension }),
    ...(requests && { requests }),
    ...(line !== undefined && { line }),
  };
}

function withoutSlash(url: string): string {
  return url.replace(/\/+$/, "");
}

/**
 * Reads a certificate authority in PEM.
 *
 * @param as how whoever named the file would call it, for messages
 */
export function readCa(file: string, as: string): string {
  const pem = readText(file, as);
  if (!pem.includes("-----BEGIN CERTIFICATE-----")) {
    throw new UsageError(
      `${as}: no certificate in PEM. Give the certificate of the authority that signed the target's.`,
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

function readText(file: string, as = file): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new UsageError(`${as}: cannot be read (${code}). Check the path.`);
  }
}
