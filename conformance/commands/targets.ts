import { faultOfAddress, isLoopback } from "../kit/address.ts";
import { UsageError } from "../model/errors.ts";
import { type ProtocolId, rolesOf } from "../model/requirement.ts";
import type { Account, Target } from "../model/target.ts";
import { refuseDuplicates } from "../targets/accounts.ts";
import { refuseWithoutFile } from "../targets/apps-keys.ts";
import { parseDuration } from "../targets/duration.ts";
import { roleOf } from "../targets/roles.ts";
import { readCa, readTargetFile } from "../targets/target-file.ts";
import { transportOf } from "../targets/wires.ts";
import type { TargetOptions } from "./test-options.ts";

/**
 * The targets that the options name: target files, or a protocol and an address.
 *
 * @throws UsageError that names the option and the remedy
 */
export function targetsOf(
  options: TargetOptions,
  protocols: readonly string[],
  environment: NodeJS.ProcessEnv,
): Target[] {
  const named = options.target.map((file) => readTargetFile(file, environment));
  const targets =
    options.url !== undefined || options.protocol !== undefined
      ? [...named, byUrl(options, protocols, environment)]
      : named;
  if (targets.length > 0 && targets.length === named.length) refuseWithoutUrl(options);
  if (targets.length === 0) {
    throw new UsageError("there is nothing to test. Name a target: --target FILE, or --protocol P --url URL.");
  }
  refuseSameNames(targets);
  for (const { file, accounts } of targets) refuseDuplicates(accounts, file ? `${file}: accounts` : "--account");
  for (const { url } of targets) if (!options.allowRemote && !isLoopback(url)) throw new UsageError(remoteMessage(url));
  return targets;
}

/** Reports tell targets apart by their names. */
function refuseSameNames(targets: readonly Target[]): void {
  const names = targets.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice === undefined) return;
  const files = targets.filter(({ name }) => name === twice).map(({ file, url }) => file ?? url);
  throw new UsageError(
    `--target ${files.join(", --target ")}: both are called ${twice}. Give each target once, with a name: of its own.`,
  );
}

/** What belongs to --url would be ignored beside a target file alone. */
function refuseWithoutUrl({ ca, role, account, lifetime }: TargetOptions): void {
  const given = [
    ...(role === undefined ? [] : ["--role"]),
    ...(ca === undefined ? [] : ["--ca"]),
    ...account.map(() => "--account"),
    ...lifetime.map(() => "--lifetime"),
  ];
  if (given[0] === undefined) return;
  throw new UsageError(`${given[0]} goes with --url. In a target file write at.ca, accounts and lifetimes.`);
}

function byUrl(options: TargetOptions, protocols: readonly string[], environment: NodeJS.ProcessEnv): Target {
  const { protocol, role, url, ca } = options;
  if (protocol === undefined || !protocols.includes(protocol)) {
    throw new UsageError(`--protocol ${protocol ?? "is missing"}: write one of ${protocols.join(", ")}.`);
  }
  const roles = rolesOf(protocol);
  if (role !== undefined && !roles.some((known) => known === role)) {
    throw new UsageError(`--role ${role}: write one of ${roles.join(", ")}, which are the roles of ${protocol}.`);
  }
  refuseWithoutFile(role);
  const fault = faultOfAddress(url ?? "", transportOf(protocol as ProtocolId));
  if (url === undefined || fault) throw new UsageError(`--url${url === undefined ? " is missing" : ""}: ${fault}.`);
  return {
    name: url,
    protocol: protocol as ProtocolId,
    ...roleOf(protocol, role),
    url: url.replace(/\/+$/, ""),
    ...(ca !== undefined && { ca: readCa(ca, `--ca ${ca}`), caFile: ca }),
    accounts: options.account.map((text) => parseAccount(text, environment)),
    lifetimes: { leewayMs: 0, ...lifetimesOf(options.lifetime) },
    wire: {},
  };
}

/**
 * Parses USER:PASSWORD, or USER with a password from the environment.
 *
 * @throws UsageError that names the remedy
 */
export function parseAccount(text: string, environment: NodeJS.ProcessEnv): Account {
  const colon = text.indexOf(":");
  const [username, password] =
    colon < 0 ? [text, environment["AUTHMARK_PASSWORD"]] : [text.slice(0, colon), text.slice(colon + 1)];
  if (username === "") throw new UsageError("--account: there is no user. Write USER:PASSWORD.");
  if (password === undefined || password === "") {
    throw new UsageError(`--account ${username}: there is no password. Write USER:PASSWORD, or set AUTHMARK_PASSWORD.`);
  }
  return { username, password };
}

const LIFETIMES = { access: "accessMs", refresh: "refreshMs", code: "codeMs", leeway: "leewayMs" } as const;

function lifetimesOf(texts: readonly string[]): Partial<Target["lifetimes"]> {
  const entries = texts.map((text) => {
    const [name = "", value = ""] = text.split("=");
    const milliseconds = parseDuration(value);
    if (!Object.hasOwn(LIFETIMES, name) || milliseconds === undefined) {
      throw new UsageError(
        `--lifetime ${text}: write access=SECONDS, refresh=SECONDS, code=SECONDS or leeway=SECONDS.`,
      );
    }
    return [LIFETIMES[name as keyof typeof LIFETIMES], milliseconds] as const;
  });
  return Object.fromEntries(entries);
}

/** What is to be said where a server is not on this machine, and nobody said that it may be asked. */
export function remoteMessage(url: string): string {
  return `${url} is not on this machine. The suite sends bad input and wrong passwords: if you may do that there, say --allow-remote.`;
}
