import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { describeStores, silent } from "../testing/stores.ts";
import { openStore } from "./open.ts";
import type { Store } from "./port.ts";
import type { Rotation, TokenHashes } from "./session-port.ts";

const alice = { username: "alice", passwordHash: "one" };
const bobby = { username: "bobby", passwordHash: "two" };
const expiries = { access: 2_000, refresh: 6_000 };
const pair = (name: string): TokenHashes => ({ access: `${name}-access`, refresh: `${name}-refresh` });

describeStores(({ newPlace }) => {
  let store: Store;
  let second: Store;
  beforeEach(async () => {
    const place = await newPlace();
    [store, second] = [openStore(place, silent), openStore(place, silent)];
    for (const account of [alice, bobby]) await store.insertAccount(account);
    await store.beginSession(alice, pair("a"), expiries);
    await store.beginSession(alice, pair("a2"), expiries);
    await store.beginSession(bobby, pair("b"), expiries);
  });
  afterEach(() => Promise.all([store.close(), second.close()]));

  const rotate = (from: string, to: string, change: Partial<Rotation> = {}, at = store) =>
    at.rotateSession({
      spent: `${from}-refresh`,
      next: pair(to),
      arrivedAt: 100,
      now: 1_000,
      expiriesOf: () => expiries,
      answeredBy: () => 50,
      ...change,
    });
  /** Of which pairs the access token is a session's current one. */
  const living = async (...names: string[]) => {
    const found = await Promise.all(names.map((name) => store.findAccess(`${name}-access`)));
    return names.filter((_, index) => found[index] !== undefined);
  };

  describe("a session", () => {
    it("begins with tokens of its user", async () => {
      expect(await store.findAccess("a-access")).toEqual({ username: "alice", expiresAt: 2_000 });
      expect(await store.findAccess("b-access")).toEqual({ username: "bobby", expiresAt: 2_000 });
      expect(await store.findAccess("a-refresh")).toBeUndefined();
    });

    it.each([
      ["is gone", { ...alice, username: "nobody" }],
      ["has another password by now", { ...alice, passwordHash: "another" }],
    ])("does not begin where the account %s", async (_, account) => {
      expect(await store.beginSession(account, pair("x"), expiries)).toBe(false);
      expect(await living("x")).toEqual([]);
    });

    it.each([
      ["its user's password is replaced", () => store.replacePassword({ ...alice, passwordHash: "new" })],
      ["its user is removed", () => store.deleteAccount("alice")],
    ])("ends when %s, and nobody else's does", async (_, change) => {
      await change();
      expect(await living("a", "a2", "b")).toEqual(["b"]);
      expect(await rotate("a", "x")).toBe("unknown");
      expect(await store.endSession(pair("a"))).toBe("unknown");
    });

    it("is deleted when its last refresh token expires, and not before", async () => {
      await rotate("a", "c", { expiriesOf: () => ({ access: 3_000, refresh: 9_000 }) });
      await store.deleteExpired(8_999);
      expect(await store.endSession(pair("a"))).toBe("ended");
      expect(await store.endSession(pair("a2"))).toBe("unknown");
      await store.deleteExpired(9_000);
      expect(await store.endSession(pair("a"))).toBe("unknown");
    });
  });

  describe("a rotation", () => {
    it("puts new tokens in the place of both, and leaves other sessions alone", async () => {
      expect(await rotate("a", "c", { expiriesOf: (before) => ({ access: 1, refresh: before + 1 }) })).toEqual({
        access: 1,
        refresh: 6_001,
      });
      expect(await living("a", "c", "a2", "b")).toEqual(["c", "a2", "b"]);
    });

    it.each([
      ["is unknown", { spent: "x" }, "unknown"],
      ["is an access token", { spent: "a-access" }, "unknown"],
      ["has expired", { now: 6_000 }, "expired"],
    ])("does not happen where the refresh token %s", async (_, change, refusal) => {
      expect(await rotate("a", "c", change)).toBe(refusal);
      expect(await living("a", "c")).toEqual(["a"]);
    });

    it("that comes again ends the session, also a grandchild's, and no other", async () => {
      await rotate("a", "c");
      await rotate("c", "d");
      expect(await rotate("a", "e")).toBe("reused");
      expect(await living("a", "c", "d", "e", "a2", "b")).toEqual(["a2", "b"]);
      expect(await rotate("d", "e")).toBe("ended");
      expect(await store.endSession(pair("d"))).toBe("ended");
    });

    it("that comes again before it was answered is refused, and the session lives", async () => {
      await rotate("a", "c", { answeredBy: () => 1_100 });
      expect(await rotate("a", "d", { arrivedAt: 1_099 })).toBe("raced");
      await store.answerRotation("a-refresh", 101);
      expect(await rotate("a", "d", { arrivedAt: 100.5 })).toBe("raced");
      expect(await living("c", "d")).toEqual(["c"]);
      expect(await rotate("a", "d", { arrivedAt: 101 })).toBe("reused");
      expect(await living("c", "d")).toEqual([]);
    });

    it("happens once, at whichever of two stores in one place", async () => {
      const outcomes = await Promise.all(
        Array.from({ length: 6 }, (_, i) => rotate("a", `c${i}`, { arrivedAt: 0 }, i % 2 === 0 ? store : second)),
      );
      expect(outcomes.toSorted()).toEqual([expiries, ...Array(5).fill("raced")].toSorted());
      expect(await living("a", ...Array.from({ length: 6 }, (_, i) => `c${i}`))).toHaveLength(1);
    });

    it("is undone as a whole where a part of it fails", async () => {
      await expect(rotate("a", "a2")).rejects.toThrow(/unique/i);
      expect(await living("a", "a2")).toEqual(["a", "a2"]);
      expect(await rotate("a", "c")).toEqual(expiries);
    });
  });

  describe("the end of a session", () => {
    it("ends both tokens, is as good when repeated, and leaves other sessions alone", async () => {
      expect(await store.endSession(pair("a"))).toBe("ended");
      expect(await second.endSession(pair("a"))).toBe("ended");
      expect(await living("a", "a2", "b")).toEqual(["a2", "b"]);
      expect(await rotate("a", "c")).toBe("ended");
    });

    it.each([
      ["the tokens before a refresh", "a-access", "a-refresh"],
      ["an access token before and a refresh token after it", "a-access", "c-refresh"],
      ["an access token after and a refresh token before it", "c-access", "a-refresh"],
      ["an unknown refresh token", "c-access", "x"],
      ["an access token for the refresh token", "c-access", "b-access"],
    ])("comes with %s", async (_, access, refresh) => {
      await rotate("a", "c");
      expect(await store.endSession({ access, refresh })).toBe("ended");
      expect(await living("a", "c", "a2", "b")).toEqual(["a2", "b"]);
      expect(await rotate("c", "d")).toBe("ended");
    });

    it.each([
      ["another user's refresh token", "a-access", "b-refresh", "mismatched"],
      ["a refresh token of another session", "a-access", "a2-refresh", "mismatched"],
      ["an unknown access token", "x", "a-refresh", "unknown"],
      ["a refresh token for the access token", "a-refresh", "a-refresh", "unknown"],
    ])("does not come with %s", async (_, access, refresh, outcome) => {
      expect(await store.endSession({ access, refresh })).toBe(outcome);
      expect(await living("a", "a2", "b")).toEqual(["a", "a2", "b"]);
      for (const name of ["a", "a2", "b"]) expect(await rotate(name, `${name}-next`)).toEqual(expiries);
    });

    it("leaves nothing alive, in whatever order it comes with refreshes at two stores", async () => {
      for (const logoutIsFirst of [true, false]) {
        const name = `r${logoutIsFirst}`;
        await store.beginSession(alice, pair(name), expiries);
        const refresh = () => rotate(name, `${name}-next`, {}, second);
        const logout = () => store.endSession(pair(name));
        for (const action of logoutIsFirst ? [logout, refresh] : [refresh, logout]) await action();
        expect(await living(name, `${name}-next`)).toEqual([]);
        expect(await rotate(`${name}-next`, `${name}-last`)).toBe(logoutIsFirst ? "unknown" : "ended");
      }
    });
  });
});
