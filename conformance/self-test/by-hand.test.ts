import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { serve } from "@authmark/reference-server/app";
import { defaults } from "@authmark/reference-server/config";
import { expect, it } from "vitest";
import { suites } from "../catalogue/suites.ts";
import { systemClock } from "../engine/ports.ts";
import { createSecrets } from "../engine/secrets.ts";
import { assemble } from "../report/assemble.ts";
import { variableName } from "../report/shell.ts";
import { ACCOUNTS } from "./accounts.ts";
import { hmailMutants } from "./mutants/hmail.ts";

const HEAD = {
  version: "0",
  spec: "0",
  seed: 1,
  maxWaitMs: 0,
  interrupted: false,
  startedAt: 0,
  durationMs: 0,
};

it("what is found of a broken server is seen again by the lines that are given for it", async () => {
  const config = { protocols: ["hmail" as const], port: 0, log: "silent" as const, argon2: { memory: 8, passes: 1 } };
  const mutant = hmailMutants["a server that takes an access token for a refresh token"]();
  const server = await serve({ ...defaults, ...config, accounts: ACCOUNTS }, mutant);
  try {
    const url = server.listeners[0]?.url ?? "";
    const target = {
      name: "x",
      protocol: "hmail",
      url,
      accounts: ACCOUNTS,
      lifetimes: { leewayMs: 0 },
      wire: {},
    } as const;
    const options = {
      only: ["hmail.access-token-is-no-refresh-token"],
      skip: [],
      seed: 1,
      concurrency: 1,
      maxWaitMs: 0,
    };
    const secrets = createSecrets();
    const run = await suites.hmail.run(target, options, { clock: systemClock, secrets });
    const report = assemble([run], secrets.all(), HEAD);
    const found = report.runs[0]?.checks.find(({ grade }) => grade === "violation");
    const [comment = "", command = "", ...more] = found?.byHand ?? [];
    expect(more).toEqual([]);
    expect(comment).toMatch(/^# ACCESS_TOKEN_\d+: the accessToken in the answer to /);

    const values = secrets.all().map(({ label, value }) => [variableName(label), value]);
    const env = { PATH: process.env["PATH"], ...Object.fromEntries(values) };
    const { stdout } = await promisify(execFile)("/bin/sh", ["-c", command], { env });

    expect(stdout).toMatch(/^HTTP\/1\.1 200 /);
    expect(stdout).toContain('{"Success":{"token":"');
  } finally {
    await server.close();
  }
});
