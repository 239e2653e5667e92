import type { Seams } from "@authmark/reference-server/app";
import { describe, expect, it } from "vitest";
import { assemble } from "../report/assemble.ts";
import { renderConsole } from "../report/console.ts";
import { FORMATS } from "../report/formats.ts";
import { plain } from "../report/style.ts";
import { ACCOUNTS } from "./accounts.ts";
import { type TestedMutant, testMutant } from "./kills.ts";
import { hmailMutants } from "./mutants/hmail.ts";

const HEAD = {
  version: "0.0.0",
  spec: "0.0.0",
  seed: 1,
  maxWaitMs: 60_000,
  interrupted: false,
  startedAt: 0,
  durationMs: 0,
};

/** The broken server, and every token that it issues, gathered without the suite's help. */
function overheard(mutant: Seams): { seams: Seams; tokens: string[] } {
  const tokens: string[] = [];
  const listen = async (response: Response) => {
    for (const [token] of (await response.clone().text()).matchAll(/[A-Za-z0-9+/]{300,}={0,2}/g)) tokens.push(token);
    return response;
  };
  const respond: Seams["respond"] = async (response, request) =>
    listen(mutant.respond ? await mutant.respond(response, request) : response);
  return { seams: { ...mutant, respond }, tokens };
}

async function render(result: TestedMutant): Promise<[format: string, text: string][]> {
  const report = assemble([result], result.secrets, HEAD);
  const rendered = Object.entries(FORMATS).map(
    async ([format, load]) => [format, (await load())(report)] as [string, string],
  );
  return [...(await Promise.all(rendered)), ["console", renderConsole(report, plain)]];
}

/** The ways in which a secret could have been written down. */
function writings(secret: string): string[] {
  const json = JSON.stringify(secret).slice(1, -1);
  return [secret, json, encodeURIComponent(secret), Buffer.from(secret).toString("base64").replace(/=+$/, "")];
}

const TALKATIVE = [
  "a server that repeats what it refuses",
  "a server that repeats a token that it refuses",
  "a server that takes a token from the query",
  "a server that takes a token under any scheme",
  "a server that compares the first half of a refresh token",
  "a server that trims passwords",
  "a server that fails on a long password",
] as const;

describe("no secret leaves a run", () => {
  it.each(TALKATIVE)("against %s", async (name) => {
    const { seams, tokens } = overheard(hmailMutants[name]());
    const result = await testMutant("hmail", seams);
    const secrets = [...new Set(tokens), ...ACCOUNTS.map(({ password }) => password)];
    expect(secrets.length).toBeGreaterThan(20);
    for (const [format, text] of await render(result)) {
      const leaked = secrets.filter((secret) => writings(secret).some((written) => text.includes(written)));
      expect(leaked, format).toEqual([]);
    }
  });
});
