import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { serve } from "@authmark/reference-server/app";
import { defaults } from "@authmark/reference-server/config";
import { expect, it } from "vitest";
import { suiteOf } from "../catalogue/suites.ts";
import { systemClock } from "../engine/ports.ts";
import { createSecrets } from "../engine/secrets.ts";
import type { ProtocolId } from "../model/requirement.ts";
import type { Target } from "../model/target.ts";
import { assemble } from "../report/assemble.ts";
import { variableName } from "../report/shell.ts";
import { brokenServers } from "./mutants/protocols.ts";
import { variantOf } from "./variants.ts";

const HEAD = {
  version: "0",
  spec: "0",
  seed: 1,
  maxWaitMs: 0,
  interrupted: false,
  startedAt: 0,
  durationMs: 0,
};

/** Broken servers of each way to carry tokens: what the line is given for, what it needs, and what it shows again. */
const SEEN: readonly { protocol: ProtocolId; name: string; only: string; needs: RegExp; shows: RegExp }[] = [
  {
    protocol: "hmail",
    name: "a server that takes an access token for a refresh token",
    only: "hmail.access-token-is-no-refresh-token",
    needs: /^# ACCESS_TOKEN_\d+: the accessToken in the answer to /,
    shows: /^HTTP\/1\.1 200 .*\{"Success":\{"token":"/s,
  },
  {
    protocol: "session",
    name: "a server that takes a token under any scheme",
    only: "session.session-needs-an-access-token/digest-scheme",
    needs: /^# ACCESS_TOKEN_\d+: the accessToken in the answer to /,
    shows: /^HTTP\/1\.1 200 .*\{"username":"/s,
  },
  {
    protocol: "session",
    name: "a server that answers for the user of the refresh cookie",
    only: "session.refresh-token-is-no-bearer/refresh-cookie-alone",
    needs: /^# \w+_TOKEN_\d+: the \w+Token in the answer to /,
    shows: /^HTTP\/1\.1 200 .*\{"username":"/s,
  },
  {
    protocol: "getnative",
    name: "a server that takes a token under any scheme",
    only: "getnative.other-schemes-are-refused/digest-scheme",
    needs: /^# ACCESS_TOKEN_\d+: the accessToken in the answer to /,
    shows: /^HTTP\/1\.1 200 .*\{"id":/s,
  },
  {
    protocol: "angen",
    name: "a server that takes any password of a known user",
    only: "angen.wrong-password-is-failure",
    needs: /^# PASSWORD_\w+: the password of /,
    shows: /^\{"name":"auth\/token"/m,
  },
  {
    protocol: "pattmayne",
    name: "a server that takes a token from the query",
    only: "pattmayne.token-in-the-query-is-ignored",
    needs: /^# ACCESS_TOKEN_\d+: the accessToken in the answer to /,
    shows: /^HTTP\/1\.1 200 .*\{"user_id":/s,
  },
  {
    protocol: "pattmayne",
    name: "a client app that takes a refresh token for a signed one",
    only: "pattmayne.app-refresh-token-is-no-jwt",
    needs: /^# REFRESH_TOKEN_\d+: /,
    shows: /^HTTP\/1\.1 200 .*\{"user_id":/s,
  },
];

it.each(SEEN)(
  "what is found of $name, of $protocol, is seen again by the lines that are given for it",
  async (seen) => {
    const { protocol, only, needs, shows } = seen;
    const config = { protocols: [protocol], port: 0, log: "silent" as const, argon2: { memory: 8, passes: 1 } };
    const { role, ...mutant } = brokenServers[protocol].mutants[seen.name]?.() ?? {};
    const variant = variantOf(protocol, role);
    const accounts = variant.accounts.slice(0, 3);
    const folder = mkdtempSync(join(tmpdir(), "authmark-by-hand-"));
    const told = await variant.tell?.({ folder });
    const server = await serve({ ...defaults, ...config, accounts, ...told?.config }, mutant);
    try {
      const target: Target = {
        name: "x",
        protocol,
        url: server.listeners.find((each) => each.role === variant.role)?.url ?? "",
        accounts,
        lifetimes: { leewayMs: 0 },
        ...told?.target,
        ...variant.target,
      };
      const options = { only: [only], skip: [], seed: 1, concurrency: 1, maxWaitMs: 0 };
      const secrets = createSecrets();
      const run = await suiteOf(target).run(target, options, { clock: systemClock, secrets });
      const report = assemble([run], secrets.all(), HEAD);
      const found = report.runs[0]?.checks.find(({ grade }) => grade === "violation");
      const lines = found?.byHand ?? [];
      const [comments, commands] = [lines.slice(0, -1), lines.slice(-1)];
      expect(comments.filter((comment) => !needs.test(comment))).toEqual([]);
      expect(comments).not.toEqual([]);

      const values = secrets.all().map(({ label, value }) => [variableName(label), value]);
      const env = { PATH: process.env["PATH"], ...Object.fromEntries(values) };
      const { stdout } = await promisify(execFile)("/bin/sh", ["-c", commands.join("")], { env });

      expect(stdout).toMatch(shows);
    } finally {
      await server.close();
      rmSync(folder, { recursive: true });
    }
  },
);
