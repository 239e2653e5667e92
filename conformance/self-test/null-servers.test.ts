import { describe, expect, it } from "vitest";
import { suiteOf, suites } from "../catalogue/suites.ts";
import { systemClock } from "../engine/ports.ts";
import { createSecrets } from "../engine/secrets.ts";
import type { ProtocolId } from "../model/requirement.ts";
import { exitCode } from "../report/exit-code.ts";
import { transportOf } from "../targets/wires.ts";
import { reportOn } from "../testing/results.ts";
import { nullServers, startNullServer } from "./null-servers.ts";
import { variantOf } from "./variants.ts";

const OPTIONS = { only: [], skip: [], seed: 1, concurrency: 8, maxWaitMs: 0, silenceMs: 300 };
/** Where nobody can log in, nothing is verified. These let everybody in, and are reported for it. */
const LETS_IN = [
  "hmail answers a constant Success",
  "session answers a constant session",
  "getnative answers a constant account",
];
/** A few silences, and some more on a machine that is busy. */
const BOUND_MS = 10_000;
/** Where everybody is let in, tokens are renewed some seconds apart. */
const BOUND_INSIDE_MS = 60_000;

const overHttp = (Object.keys(suites) as ProtocolId[]).filter((protocol) => transportOf(protocol) === "http");

describe.each(overHttp)("the suite of %s", (protocol) => {
  it.each(Object.entries(nullServers))("passes nothing on a server that %s", async (name, answer) => {
    const server = await startNullServer(answer);
    const target = {
      name: "null",
      protocol,
      url: server.url,
      accounts: variantOf(protocol).accounts.slice(0, 3),
      lifetimes: { leewayMs: 0 },
      wire: {},
    };
    const startedAt = Date.now();
    const result = await suiteOf(target).run(target, OPTIONS, { clock: systemClock, secrets: createSecrets() });
    const tookMs = Date.now() - startedAt;
    await server.stop();
    const report = reportOn([result]);

    expect(report.runs[0]?.checks.filter(({ grade }) => grade === "conformant")).toEqual([]);
    expect(report.summary.musts.verified).toBe(0);
    expect(report.summary.conformant).toBe(false);
    expect(report.summary.checks["suite-error"] ?? 0).toBe(0);
    const letsIn = LETS_IN.includes(`${protocol} ${name}`);
    expect(exitCode(report)).toBe(letsIn ? 1 : 3);
    expect(tookMs).toBeLessThan(letsIn ? BOUND_INSIDE_MS : BOUND_MS);
  });
});
