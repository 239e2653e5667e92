import type { ProtocolId } from "../../model/requirement.ts";
import { assemble } from "../../report/assemble.ts";
import { renderConsole } from "../../report/console.ts";
import { FORMATS } from "../../report/formats.ts";
import { plain } from "../../report/style.ts";
import { ACCOUNTS, OPERATOR } from "../accounts.ts";
import { type TestedMutant, testMutant } from "../kills.ts";
import type { Broken } from "../mutants/broken.ts";
import { brokenServers } from "../mutants/protocols.ts";
import { BEGINNING, leaks } from "./leaks.ts";
import { overheard } from "./overheard.ts";

const HEAD = {
  version: "0.0.0",
  spec: "0.0.0",
  seed: 1,
  maxWaitMs: 60_000,
  interrupted: false,
  startedAt: 0,
  durationMs: 0,
};

async function render(result: TestedMutant): Promise<[format: string, text: string][]> {
  const report = assemble([result], result.secrets, HEAD);
  const rendered = Object.entries(FORMATS).map(
    async ([format, load]) => [format, (await load())(report)] as [string, string],
  );
  return [...(await Promise.all(rendered)), ["console", renderConsole(report, plain)]];
}

/** So many secrets at least a run has, or they were not found. */
const FEWEST_SECRETS = 20;

/** What a run reports, and what of it must not be there. */
interface Told {
  /** The report in each format. */
  readonly formats: ReadonlyMap<string, string>;
  /** What the server issued. */
  readonly tokens: readonly string[];
  /** The secrets that stand in a report, by its format. */
  readonly leaks: Readonly<Record<string, readonly string[]>>;
}

/** Tests a broken server, and looks in every format of the report for the secrets of the run. */
export async function toldOf(protocol: ProtocolId, mutant: Broken): Promise<Told> {
  const { broken, tokens } = overheard(protocol, mutant);
  const formats = await render(await testMutant(protocol, broken));
  const secrets = [...new Set(tokens), ...[...ACCOUNTS, OPERATOR].map(({ password }) => password)];
  if (secrets.length < FEWEST_SECRETS || secrets.some(({ length }) => length < BEGINNING)) {
    throw new Error(`${secrets.length} secrets were overheard, and they have to be ${FEWEST_SECRETS} long ones.`);
  }
  const found = formats.map(([format, text]) => [format, leaks(text, secrets)] as const);
  return { formats: new Map(formats), tokens, leaks: Object.fromEntries(found.filter(([, all]) => all.length > 0)) };
}

/** What leaks from a run against a broken server of this name. */
export async function leaksOf(protocol: ProtocolId, name: string): Promise<Told["leaks"]> {
  const mutant = brokenServers[protocol].mutants[name];
  if (!mutant) throw new Error("There is no such broken server.");
  return (await toldOf(protocol, mutant())).leaks;
}

/** Broken servers that every protocol over HTTP with a password has, and that make a suite say much. */
export const OF_EVERY_API = [
  "a server that repeats what it refuses",
  "a server that repeats a token that it refuses",
  "a server that takes a token from the query",
  "a server that trims passwords",
  "a server that fails on a long password",
];
