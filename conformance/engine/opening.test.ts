import { describe, expect, it } from "vitest";
import { fakeClock } from "../testing/clock.ts";
import { fakeSuite } from "../testing/fake-suite.ts";
import { target } from "../testing/targets.ts";
import { openSession } from "./opening.ts";
import { createSecrets } from "./secrets.ts";

const alice = { username: "alice", password: "right" };

function start(username = "alice") {
  const { suite } = fakeSuite(async () => ({ outcome: "success", taken: { token: "t-secret" }, said: "200" }), {});
  const clock = fakeClock();
  const secrets = createSecrets();
  const noted: string[] = [];
  const ports = { clock, secrets, note: ({ step }: { step: string }) => void noted.push(step) };
  const way = suite.open(target(), { clock, maxWaitMs: 0 });
  return { secrets, noted, ...openSession(suite, way, target(), ports, [{ ...alice, username }]) };
}

describe("a session before any check", () => {
  it("asks on the record, tells of each exchange, and registers secrets", async () => {
    const { session, recorder, secrets, noted } = start();
    const login = await session.ask("login", { ...alice });
    expect(recorder.exchanges()).toEqual([login]);
    expect(noted).toEqual(["login"]);
    expect(secrets.all().map(({ label }) => label)).toContain("token#1");
  });

  it("spoils nothing, and has nothing done to the target", () => {
    const { session } = start();
    expect(() => session.lease()).toThrow("Before any check");
    expect(() => session.hook("restart")).toThrow("Before any check");
  });

  it("waits for nothing", async () => {
    await expect(start().session.until(60_000)).rejects.toThrow("raise --max-wait");
  });

  it("draws what cannot be drawn again", () => {
    const draw = () => start("alice").session.newPassword(20);
    expect(draw()).not.toBe(draw());
  });
});
