import { existsSync } from "node:fs";
import { dirname, isAbsolute, relative } from "node:path";
import { suites } from "../catalogue/suites.ts";
import { systemClock } from "../engine/ports.ts";
import { createSecrets, type Secrets } from "../engine/secrets.ts";
import type { Survey } from "../engine/survey.ts";
import { faultOfAddress, isLoopback } from "../kit/address.ts";
import { DEFAULT_MAX_WAIT_MS } from "../model/defaults.ts";
import { UsageError } from "../model/errors.ts";
import { draft, targetOf } from "../probe/draft.ts";
import type { Found } from "../probe/found.ts";
import { probe } from "../probe/probe.ts";
import { canBeTested } from "../report/doctor/examine.ts";
import { renderProbe } from "../report/probe.ts";
import { styleFor } from "../report/style.ts";
import { readCa } from "../targets/target-file.ts";
import { writeNew } from "./init.ts";
import { parseHeaders, variablesOf } from "./probe-headers.ts";
import { parseAccount, remoteMessage } from "./targets.ts";

/** The options of `authmark init` that go with a probe. */
export interface ProbeOptions {
  readonly probe: string;
  readonly protocol?: string;
  readonly account?: string;
  readonly client?: string;
  /** `NAME: VALUE`, each sent with every request. */
  readonly header?: readonly string[];
  readonly ca?: string;
  readonly allowRemote?: true;
}

/**
 * `authmark init --probe`: finds out how a server spells its sessions, and writes a target file of that.
 *
 * @param file where to write it; to standard output without one
 * @returns the exit code: 0 if the server can be tested by the file, 3 if something has to be filled in before
 * @throws UsageError for a mistake in the options, and where nothing answers
 */
export async function initByProbe(file: string | undefined, options: ProbeOptions): Promise<number> {
  const url = options.probe.replace(/\/+$/, "");
  refuse(url, file, options);
  const account = parseAccount(options.account ?? "", process.env);
  const client = options.client === undefined ? undefined : parseClient(options.client, process.env);
  const headers = parseHeaders(options.header ?? [], process.env);
  const ca = options.ca === undefined ? {} : { ca: readCa(options.ca, `--ca ${options.ca}`) };
  const secrets = createSecrets();
  const own = variablesOf(headers, process.env);
  for (const value of Object.values(own)) secrets.see("header", value);
  const given = { ...(client && { client }), ...(Object.keys(headers).length > 0 && { headers }) };
  const found = await probe({ url, ...ca, credentials: account, ...given }, secrets);
  const named = options.ca === undefined ? {} : { ca: fromFolderOf(file, options.ca) };
  const parts = { found, username: account.username, ...named };
  const environment = { AUTHMARK_PASSWORD: account.password, AUTHMARK_CLIENT_SECRET: client?.secret, ...own };
  const survey = await look(draft(parts), file ?? "authmark.yaml", found, environment, secrets);
  const { policy } = survey?.observed ?? {};
  const text = draft({ ...parts, ...(policy && { policy }) });
  if (file === undefined) process.stdout.write(text);
  else writeNew(file, text);
  const isAble = survey !== undefined && canBeTested(survey);
  const stream = file === undefined ? process.stderr : process.stdout;
  const seen = {
    found,
    isAble,
    notes: survey?.notes ?? [],
    ...(policy && { policy }),
    ...(file !== undefined && { file }),
  };
  const variables = ["AUTHMARK_PASSWORD", ...(client?.secret ? ["AUTHMARK_CLIENT_SECRET"] : []), ...Object.keys(own)];
  stream.write(renderProbe({ ...seen, variables }, secrets.all(), styleFor(stream)));
  return isAble ? 0 : 3;
}

/** Looks at the server by the file, as the doctor does: so the file is known to do, and the policy is seen. */
async function look(
  text: string,
  file: string,
  found: Found,
  environment: NodeJS.ProcessEnv,
  secrets: Secrets,
): Promise<Survey | undefined> {
  if (!found.login || !found.session) return undefined;
  const ports = { clock: systemClock, secrets };
  return suites.session.server.survey(targetOf(text, file, environment), DEFAULT_MAX_WAIT_MS, ports);
}

function refuse(url: string, file: string | undefined, { protocol, account, allowRemote }: ProbeOptions): void {
  const fault = faultOfAddress(url);
  if (fault) throw new UsageError(`--probe ${url}: ${fault}.`);
  if (protocol !== undefined && protocol !== "session") {
    throw new UsageError(
      `--protocol ${protocol}: --probe finds out how sessions are spelt; leave it out, or write session.`,
    );
  }
  if (account === undefined)
    throw new UsageError("--probe: give a user who can log in there: --account USER:PASSWORD.");
  if (!allowRemote && !isLoopback(url)) throw new UsageError(remoteMessage(url));
  // Said before anything is asked; writing looks once more.
  if (file !== undefined && existsSync(file)) {
    throw new UsageError(`${file}: is there already, and is left as it is. Name another file: --output FILE.`);
  }
}

function parseClient(text: string, environment: NodeJS.ProcessEnv): { id: string; secret?: string } {
  const colon = text.indexOf(":");
  const [id, secret] =
    colon < 0 ? [text, environment["AUTHMARK_CLIENT_SECRET"]] : [text.slice(0, colon), text.slice(colon + 1)];
  if (id === "") throw new UsageError("--client: there is no client. Write ID or ID:SECRET.");
  return { id, ...(secret !== undefined && secret !== "" && { secret }) };
}

/** A path as a target file names it, which is from its own folder. */
function fromFolderOf(file: string | undefined, path: string): string {
  if (isAbsolute(path)) return path;
  const own = relative(dirname(file ?? "authmark.yaml"), path);
  return own.startsWith(".") ? own : `./${own}`;
}
