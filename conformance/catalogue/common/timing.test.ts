import { describe, expect, it } from "vitest";
import type { Otherwise } from "../../testing/exchanges.ts";
import { face } from "../../testing/face.ts";
import { faults, judged } from "../../testing/judging.ts";
import { areApart, SAMPLE, timing } from "./timing.ts";

const check = timing(face)["unknown-user-takes-as-long-as-a-wrong-password"]["a-sample-of-logins"];
const FAILURE: Otherwise = { outcome: "failure", said: '200 "Failure"' };

/** A generator of numbers from 0 to 1 that draws the same each time (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

type Draw = (random: () => number) => number;
const normal: Draw = (random) => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
/** How long an answer takes beside its work, in milliseconds, with a deviation of 10 where it has one. */
const SCATTER: Readonly<Record<string, Draw>> = {
  "a normal one": (random) => 10 * normal(random),
  "one with an exponential tail": (random) => -10 * Math.log(1 - random()),
  "one with a long tail": (random) => Math.exp(1.8 + normal(random)),
  "one with a tail that has no deviation": (random) => 5 / (1 - random()) ** (1 / 1.5),
  "now and then a pause of a second": (random) => (random() < 0.05 ? 1000 : 0) + 10 * random(),
};

/** Times of one sample, in whole milliseconds, as they are measured. */
const times = (scatter: Draw, random: () => number, more = 0) =>
  Array.from({ length: SAMPLE }, () => Math.round(50 + more + scatter(random)));

/** How many of so many runs accuse. */
function accusals(runs: number, scatter: Draw, more: number): number {
  const random = seeded(runs + more);
  let count = 0;
  for (let run = 0; run < runs; run++) if (areApart(times(scatter, random), times(scatter, random, more))) count++;
  return count;
}

describe("the check of times, on answers with a scatter", () => {
  it.each(Object.entries(SCATTER))("(%s) accuses nobody who takes equally long", (_, scatter) => {
    // One in 15,000 is the rate that is stated: more than one in these 6,000 has a chance of 6 %, more than three 0.1 %.
    expect(accusals(6000, scatter, 0)).toBeLessThanOrEqual(1);
  });

  it.each(["a normal one", "one with an exponential tail", "one with a long tail"])(
    "(%s) of 10 ms, misses 20 ms in fewer than one of 100 runs",
    (name) => {
      const scatter = SCATTER[name] as Draw;
      expect(accusals(2000, scatter, 20)).toBeGreaterThan(1980);
    },
  );

  it("misses nothing where a pause comes between now and then", () => {
    expect(accusals(500, SCATTER["now and then a pause of a second"] as Draw, 20)).toBe(500);
  });

  it("leaves alone a difference that is sure, and too small to be used", () => {
    const exactly: Draw = () => 0;
    expect(accusals(1, exactly, 4)).toBe(0);
    expect(accusals(1, exactly, 5)).toBe(1);
    expect(accusals(1, exactly, -5)).toBe(1);
  });
});

/** So many logins of each kind, which take so long. */
const logins = (known: number, unknown: number, otherwise: Readonly<Record<string, Otherwise>> = {}) => ({
  control: {},
  ...Object.fromEntries(
    Array.from({ length: SAMPLE }, (_, index) => [
      [`known ${index + 1}`, { ...FAILURE, durationMs: known }],
      [`unknown ${index + 1}`, { ...FAILURE, durationMs: unknown }],
    ]).flat(),
  ),
  ...otherwise,
});

describe("the judge of times", () => {
  it("finds no fault with equal ones", () => {
    expect(judged(check, logins(50, 50))).toEqual({ control: [], judge: [] });
  });

  it.each([
    [50, 2, "2 ms for an unknown user, 50 ms for a wrong password"],
    [2, 50, "50 ms for an unknown user, 2 ms for a wrong password"],
  ])("finds fault with %i ms and %i ms, and says both", (known, unknown, actual) => {
    expect(judged(check, logins(known, unknown)).judge).toEqual([
      { at: "unknown 1", expected: "medians within 5 ms of each other", actual },
    ]);
  });

  it("knows the two kinds apart by their name alone", () => {
    expect(faults(check, logins(50, 50, { known: { durationMs: 0 }, "unknown-other 1": { durationMs: 0 } }))).toEqual(
      [],
    );
  });

  it("does not judge where the right password fails", () => {
    expect(judged(check, logins(50, 2, { control: FAILURE })).control).toMatchObject([{ at: "control" }]);
  });

  it.each(["known 30", "unknown 30"])("does not judge where the account was locked meanwhile: %s", (step) => {
    const locked: Otherwise = { outcome: "refused", said: "423 locked", response: { status: 423 } };
    expect(judged(check, logins(50, 2, { [step]: locked })).control).toEqual([
      { at: step, expected: 'failure: 200 "Failure", as before', actual: "refused: 423 locked" },
    ]);
  });

  it("does not judge where a refusal becomes another one", () => {
    const refusals = (status: number): Otherwise => ({ outcome: "refused", response: { status } });
    const steps = logins(50, 50, { "known 1": refusals(401), "known 2": refusals(429) });
    expect(judged(check, steps).control).toMatchObject([{ at: "known 2" }]);
  });
});

it("the check of times runs alone, and only where it is asked for", () => {
  expect(check).toMatchObject({ statistical: true, exclusive: true });
});
