import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { describeStores, silent } from "../testing/stores.ts";
import { openStore } from "./open.ts";
import type { Store } from "./port.ts";
import type { Profile } from "./profile-port.ts";

const terms = { address: "192.0.2.1", expiresAt: 2_000 };
const pair = (name: string) => ({ identifier: `${name}-identifier`, renewal: `${name}-renewal` });
const alice = { username: "alice", passwordHash: "one", email: "alice@example.org" };
describeStores(({ newPlace }) => {
  let store: Store;
  let profile: Profile;
  beforeEach(async () => {
    store = openStore(await newPlace(), silent);
    profile = (await store.insertProfile(alice)) ?? expect.fail("alice was not added");
    expect(await store.insertPair(profile, pair("first"), terms)).toBe(true);
  });
  afterEach(() => store.close());

  const isKept = async (name: string) => (await store.findPair(pair(name).identifier)) !== undefined;

  describe("a profile", () => {
    it("is found by name, id and email", async () => {
      const { uuid } = profile;
      expect(profile).toEqual({ id: 1, uuid, username: "alice", passwordHash: "one", revocations: 0 });
      expect(uuid).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
      for (const key of [{ username: "alice" }, { uuid }, { email: alice.email }])
        expect(await store.findProfile(key)).toEqual(profile);
      for (const key of [{ username: alice.email }, { uuid: "alice" }, { email: "alice" }])
        expect(await store.findProfile(key)).toBeUndefined();
    });

    it("is there for accounts that are added otherwise, without an email", async () => {
      await store.insertAccount({ username: "bobby", passwordHash: "-" });
      const carol = await store.insertUser({ username: "carol", passwordHash: "-" });
      expect(await store.findProfile({ username: "carol" })).toMatchObject({ ...carol, revocations: 0 });
      const ids = ["alice", "bobby", "carol"].map(async (username) => (await store.findProfile({ username }))?.uuid);
      expect(new Set(await Promise.all(ids)).size).toBe(3);
    });

    it("is not added where the name or the email is taken, and then nothing is", async () => {
      expect(await store.insertProfile({ ...alice, email: "other@example.org" })).toBeUndefined();
      expect(await store.insertProfile({ ...alice, username: "bobby" })).toBeUndefined();
      expect(await store.findAccount("bobby")).toBeUndefined();
      expect(await store.findProfile({ email: "other@example.org" })).toBeUndefined();
    });
  });

  describe("a pair of codes", () => {
    it("is found by its identifier code, with whose it is", async () => {
      expect(await store.findPair("first-identifier")).toEqual({ ...terms, profile });
      expect(await store.findPair("first-renewal")).toBeUndefined();
    });

    it("is not added for an account that is gone, or has another password", async () => {
      expect(await store.insertPair({ ...profile, passwordHash: "two" }, pair("second"), terms)).toBe(false);
      expect(await store.insertPair({ ...profile, username: "bobby" }, pair("second"), terms)).toBe(false);
      expect(await isKept("second")).toBe(false);
    });

    it("takes the place of one that is good, with both codes", async () => {
      const next = { address: "192.0.2.2", expiresAt: 3_000 };
      expect(await store.replacePair(pair("first"), pair("second"), next, 1_999)).toEqual(profile);
      expect(await isKept("first")).toBe(false);
      expect(await store.findPair("second-identifier")).toEqual({ ...next, profile });
      expect(await store.replacePair(pair("first"), pair("third"), next, 1_999)).toBeUndefined();
    });

    it.each([
      ["has expired", pair("first"), 2_000],
      ["has another renewal code", { ...pair("first"), renewal: "second-renewal" }, 0],
      ["has another identifier code", { ...pair("first"), identifier: "second-identifier" }, 0],
      ["has its codes swapped", { identifier: "first-renewal", renewal: "first-identifier" }, 0],
    ])("takes no place of one that %s", async (_, spent, now) => {
      await store.insertPair(profile, pair("second"), terms);
      expect(await store.replacePair(spent, pair("third"), terms, now)).toBeUndefined();
      for (const name of ["first", "second"]) expect(await isKept(name)).toBe(true);
      expect(await isKept("third")).toBe(false);
    });

    it.each<[string, () => Promise<unknown>, number | undefined]>([
      ["its user's pairs are deleted", () => store.deletePairs("alice"), 1],
      ["its user's password is replaced", () => store.replacePassword({ username: "alice", passwordHash: "two" }), 1],
      ["its user changes the password", () => store.changePassword(profile, "two"), 1],
      ["its user is deleted", () => store.deleteAccount("alice"), undefined],
      ["it expires", () => store.deleteExpired(2_000), 0],
    ])("is gone when %s, and others are not", async (_, end, revocations) => {
      await store.insertAccount({ username: "bobby", passwordHash: "-" });
      await store.insertPair({ username: "bobby", passwordHash: "-" }, pair("other"), { ...terms, expiresAt: 3_000 });
      await end();
      expect(await isKept("first")).toBe(false);
      expect((await store.findProfile({ username: "alice" }))?.revocations).toBe(revocations);
      expect((await store.findPair("other-identifier"))?.profile.revocations).toBe(0);
    });

    it("is not gone before it expires", async () => {
      await store.deleteExpired(1_999);
      expect(await isKept("first")).toBe(true);
    });
  });
});
