import { beforeEach, describe, expect, it } from "vitest";
import { createSuspensions, type Suspensions } from "./suspensions.ts";

const clock = { at: 0, now: () => clock.at };
let suspensions: Suspensions;
beforeEach(() => {
  clock.at = 1_000_000;
  suspensions = createSuspensions(() => ({ clock }), { failures: 3, window: 10, suspension: 20 });
});

const attempt = (isRight: boolean, account = "alice", address = "a") =>
  suspensions.attempt(address, account, async () => isRight);

describe("failures", () => {
  it("that are older than the window do not count", async () => {
    for (const after of [0, 5_000, 5_000, 5_000, 5_000]) {
      clock.at += after;
      expect(await attempt(false)).toEqual({ isRight: false });
    }
    clock.at += 4_999;
    await attempt(false);
    expect(suspensions.waitOf("a")).toBe(20_000);
  });

  it("are forgotten with a suspension that is over", async () => {
    for (const _ of [1, 2, 3]) await attempt(false);
    expect(await attempt(true)).toEqual({ wait: 20_000 });
    clock.at += 20_000;
    for (const _ of [1, 2]) expect(await attempt(false)).toEqual({ isRight: false });
    expect(suspensions.waitOf("a")).toBe(0);
  });

  it("of other accounts stay where one account's login succeeds", async () => {
    for (const account of ["bobby", "bobby", "alice"]) await attempt(account === "alice", account);
    await attempt(false, "bobby");
    expect(suspensions.waitOf("a")).toBe(20_000);
    expect(suspensions.waitOf("b")).toBe(0);
  });
});

describe("attempts at once", () => {
  it("are never more guesses than may fail", async () => {
    let compared = 0;
    const guess = async () => {
      compared++;
      await new Promise((resolve) => setTimeout(resolve, 1));
      return false;
    };
    const outcomes = await Promise.all(Array.from({ length: 50 }, () => suspensions.attempt("a", "alice", guess)));
    expect(compared).toBe(3);
    expect(outcomes.filter((outcome) => "wait" in outcome)).toHaveLength(47);
  });

  it("that are right all succeed, however many they are", async () => {
    const right = async () => {
      await new Promise((resolve) => setTimeout(resolve, 1));
      return true;
    };
    const outcomes = await Promise.all(Array.from({ length: 50 }, () => suspensions.attempt("a", "alice", right)));
    expect(outcomes).toEqual(Array(50).fill({ isRight: true }));
  });

  it("are not held up by one that throws", async () => {
    const throwing = () => suspensions.attempt("a", "alice", () => Promise.reject(new Error("no store")));
    const outcomes = await Promise.allSettled([1, 2, 3, 4].map(throwing));
    expect(outcomes.map(({ status }) => status)).toEqual(Array(4).fill("rejected"));
    expect(await attempt(true)).toEqual({ isRight: true });
  });
});
