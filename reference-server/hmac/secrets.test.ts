import { expect, it } from "vitest";
import { openSqlite } from "../store/sqlite.ts";
import { keptSecret } from "./secrets.ts";

const random = { bytes: (size: number) => Buffer.alloc(size, count++) };
let count = 1;

it("a secret is the one that is given, or the one in the store, which the first to ask puts there", async () => {
  const store = openSqlite(":memory:");
  const ports = () => ({ random, store });
  const [one, two, other] = ["a", "a", "b"].map((name) => keptSecret(ports, name, undefined));
  expect(await one?.()).toEqual(Buffer.alloc(32, 1));
  expect([await one?.(), await two?.()]).toEqual([await one?.(), await one?.()]);
  expect(await other?.()).not.toEqual(await one?.());
  expect(await keptSecret(ports, "a", Buffer.from("given"))()).toEqual(Buffer.from("given"));
  await store.close();
});

it("a store that has failed once is asked again", async () => {
  const store = openSqlite(":memory:");
  let fails = true;
  const keepSecret = async (name: string, secret: Buffer) => {
    if (fails) throw new Error("busy");
    return store.keepSecret(name, secret);
  };
  const secret = keptSecret(() => ({ random, store: { ...store, keepSecret } }), "a", undefined);
  await expect(secret()).rejects.toThrow("busy");
  fails = false;
  expect(await secret()).toHaveLength(32);
  await store.close();
});
