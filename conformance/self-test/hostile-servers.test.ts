import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Running, serve } from "@authmark/reference-server/app";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { allSuites, type Entry } from "../catalogue/suites.ts";
import { systemClock } from "../engine/ports.ts";
import { createSecrets } from "../engine/secrets.ts";
import { exitCode } from "../report/exit-code.ts";
import { transportOf } from "../targets/wires.ts";
import { reportOn } from "../testing/results.ts";
import { expectShowable, expectTold } from "../testing/showable.ts";
import type { Told } from "./apps.ts";
import { type Hostility, hostilities, startHostileServer } from "./hostile-servers.ts";
import { CHEAP } from "./kills.ts";
import { variantOf } from "./variants.ts";

const overHttp = allSuites().filter(({ protocol }) => transportOf(protocol) === "http");

/** The checks at each route behind a login, and the one that sees every answer. */
const BEHIND_LOGIN = [
  "**/at-*",
  "*.access-token-tells-its-user/two-users",
  "*.token-tells-its-user/two-users",
  "*.app-jwt-tells-its-user/*",
  "*.app-unsigned-jwt-is-refused/two-segments",
  "*.no-request-is-a-server-error/the-whole-run",
];
/** What they ask of a login, the sound server answers. */
const AT_A_LOGIN = ["**/at-a-login-by-cookies", "**/at-the-second-client"];
/** It asks twenty times what others ask once, and a hostile server is waited for each time. */
const AGAIN_AND_AGAIN = ["**/at-the-same-time"];
const SILENCE_MS = 300;
/** Every silence that is waited out in full, and some more on a machine that is busy. */
const BOUND_MS = 20_000;

async function test({ protocol, role, suite }: Entry, told: Told | undefined, hostility: Hostility, sound?: URL) {
  const server = await startHostileServer(hostility, sound);
  const accounts = variantOf(protocol, role).accounts.slice(0, 3);
  const lifetimes = { leewayMs: 0 };
  const target = { name: "t", protocol, role, url: server.url, accounts, lifetimes, ...told?.target, wire: {} };
  const secrets = createSecrets();
  const startedAt = Date.now();
  const result = await suite.run(
    target,
    {
      only: sound ? BEHIND_LOGIN : [],
      skip: sound ? [...AT_A_LOGIN, ...AGAIN_AND_AGAIN] : [],
      seed: 1,
      concurrency: 8,
      maxWaitMs: 0,
      silenceMs: SILENCE_MS,
    },
    { clock: systemClock, secrets },
  );
  const tookMs = Date.now() - startedAt;
  await server.stop();
  return { results: result.results, tookMs, report: reportOn([result]) };
}

describe.each(overHttp)("the suite of $protocol, on a $role that", (entry) => {
  const { protocol, role } = entry;
  const folder = mkdtempSync(join(tmpdir(), "authmark-hostile-"));
  let told: Told | undefined;
  let sound: Running;
  beforeAll(async () => {
    told = await variantOf(protocol, role).tell?.({ folder });
    const config = { ...CHEAP, accessTtl: 600, refreshTtl: 1200, ...told?.config };
    sound = await serve({ ...config, protocols: [protocol], port: 0 });
  });
  afterAll(async () => {
    await sound.close();
    rmSync(folder, { recursive: true });
  });
  const url = () => new URL(sound.listeners.find((each) => each.role === role)?.url ?? "");

  it.each(Object.entries(hostilities))("%s, comes to a verdict that can be shown", async (_, hostility) => {
    const everywhere = await test(entry, told, hostility);
    const behindLogin = await test(entry, told, hostility, url());

    expect(exitCode(everywhere.report)).toBe(3);
    expect(exitCode(behindLogin.report)).toBe(1);
    for (const { results, tookMs, report } of [everywhere, behindLogin]) {
      expect(results.length).toBeGreaterThan(5);
      expect(results.flatMap(({ verdict }) => (verdict.kind === "suite-error" ? verdict.reason : []))).toEqual([]);
      expect(results.filter(({ verdict }) => verdict.kind === "pass").map(({ id }) => id)).toSatisfy(
        (passed: string[]) => passed.every((id) => id.endsWith("/the-whole-run")),
      );
      expect(tookMs).toBeLessThan(BOUND_MS);
      await expectShowable(report);
    }
  });

  it("sends markup, shows its text in every format", async () => {
    const { report } = await test(entry, told, hostilities["sends markup"], url());
    await expectTold(report, "alert(1)");
  });
});
