import { describe, expect, it } from "vitest";
import { CannotTest } from "../model/errors.ts";
import { createFailures, createPace } from "./limits.ts";

/** A clock that is later as soon as somebody sleeps. */
function virtualClock() {
  let now = 1_000_000;
  return {
    now: () => now,
    sleep: async (milliseconds: number) => {
      now += milliseconds;
    },
  };
}

describe("the pace of requests", () => {
  it("is free where no limit is declared", async () => {
    const clock = virtualClock();
    const pace = createPace(undefined, clock);
    for (let request = 0; request < 1000; request++) await pace();
    expect(clock.now()).toBe(1_000_000);
  });

  it("has at most so many in any window", async () => {
    const clock = virtualClock();
    const pace = createPace({ count: 3, perMs: 1000 }, clock);
    const times = [];
    for (let request = 0; request < 7; request++) {
      await pace();
      times.push(clock.now() - 1_000_000);
    }
    expect(times).toEqual([0, 0, 0, 1000, 1000, 1000, 2000]);
  });
});

describe("the budget of failed logins", () => {
  const limits = { failedLogins: { count: 2, perMs: 60_000 } };

  it("is free where no limit is declared, and prescribes no address", async () => {
    const spend = createFailures({ url: "http://127.0.0.1:1" }, virtualClock(), 0);
    for (let failure = 0; failure < 50; failure++) expect(await spend("alice")).toBeUndefined();
  });

  it("gives each address of this machine as many as the limit allows", async () => {
    const spend = createFailures({ url: "http://127.0.0.1:1", limits }, virtualClock(), 0);
    const addresses = [];
    for (const name of ["a", "b", "c", "d", "e"]) addresses.push(await spend(name));
    expect(addresses).toEqual(["127.0.0.1", "127.0.0.1", "127.0.0.2", "127.0.0.2", "127.0.0.3"]);
  });

  it("waits for an account's turn, and no longer than it may", async () => {
    const clock = virtualClock();
    const spend = createFailures({ url: "http://127.0.0.1:1", limits }, clock, 60_000);
    for (let failure = 0; failure < 5; failure++) await spend("alice");
    expect(clock.now() - 1_000_000).toBe(120_000);
    const impatient = createFailures({ url: "http://127.0.0.1:1", limits }, virtualClock(), 59_000);
    await impatient("alice");
    await impatient("alice");
    await expect(impatient("alice")).rejects.toThrow(CannotTest);
  });

  it("where addresses alone count, takes half of each that nothing else is asked from, whoever was to log in", async () => {
    const byAddress = { failedLogins: { count: 4, perMs: 60_000, byAddress: true } } as const;
    const spend = createFailures({ url: "http://127.0.0.1:1", limits: byAddress }, virtualClock(), 0);
    const addresses = [];
    for (let failure = 0; failure < 5; failure++) addresses.push(await spend("alice"));
    expect(new Set(addresses).size).toBe(3);
    expect(addresses.filter((address) => !/^127\.[1-9]\d*\.\d+\.\d+$/.test(address ?? ""))).toEqual([]);
  });

  it("counts all failures together where the target is elsewhere", async () => {
    const spend = createFailures({ url: "https://auth.example", limits }, virtualClock(), 1000);
    expect(await spend("a")).toBeUndefined();
    await spend("b");
    await expect(spend("c")).rejects.toThrow("rate limit");
  });
});
