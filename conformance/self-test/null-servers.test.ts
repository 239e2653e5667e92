import { describe, expect, it } from "vitest";
import { allSuites } from "../catalogue/suites.ts";
import { systemClock } from "../engine/ports.ts";
import { createSecrets } from "../engine/secrets.ts";
import { exitCode } from "../report/exit-code.ts";
import { transportOf } from "../targets/wires.ts";
import { reportOn } from "../testing/results.ts";
import { nullServers, startNullServer } from "./null-servers.ts";
import { variantOf } from "./variants.ts";

const OPTIONS = { only: [], skip: [], seed: 1, concurrency: 8, maxWaitMs: 0, silenceMs: 300 };
/** Where nobody can log in, nothing is verified. These let everybody in, and are reported for it. */
const LETS_IN = [
  "hmail server answers a constant Success",
  "session server answers a constant session",
  "getnative server answers a constant account",
  "pattmayne auth-app logs every browser in",
  "pattmayne client-app logs every browser in, and sends it on",
];
/** A few silences, and some more on a machine that is busy. */
const BOUND_MS = 10_000;
/** Where everybody is let in, tokens are renewed some seconds apart. */
const BOUND_INSIDE_MS = 60_000;

const overHttp = allSuites().filter(({ protocol }) => transportOf(protocol) === "http");

describe.each(overHttp)("the suite of $protocol, of a $role", ({ protocol, role, suite }) => {
  it.each(Object.entries(nullServers))("passes nothing on a server that %s", async (name, answer) => {
    const server = await startNullServer(answer);
    const { accounts, tell, target: own } = variantOf(protocol, role);
    const told = await tell?.({ folder: import.meta.dirname });
    const target = {
      name: "null",
      protocol,
      role,
      url: server.url,
      accounts: accounts.slice(0, 3),
      lifetimes: { leewayMs: 0 },
      ...told?.target,
      wire: own.wire,
    };
    const startedAt = Date.now();
    const result = await suite.run(target, OPTIONS, { clock: systemClock, secrets: createSecrets() });
    const tookMs = Date.now() - startedAt;
    await server.stop();
    const report = reportOn([result]);

    expect(report.runs[0]?.checks.filter(({ grade }) => grade === "conformant")).toEqual([]);
    expect(report.summary.musts.verified).toBe(0);
    expect(report.summary.conformant).toBe(false);
    expect(report.summary.checks["suite-error"] ?? 0).toBe(0);
    const letsIn = LETS_IN.includes(`${protocol} ${role} ${name}`);
    expect(exitCode(report)).toBe(letsIn ? 1 : 3);
    expect(tookMs).toBeLessThan(letsIn ? BOUND_INSIDE_MS : BOUND_MS);
  });
});
