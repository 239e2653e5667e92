import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { describeStores, silent } from "../testing/stores.ts";
import { openStore } from "./open.ts";
import type { Store, TokenRecord } from "./port.ts";
import type { User } from "./user-port.ts";

const account = { username: "alice", passwordHash: "one" };
const token: TokenRecord = { hash: "h", kind: "refresh", username: "alice", expiresAt: 2_000 };
describeStores(({ newPlace }) => {
  let store: Store;
  let alice: User;
  beforeEach(async () => {
    store = openStore(await newPlace(), silent);
    alice = (await store.insertUser(account)) ?? expect.fail("alice was not added");
  });
  afterEach(() => store.close());

  describe("an account's number", () => {
    it("is given to every account, whichever way it is added", async () => {
      await store.insertAccount({ ...account, username: "bobby" });
      const bobby = await store.findUser("bobby");
      expect([alice, bobby]).toEqual([
        { ...account, id: 1 },
        { ...account, username: "bobby", id: 2 },
      ]);
      expect(await store.findUserById(2)).toEqual(bobby);
      expect(await store.findUserById(3)).toBeUndefined();
    });

    it("is not given again when its account is gone", async () => {
      expect(await store.deleteUser(alice.id)).toBe(true);
      expect(await store.deleteUser(alice.id)).toBe(false);
      expect(await store.findUserById(alice.id)).toBeUndefined();
      expect(await store.findAccount("alice")).toBeUndefined();
      expect((await store.insertUser(account))?.id).toBe(alice.id + 1);
      await store.deleteAccount("alice");
      expect((await store.insertUser(account))?.id).toBe(alice.id + 2);
    });
  });

  describe("an account", () => {
    it("is not added where its name is taken", async () => {
      expect(await store.insertUser({ ...account, passwordHash: "two" })).toBeUndefined();
      expect(await store.findUser("alice")).toEqual(alice);
    });

    it("gets another password and loses its tokens, if its password is still the one that was compared", async () => {
      await store.insertToken(token);
      expect(await store.changePassword({ ...alice, passwordHash: "two" }, "three")).toBe(false);
      expect(await store.findToken("h")).toEqual(token);
      expect(await store.changePassword(alice, "two")).toBe(true);
      expect(await store.findToken("h")).toBeUndefined();
      expect(await store.findUser("alice")).toEqual({ ...alice, passwordHash: "two" });
      expect(await store.changePassword(alice, "three")).toBe(false);
    });
  });
});
