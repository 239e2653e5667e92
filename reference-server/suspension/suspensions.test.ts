import { randomBytes } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openStore } from "../store/open.ts";
import type { Store } from "../store/port.ts";
import { createTimers } from "../tcp/timers.ts";
import { describeStores, silent } from "../testing/stores.ts";
import { createSuspensions, type Suspensions } from "./suspensions.ts";

const clock = { at: 0, now: () => clock.at };
const random = { bytes: (size: number) => randomBytes(size) };
const rules = { failures: 3, window: 10, suspension: 20 };

describeStores(({ newPlace }) => {
  let stores: Store[];
  let suspensions: Suspensions;
  /** The same at another server on the same store. */
  let elsewhere: Suspensions;
  beforeEach(async () => {
    clock.at = 1_000_000;
    const place = await newPlace();
    stores = [openStore(place, silent), openStore(place, silent)];
    const instances = stores.map((store) =>
      createSuspensions(() => ({ clock, timers: createTimers(), random, store }), rules),
    );
    [suspensions, elsewhere] = instances as [Suspensions, Suspensions];
  });
  afterEach(() => Promise.all(stores.map((store) => store.close())));

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
      expect(await suspensions.waitOf("a")).toBe(20_000);
    });

    it("are forgotten with a suspension that is over", async () => {
      for (const _ of [1, 2, 3]) await attempt(false);
      expect(await attempt(true)).toEqual({ wait: 20_000 });
      clock.at += 20_000;
      for (const _ of [1, 2]) expect(await attempt(false)).toEqual({ isRight: false });
      expect(await suspensions.waitOf("a")).toBe(0);
    });

    it("of other accounts stay where one account's login succeeds", async () => {
      for (const account of ["bobby", "bobby", "alice"]) await attempt(account === "alice", account);
      await attempt(false, "bobby");
      expect(await suspensions.waitOf("a")).toBe(20_000);
      expect(await suspensions.waitOf("b")).toBe(0);
    });

    it("at two servers count together, and what they hold of a name is its hash", async () => {
      await elsewhere.attempt("a", "a password for a name", async () => false);
      for (const _ of [1, 2]) await attempt(false);
      expect(await elsewhere.attempt("a", "alice", async () => true)).toEqual({ wait: 20_000 });
      expect(await elsewhere.waitOf("a")).toBe(20_000);
      await elsewhere.attempt("b", "a password for a name", async () => false);
      expect(JSON.stringify(await stores[0]?.findAttempts("b"))).toMatch(/"account":"[\w+/]{43}="/);
    });

    it("are no longer kept when nothing of them matters", async () => {
      await attempt(false);
      await stores[0]?.deleteExpired(clock.at + 9_999);
      expect((await stores[0]?.findAttempts("a"))?.failures).toHaveLength(1);
      await stores[0]?.deleteExpired(clock.at + 10_000);
      expect((await stores[0]?.findAttempts("a"))?.failures).toHaveLength(0);
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
      const outcomes = await Promise.all(
        Array.from({ length: 50 }, (_, i) => (i % 2 ? suspensions : elsewhere).attempt("a", "alice", guess)),
      );
      expect(compared).toBe(3);
      expect(outcomes.filter((outcome) => "wait" in outcome)).toHaveLength(47);
    });

    it("that are right all succeed, however many they are", async () => {
      const right = async () => {
        await new Promise((resolve) => setTimeout(resolve, 1));
        return true;
      };
      const outcomes = await Promise.all(
        Array.from({ length: 50 }, (_, i) => (i % 2 ? suspensions : elsewhere).attempt("a", "alice", right)),
      );
      expect(outcomes).toEqual(Array(50).fill({ isRight: true }));
    });

    it("are not held up by one that throws", async () => {
      const throwing = () => suspensions.attempt("a", "alice", () => Promise.reject(new Error("no store")));
      const outcomes = await Promise.allSettled([1, 2, 3, 4].map(throwing));
      expect(outcomes.map(({ status }) => status)).toEqual(Array(4).fill("rejected"));
      expect(await attempt(true)).toEqual({ isRight: true });
    });

    it("are not held up for long by one whose server is gone", async () => {
      const gone = () => new Promise<boolean>(() => {});
      for (const _ of [1, 2, 3]) void elsewhere.attempt("a", "alice", gone);
      await expect.poll(async () => (await stores[0]?.findAttempts("a"))?.pending.length).toBe(3);
      const waiting = attempt(true);
      clock.at += 30_000;
      expect(await waiting).toEqual({ isRight: true });
    });
  });
});
