import { faultOfAddress, isLoopback } from "../kit/address.ts";
import { UsageError } from "../model/errors.ts";
import { type ProtocolId, rolesOf } from "../model/requirement.ts";
import type { Account, Target } from "../model/target.ts";
import { refuseDuplicates } from "../targets/accounts.ts";
import { refuseWithoutFile } from "../targets/apps-keys.ts";
import { parseDuration } from "../targets/duration.ts";
import { roleOf } from "../targets/roles.ts";
import { withOwnMeans } from "../targets/start/own-means.ts";
import { SCHEMES, startOf } from "../targets/start/place.ts";
import { readCa, readTargetFile } from "../targets/target-file.ts";
import { transportOf } from "../targets/wires.ts";
import { wholeNumber } from "./numbers.ts";
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
    WAYS.some((way) => options[way] !== undefined) || options.protocol !== undefined
      ? [...named, byOptions(options, protocols, environment)]
      : named;
  if (targets.length > 0 && targets.length === named.length) refuseWithoutUrl(options);
  if (targets.length === 0) {
    throw new UsageError(
      "there is nothing to test. Name a target: --target FILE, or --protocol P with --url URL, --command C, --image I or --compose FILE.",
    );
  }
  refuseSameNames(targets);
  for (const { file, accounts } of targets) refuseDuplicates(accounts, file ? `${file}: accounts` : "--account");
  for (const { url, start } of targets) {
    if (!start && !options.allowRemote && !isLoopback(url)) throw new UsageError(remoteMessage(url));
  }
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
function refuseWithoutUrl({ ca, role, port, account, lifetime }: TargetOptions): void {
  const given = [
    ...(port === undefined ? [] : ["--port"]),
    ...(role === undefined ? [] : ["--role"]),
    ...(ca === undefined ? [] : ["--ca"]),
    ...account.map(() => "--account"),
    ...lifetime.map(() => "--lifetime"),
  ];
  if (given[0] === undefined) return;
  throw new UsageError(
    `${given[0]} goes with --url, --command, --image or --compose. In a target file write at.ca, at.port, accounts and lifetimes.`,
  );
}

/** What a target is named by, beside its protocol. */
const WAYS = ["url", "command", "image", "compose"] as const;

function byOptions(options: TargetOptions, protocols: readonly string[], environment: NodeJS.ProcessEnv): Target {
  const { protocol, role, ca } = options;
  if (protocol === undefined && options.target.length > 0) {
    const way = WAYS.find((each) => options[each] !== undefined);
    throw new UsageError(`--${way}: a target file says itself where its target is; write at.${way} there.`);
  }
  if (protocol === undefined || !protocols.includes(protocol)) {
    throw new UsageError(`--protocol ${protocol ?? "is missing"}: write one of ${protocols.join(", ")}.`);
  }
  const roles = rolesOf(protocol);
  if (role !== undefined && !roles.some((known) => known === role)) {
    throw new UsageError(`--role ${role}: write one of ${roles.join(", ")}, which are the roles of ${protocol}.`);
  }
  refuseWithoutFile(role);
  const place = placeOf(options, protocol as ProtocolId);
  return withOwnMeans({
    name: place.start ? abridged(place.start.what) : place.url,
    protocol: protocol as ProtocolId,
    ...roleOf(protocol, role),
    ...place,
    ...(ca !== undefined && { ca: readCa(ca, `--ca ${ca}`), caFile: ca }),
    accounts: options.account.map((text) => parseAccount(text, environment)),
    lifetimes: { leewayMs: 0, ...lifetimesOf(options.lifetime) },
    wire: {},
  });
}

/** A command may be long, and stands at the head of a report. */
function abridged(what: string): string {
  return what.length > LONGEST_NAME ? `${what.slice(0, LONGEST_NAME)}…` : what;
}

const LONGEST_NAME = 60;

/** Where the target is, or what it is started from. */
function placeOf(options: TargetOptions, protocol: ProtocolId): Pick<Target, "url" | "start"> {
  const { url, command, image, compose, port, ca } = options;
  const given = WAYS.filter((way) => options[way] !== undefined);
  if (given.length > 1) throw new UsageError(`--${given.join(" and --")}: a target is one of them. Write one.`);
  const transport = transportOf(protocol);
  const start = startOf(
    { command, image, compose, ca, port: port === undefined ? undefined : wholeNumber("--port", port, 1, 65_535) },
    { folder: process.cwd(), as: "--", schemes: SCHEMES[transport] },
  );
  if (start) return start;
  if (port !== undefined) throw new UsageError("--port: goes with --command, --image or --compose. Write it in --url.");
  const fault = faultOfAddress(url ?? "", transport);
  if (url === undefined || fault) throw new UsageError(`--url${url === undefined ? " is missing" : ""}: ${fault}.`);
  return { url: url.replace(/\/+$/, "") };
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
