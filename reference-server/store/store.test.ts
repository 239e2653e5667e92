import { afterEach, beforeEach, expect, it } from "vitest";
import { describeStores, silent } from "../testing/stores.ts";
import { openStore } from "./open.ts";
import type { Challenge, Mail, Store, TokenRecord } from "./port.ts";

const alice = { username: "alice", passwordHash: "one" };
const token: TokenRecord = { hash: "h", kind: "access", username: "alice", expiresAt: 2_000 };
const challenge: Challenge = { modulus: 2n ** 2_048n, factors: [2n ** 1_000n, 2n ** 1_048n], expiresAt: 2_000 };
const mail: Mail = { owner: "alice", box: "inbox", receivedAt: 1_000, content: "{}" };
const newest = { owner: "alice", box: "inbox", until: Number.MAX_SAFE_INTEGER, limit: 10 } as const;

describeStores(({ newPlace }) => {
  let place: string;
  let store: Store;
  beforeEach(async () => {
    place = await newPlace();
    store = openStore(place, silent);
    await store.insertAccount(alice);
  });
  afterEach(() => store.close());

  it("adds an account once, and keeps the first", async () => {
    expect(await store.insertAccount({ username: "alice", passwordHash: "two" })).toBe(false);
    expect(await store.findAccount("alice")).toEqual(alice);
  });

  it.each(["Alice", "alice ", "alice\0", "ａlice", ""])("does not find alice as %j", async (username) => {
    expect(await store.findAccount(username)).toBeUndefined();
  });

  it("finds a token by its hash", async () => {
    await store.insertToken(token);
    expect(await store.findToken("h")).toEqual(token);
    expect(await store.findToken("H")).toBeUndefined();
  });

  it("keeps no token of an account that it does not have", async () => {
    await store.insertToken({ ...token, username: "nobody" });
    expect(await store.findToken("h")).toBeUndefined();
  });

  it("replaces a password, and deletes its user's tokens and nobody else's", async () => {
    await store.insertAccount({ username: "bobby", passwordHash: "-" });
    for (const hash of ["a", "b"]) await store.insertToken({ ...token, hash });
    await store.insertToken({ ...token, hash: "c", username: "bobby" });
    expect(await store.replacePassword({ ...alice, passwordHash: "two" })).toBe(true);
    expect(await store.findAccount("alice")).toEqual({ ...alice, passwordHash: "two" });
    const found = await Promise.all(["a", "b", "c"].map((hash) => store.findToken(hash)));
    expect(found.map((record) => record?.username)).toEqual([undefined, undefined, "bobby"]);
  });

  it("deletes an account with its tokens and mails", async () => {
    await store.insertToken(token);
    await store.insertMails([mail]);
    expect(await store.deleteAccount("alice")).toBe(true);
    expect(await store.findAccount("alice")).toBeUndefined();
    expect(await store.findToken("h")).toBeUndefined();
    await store.insertAccount(alice);
    expect(await store.listMails(newest)).toEqual([]);
  });

  it("neither changes nor deletes an account that it does not have", async () => {
    expect(await store.replacePassword({ username: "nobody", passwordHash: "two" })).toBe(false);
    expect(await store.deleteAccount("nobody")).toBe(false);
    expect(await store.findAccount("nobody")).toBeUndefined();
  });

  it("gives a challenge out once", async () => {
    await store.insertChallenge(challenge, 10);
    expect(await store.takeChallenge(challenge.modulus)).toEqual(challenge);
    expect(await store.takeChallenge(challenge.modulus)).toBeUndefined();
  });

  it("keeps no more challenges than it is told to, and forgets the oldest", async () => {
    const moduli = [3n, 4n, 5n, 6n];
    for (const modulus of moduli) await store.insertChallenge({ ...challenge, modulus }, 2);
    const taken = await Promise.all(moduli.map((modulus) => store.takeChallenge(modulus)));
    expect(taken.map((each) => each?.modulus)).toEqual([undefined, undefined, 5n, 6n]);
  });

  it("deletes the tokens and challenges that have expired, from the moment on that they do", async () => {
    await store.insertToken(token);
    await store.insertChallenge(challenge, 10);
    await store.insertChallenge({ ...challenge, modulus: 15n, expiresAt: 2_001 }, 10);
    await store.deleteExpired(1_999);
    expect(await store.findToken("h")).toBeDefined();
    await store.deleteExpired(2_000);
    expect(await store.findToken("h")).toBeUndefined();
    expect(await store.takeChallenge(challenge.modulus)).toBeUndefined();
    expect(await store.takeChallenge(15n)).toBeDefined();
  });

  it("lists an owner's mails of one box, newest first, from `until` on, at most `limit`", async () => {
    await store.insertAccount({ username: "bobby", passwordHash: "-" });
    await store.insertMails([mail, { ...mail, owner: "bobby" }, { ...mail, box: "outbox" }, mail, mail]);
    const all = (await store.listMails(newest)).map(({ id }) => id);
    expect(all).toHaveLength(3);
    expect(all).toEqual(all.toSorted((a, b) => b - a));
    const [, second = 0, third] = all;
    expect((await store.listMails({ ...newest, until: second })).map(({ id }) => id)).toEqual([second, third]);
    expect(await store.listMails({ ...newest, limit: 2 })).toHaveLength(2);
    expect(await store.listMails({ ...newest, limit: 0 })).toEqual([]);
  });

  it("keeps a mail's content as it is", async () => {
    const content = JSON.stringify({ body: "a\0b \ud83d\ude00 \ud800" });
    await store.insertMails([{ ...mail, content }]);
    expect((await store.listMails(newest))[0]?.content).toBe(content);
  });

  it("adds all copies of a mail, or none", async () => {
    const impossible = { ...mail, box: "spam" } as unknown as Mail;
    await expect(store.insertMails([mail, impossible])).rejects.toThrow(/check/i);
    expect(await store.listMails(newest)).toEqual([]);
  });

  it("leaves out the copy of who is gone", async () => {
    await store.insertMails([{ ...mail, owner: "nobody" }, mail]);
    await store.insertAccount({ username: "nobody", passwordHash: "-" });
    expect(await store.listMails(newest)).toHaveLength(1);
    expect(await store.listMails({ ...newest, owner: "nobody" })).toEqual([]);
  });

  it("keeps accounts, tokens and mails when it is opened again, and goes on counting", async () => {
    await store.insertToken(token);
    await store.insertMails([mail]);
    await store.close();
    store = openStore(place, silent);
    await store.insertMails([mail]);
    expect(await store.findAccount("alice")).toEqual(alice);
    expect(await store.findToken("h")).toEqual(token);
    expect((await store.listMails(newest)).map(({ id }) => id)).toEqual([2, 1]);
  });

  it("can be used by two servers at once", async () => {
    const other = openStore(place, silent);
    await other.insertToken(token);
    expect(await store.findToken("h")).toEqual(token);
    await store.insertChallenge(challenge, 10);
    expect(await other.takeChallenge(challenge.modulus)).toEqual(challenge);
    expect(await store.takeChallenge(challenge.modulus)).toBeUndefined();
    await other.close();
  });
});
