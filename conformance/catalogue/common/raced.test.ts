import { describe, expect, it } from "vitest";
import { expecting } from "../../kit/expect.ts";
import type { Evidence } from "../../model/exchange.ts";
import { fakeClock } from "../../testing/clock.ts";
import { exchange } from "../../testing/exchanges.ts";
import { namesOfTries, raced } from "./raced.ts";

/** Runs races that take so long each, until nothing more is to be found. */
async function start([least, most]: readonly [number, number], eachMs: number, wonIn = 0) {
  const clock = fakeClock();
  const race = async (name: string, index: number) => {
    await clock.sleep(eachMs);
    return { [`${name}, attempt`]: exchange({ step: "login", outcome: index + 1 === wonIn ? "success" : "failure" }) };
  };
  const findIn = (evidence: Evidence, name: string) =>
    Object.values(evidence).flatMap((each) => (each.step.startsWith(`${name},`) ? expecting(each, "failure") : []));
  return Object.keys(await raced(clock, [least, most], race, findIn));
}

describe("a race", () => {
  it("is run as often as it may be", async () => {
    expect(await start([1, 4], 1)).toEqual(namesOfTries(4).map((name) => `${name}, attempt`));
  });

  it.each([
    [1, [1, 9], 2000],
    [2, [2, 9], 2000],
    [4, [1, 9], 500],
  ] as const)("is run %i times where it may be %j and takes its time", async (times, tries, eachMs) => {
    expect(await start(tries, eachMs)).toHaveLength(times);
  });

  it("is not run again once it is won", async () => {
    expect(await start([3, 9], 1, 2)).toEqual(["try 1, attempt", "try 2, attempt"]);
  });
});
