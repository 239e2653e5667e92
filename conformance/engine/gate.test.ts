import { describe, expect, it } from "vitest";
import { fakeClock } from "../testing/clock.ts";
import { createGate } from "./gate.ts";

const settled = () => new Promise((resolve) => setImmediate(resolve));

describe("a gate", () => {
  it("lets nobody through before all have arrived", async () => {
    const { arrive } = createGate([0, 0, 0], fakeClock().sleep);
    let through = 0;
    const pass = () => arrive().then(() => through++);
    const early = [pass(), pass()];
    await settled();
    expect(through).toBe(0);
    await Promise.all([...early, pass()]);
    expect(through).toBe(3);
  });

  it("lets each through after a gap of its own, counted from the last arrival", async () => {
    const slept: number[] = [];
    const { arrive } = createGate([0, 30, 60], async (milliseconds) => void slept.push(milliseconds));
    await Promise.all([arrive(), arrive(), arrive()]);
    expect(slept).toEqual([30, 60]);
  });

  it("of one holds nobody back", async () => {
    const { arrive } = createGate([0], fakeClock().sleep);
    await expect(arrive()).resolves.toBeUndefined();
  });

  it("that is open holds back nobody who comes later", async () => {
    const { arrive } = createGate([0], fakeClock().sleep);
    await arrive();
    await expect(arrive()).resolves.toBeUndefined();
  });
});
