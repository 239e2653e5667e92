import { describe, expect, it } from "vitest";
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

/**
 * Tests a broken server and looks in every format of the report for the secrets of the run.
 *
 * @returns the report in each format, and the tokens that the server issued
 */
export async function expectNoSecretOf(protocol: ProtocolId, mutant: Broken) {
  const { broken, tokens } = overheard(protocol, mutant);
  const formats = await render(await testMutant(protocol, broken));
  const secrets = [...new Set(tokens), ...[...ACCOUNTS, OPERATOR].map(({ password }) => password)];
  expect(secrets.length).toBeGreaterThan(20);
  expect(Math.min(...secrets.map(({ length }) => length))).toBeGreaterThanOrEqual(BEGINNING);
  for (const [format, text] of formats) expect(leaks(text, secrets), format).toEqual([]);
  return { formats: new Map(formats), tokens };
}

/** A test for each of these broken servers of a protocol: what a run against it reports holds no secret. */
export function tellsNoSecretOf(protocol: ProtocolId, names: readonly string[]): void {
  describe(`no secret leaves a run of ${protocol}`, () => {
    it.each(names)("against %s", async (name) => {
      const mutant = brokenServers[protocol].mutants[name];
      if (!mutant) throw new Error("There is no such broken server.");
      await expectNoSecretOf(protocol, mutant());
    });
  });
}

/** Broken servers that every protocol over HTTP with a password has, and that make a suite say much. */
export const OF_EVERY_API = [
  "a server that repeats what it refuses",
  "a server that repeats a token that it refuses",
  "a server that takes a token from the query",
  "a server that trims passwords",
  "a server that fails on a long password",
];
