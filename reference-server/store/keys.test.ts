import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { describeStores, silent } from "../testing/stores.ts";
import { openStore } from "./open.ts";
import type { Store } from "./port.ts";

describeStores(({ newPlace }) => {
  let store: Store;
  beforeEach(async () => {
    store = openStore(await newPlace(), silent);
  });
  afterEach(() => store.close());

  const key = (kid: string) => ({ kid, privateKey: `${kid}, private`, publicKey: `${kid}, public` });
  const current = (kid: string) => ({ ...key(kid), retiredAt: null });
  const retired = (kid: string, retiredAt: number) => ({ ...key(kid), privateKey: null, retiredAt });

  describe("the keys of a store", () => {
    it("begin with the first that is added", async () => {
      await Promise.all([store.insertFirstKey(key("a")), store.insertFirstKey(key("b"))]);
      expect(await store.listKeys()).toEqual([current("a")]);
    });

    it("lose their private half when another takes their place, and are listed from the newest on", async () => {
      await store.insertFirstKey(key("a"));
      await store.replaceKey(key("b"), 1_000);
      await store.replaceKey(key("c"), 2_000);
      expect(await store.listKeys()).toEqual([current("c"), retired("b", 2_000), retired("a", 1_000)]);
    });

    it("can sign again, and stay as they are where nothing takes their place", async () => {
      await store.replaceKey(key("a"), 1_000);
      await store.replaceKey(key("b"), 2_000);
      await store.replaceKey(key("a"), 3_000);
      await store.replaceKey(key("a"), 4_000);
      expect(await store.listKeys()).toEqual([current("a"), retired("b", 3_000)]);
    });
  });
});
