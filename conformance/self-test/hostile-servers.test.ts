import { type Running, serve } from "@authmark/reference-server/app";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { suiteOf, suites } from "../catalogue/suites.ts";
import { systemClock } from "../engine/ports.ts";
import { createSecrets } from "../engine/secrets.ts";
import type { ProtocolId } from "../model/requirement.ts";
import { exitCode } from "../report/exit-code.ts";
import { transportOf } from "../targets/wires.ts";
import { reportOn } from "../testing/results.ts";
import { expectShowable, renderings } from "../testing/showable.ts";
import { type Hostility, hostilities, startHostileServer } from "./hostile-servers.ts";
import { CHEAP } from "./kills.ts";
import { variantOf } from "./variants.ts";

const overHttp = (Object.keys(suites) as ProtocolId[]).filter((protocol) => transportOf(protocol) === "http");

/** The checks at each route behind a login, and the one that sees every answer. */
const BEHIND_LOGIN = [
  "**/at-*",
  "*.access-token-tells-its-user/two-users",
  "*.token-tells-its-user/two-users",
  "*.no-request-is-a-server-error/the-whole-run",
];
/** It asks twenty times what others ask once, and a hostile server is waited for each time. */
const AGAIN_AND_AGAIN = ["**/at-the-same-time"];
const SILENCE_MS = 300;
/** Every silence that is waited out in full, and some more on a machine that is busy. */
const BOUND_MS = 20_000;

async function test(protocol: ProtocolId, hostility: Hostility, sound?: URL) {
  const server = await startHostileServer(hostility, sound);
  const accounts = variantOf(protocol).accounts.slice(0, 3);
  const target = { name: "t", protocol, url: server.url, accounts, lifetimes: { leewayMs: 0 }, wire: {} };
  const secrets = createSecrets();
  const startedAt = Date.now();
  const result = await suiteOf({ protocol }).run(
    target,
    {
      only: sound ? BEHIND_LOGIN : [],
      skip: sound ? AGAIN_AND_AGAIN : [],
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

function urlOf({ listeners }: Running): URL {
  return new URL(listeners[0]?.url ?? "");
}

describe.each(overHttp)("the suite of %s, on a server that", (protocol) => {
  let sound: Running;
  beforeAll(async () => {
    sound = await serve({ ...CHEAP, accessTtl: 600, refreshTtl: 1200, protocols: [protocol], port: 0 });
  });
  afterAll(() => sound.close());

  it.each(Object.entries(hostilities))("%s, comes to a verdict that can be shown", async (_, hostility) => {
    const everywhere = await test(protocol, hostility);
    const behindLogin = await test(protocol, hostility, urlOf(sound));

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
    const { report } = await test(protocol, hostilities["sends markup"], urlOf(sound));
    for (const [format, text] of await renderings(report)) expect(text.includes("alert(1)"), format).toBe(true);
  });
});
