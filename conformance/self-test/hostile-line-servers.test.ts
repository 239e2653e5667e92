import { type Running, serve } from "@authmark/reference-server/app";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { suiteOf, suites } from "../catalogue/suites.ts";
import { systemClock } from "../engine/ports.ts";
import { createSecrets } from "../engine/secrets.ts";
import type { ProtocolId } from "../model/requirement.ts";
import { exitCode } from "../report/exit-code.ts";
import { transportOf } from "../targets/wires.ts";
import { reportOn } from "../testing/results.ts";
import { expectShowable, expectTold } from "../testing/showable.ts";
import { type LineHostility, lineHostilities, startHostileLineServer } from "./hostile-line-servers.ts";
import { CHEAP } from "./kills.ts";
import { variantOf } from "./variants.ts";

const inLines = (Object.keys(suites) as ProtocolId[]).filter((protocol) => transportOf(protocol) === "stream");

/** Checks that pass by some success behind a login, which no hostile server has; and those that see every answer. */
const BEHIND_LOGIN = [
  "*.login-is-for-one-connection/two-users",
  "*.ping-is-answered/*",
  "*.both-codes-renew-a-token/*",
  "*.message-id-is-mirrored/an-id-*",
  "**/the-whole-run",
];
const SILENCE_MS = 300;
/** Every silence that is waited out in full, and some more on a machine that is busy. */
const BOUND_MS = 20_000;

async function test(protocol: ProtocolId, hostility: LineHostility, sound?: URL) {
  const server = await startHostileLineServer(hostility, sound);
  const accounts = variantOf(protocol).accounts.slice(0, 3);
  const target = { name: "t", protocol, url: server.url, accounts, lifetimes: { leewayMs: 0 }, wire: {} };
  const options = { skip: [], seed: 1, concurrency: 8, maxWaitMs: 0, silenceMs: SILENCE_MS };
  const only = sound ? BEHIND_LOGIN : [];
  const startedAt = Date.now();
  const ports = { clock: systemClock, secrets: createSecrets() };
  const result = await suiteOf(target).run(target, { ...options, only }, ports);
  const tookMs = Date.now() - startedAt;
  await server.stop();
  return { results: result.results, tookMs, report: reportOn([result]) };
}

describe.each(inLines)("the suite of %s, on a server that", (protocol) => {
  let sound: Running;
  const soundUrl = () => new URL(sound.listeners[0]?.url ?? "");
  beforeAll(async () => {
    sound = await serve({ ...CHEAP, accessTtl: 600, refreshTtl: 1200, protocols: [protocol], port: 0 });
  });
  afterAll(() => sound.close());

  it.each(Object.entries(lineHostilities))("%s, comes to a verdict that can be shown", async (_, hostility) => {
    const everywhere = await test(protocol, hostility);
    const behindLogin = await test(protocol, hostility, soundUrl());

    expect(exitCode(everywhere.report)).toBe(3);
    expect(exitCode(behindLogin.report)).toBe(1);
    for (const { results, tookMs, report } of [everywhere, behindLogin]) {
      expect(results.length).toBeGreaterThan(5);
      expect(results.flatMap(({ verdict }) => (verdict.kind === "suite-error" ? verdict.reason : []))).toEqual([]);
      const passed = results.filter(({ verdict }) => verdict.kind === "pass").map(({ id }) => id);
      expect(passed.filter((id) => !id.endsWith("/the-whole-run"))).toEqual([]);
      expect(tookMs).toBeLessThan(BOUND_MS);
      await expectShowable(report);
    }
  });

  it("sends markup, shows its text in every format", async () => {
    const { report } = await test(protocol, lineHostilities["sends markup"], soundUrl());
    await expectTold(report, "alert(1)");
  });
});
