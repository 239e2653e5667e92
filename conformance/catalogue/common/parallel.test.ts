import { expect, it } from "vitest";
import { createGate } from "../../engine/gate.ts";
import { fakeClock } from "../../testing/clock.ts";
import { exchange } from "../../testing/exchanges.ts";
import { numbered, releasedTogether } from "./parallel.ts";

it("no request is let through before the last of them has come so far", async () => {
  const clock = fakeClock();
  const events: string[] = [];
  const gate = (requests: number, longestGapMs: number) =>
    createGate([0, longestGapMs, ...Array(requests - 2).fill(0)], clock.sleep);
  const answers = await releasedTogether({ gate }, 3, 50, async (index, { exactly }) => {
    events.push(`${index} comes`);
    await exactly?.beforeLastByte?.();
    events.push(`${index} goes`);
    return exchange({ said: String(index) });
  });
  expect(events.slice(0, 3)).toEqual(["0 comes", "1 comes", "2 comes"]);
  expect(events.slice(3).toSorted()).toEqual(["0 goes", "1 goes", "2 goes"]);
  expect(clock.now()).toBe(50);
  expect(answers.map(({ said }) => said)).toEqual(["0", "1", "2"]);
});

it("exchanges are numbered from one, in their order", () => {
  const [one, two] = [exchange({ said: "a" }), exchange({ said: "b" })];
  expect(numbered("try 1, login", [one, two])).toEqual({ "try 1, login 1": one, "try 1, login 2": two });
  expect(numbered("login", [])).toEqual({});
});
