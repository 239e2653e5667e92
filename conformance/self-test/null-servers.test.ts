import { describe, expect, it } from "vitest";
import { suites } from "../catalogue/suites.ts";
import { systemClock } from "../engine/ports.ts";
import { createSecrets } from "../engine/secrets.ts";
import type { ProtocolId } from "../model/requirement.ts";
import { assemble } from "../report/assemble.ts";
import { exitCode } from "../report/exit-code.ts";
import { ACCOUNTS } from "./accounts.ts";
import { nullServers, startNullServer } from "./null-servers.ts";

const HEAD = {
  version: "0.0.0",
  spec: "0.0.0",
  seed: 1,
  maxWaitMs: 60_000,
  interrupted: false,
  startedAt: 0,
  durationMs: 0,
};
const OPTIONS = { only: [], skip: [], seed: 1, concurrency: 8, maxWaitMs: 0 };

describe.each(Object.keys(suites) as ProtocolId[])("the suite of %s", (protocol) => {
  it.each(Object.entries(nullServers))("passes nothing on a server that %s", async (_, answer) => {
    const server = await startNullServer(answer);
    const target = {
      name: "null",
      protocol,
      url: server.url,
      accounts: ACCOUNTS,
      lifetimes: { leewayMs: 0 },
      wire: {},
    };
    const secrets = createSecrets();
    const result = await suites[protocol].run(target, OPTIONS, { clock: systemClock, secrets });
    await server.stop();
    const report = assemble([result], secrets.all(), HEAD);

    expect(report.runs[0]?.checks.filter(({ grade }) => grade === "conformant")).toEqual([]);
    expect(report.summary.musts.verified).toBe(0);
    expect(report.summary.conformant).toBe(false);
    expect([1, 3]).toContain(exitCode(report));
  });
});
