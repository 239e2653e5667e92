import { describe, expect, it } from "vitest";
import { suiteOf, suites } from "../catalogue/suites.ts";
import { systemClock } from "../engine/ports.ts";
import { createSecrets } from "../engine/secrets.ts";
import type { ProtocolId } from "../model/requirement.ts";
import { exitCode } from "../report/exit-code.ts";
import { transportOf } from "../targets/wires.ts";
import { reportOn } from "../testing/results.ts";
import { lineNullServers, startLineServer } from "./line-null-servers.ts";

const OPTIONS = { only: [], skip: [], seed: 1, concurrency: 8, maxWaitMs: 0, silenceMs: 300 };
const ACCOUNTS = ["alice", "bob", "carol"].map((username) => ({ username, password: `the password of ${username}` }));
/** Where nobody can log in, nothing is verified. These give anybody a token, and are reported for it. */
const LETS_IN = ["lets everybody in", "answers a constant token"];
const BOUND_MS = 20_000;
/** Where everybody is let in, every check runs, and some wait for connections to be dropped that are not. */
const BOUND_INSIDE_MS = 60_000;

const inLines = (Object.keys(suites) as ProtocolId[]).filter((protocol) => transportOf(protocol) === "stream");

describe.each(inLines)("the suite of %s", (protocol) => {
  it.each(Object.entries(lineNullServers))(
    "passes nothing on a server that %s",
    { timeout: 90_000 },
    async (name, serve) => {
      const server = await startLineServer(serve);
      const target = {
        name: "null",
        protocol,
        url: server.url,
        accounts: ACCOUNTS,
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
      expect(report.summary.checks["suite-error"] ?? 0).toBe(0);
      expect(exitCode(report)).toBe(LETS_IN.includes(name) ? 1 : 3);
      expect(tookMs).toBeLessThan(LETS_IN.includes(name) ? BOUND_INSIDE_MS : BOUND_MS);
    },
  );
});
