import { createServer } from "node:http";
import { describe, expect, it } from "vitest";
import { suiteOf } from "../catalogue/suites.ts";
import type { Target } from "../model/target.ts";
import { fakeClock } from "../testing/clock.ts";
import { closeServersAfterEach, listen } from "../testing/servers.ts";
import { target } from "../testing/targets.ts";
import { createMovedClock, moveClock } from "./moved-clock.ts";
import { systemClock } from "./ports.ts";
import { createSecrets } from "./secrets.ts";

closeServersAfterEach();

describe("a clock that is moved in place of waiting", () => {
  it("is as late afterwards as if it had been waited, and the target's is as much ahead", async () => {
    const set: number[] = [];
    const real = fakeClock();
    const clock = createMovedClock(real, async (aheadMs) => void set.push(aheadMs));
    await clock.sleep(86_400_000);
    await clock.sleep(10_500);
    expect([clock.now(), set]).toEqual([86_410_500, [86_398_000, 86_407_000]]);
    expect(real.now()).toBe(3500);
  });

  it("waits for what is short", async () => {
    const real = fakeClock();
    await createMovedClock(real, () => Promise.reject(new Error("It was moved."))).sleep(2500);
    expect(real.now()).toBe(2500);
  });
});

/** A server whose clock a request sets; `moves` tells whether it does. */
async function serverWithClock(moves: boolean) {
  const asked: string[] = [];
  let aheadMs = 0;
  const server = createServer((request, response) => {
    const [, offset] = /^\/clock\/(\d+)$/.exec(request.url ?? "") ?? [];
    if (offset !== undefined) asked.push(`${request.method} ${offset}`);
    if (offset !== undefined && moves) aheadMs = Number(offset) * 1000;
    response.setHeader("date", new Date(Date.now() + aheadMs).toUTCString()).end();
  });
  const url = `http://127.0.0.1:${await listen(server)}`;
  const clockRequest = { method: "PUT", path: "/clock/{offset}" };
  return { asked, target: target({ url, clockRequest }) };
}

const move = (given: Target) => moveClock(suiteOf(given), given, { clock: systemClock, secrets: createSecrets() });

describe("a target whose clock a request sets", () => {
  it("has it moved by an hour to see that it moves, and set right in the end", async () => {
    const { asked, target: given } = await serverWithClock(true);
    const moved = await move(given);
    expect((moved?.clock.now() ?? 0) - Date.now()).toBeGreaterThan(3_590_000);
    await moved?.close();
    expect(asked).toEqual(["PUT 3598", "PUT 0"]);
  });

  it("is not tested so where the time that it tells does not move", async () => {
    const { target: given } = await serverWithClock(false);
    await expect(move(given)).rejects.toThrow(
      "hooks.clock was called, and the time that the target tells did not move",
    );
  });

  it("is not tested so where the request is refused", async () => {
    const { target: given } = await serverWithClock(true);
    const server = createServer((_, response) => response.writeHead(403).end());
    const url = `http://127.0.0.1:${await listen(server)}`;
    await expect(move({ ...given, url })).rejects.toThrow(/^hooks\.clock failed: PUT http:\S+\/clock\/3598 said 403$/);
  });
});

it("a target that has no hook, and is not the suite's to start, is in nobody's hand", async () => {
  await expect(
    move(target({ hooks: { clock: () => Promise.reject(new Error("no")) }, url: "http://127.0.0.1:9" })),
  ).rejects.toThrow("nothing that it answers tells its time");
});
