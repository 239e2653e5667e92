import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Challenge, Mail, Store, TokenRecord } from "./port.ts";
import { openSqlite } from "./sqlite.ts";

let directory: string;
let number = 0;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "authmark-"));
});
afterAll(() => rm(directory, { recursive: true }));
const newFile = () => join(directory, `${++number}.db`);

const alice = { username: "alice", passwordHash: "one" };
const token: TokenRecord = { hash: "h", kind: "access", username: "alice", expiresAt: 2_000 };
const challenge: Challenge = { modulus: 2n ** 2_048n, factors: [2n ** 1_000n, 2n ** 1_048n], expiresAt: 2_000 };
const mail: Mail = { owner: "alice", box: "inbox", receivedAt: 1_000, content: "{}" };
const newest = { owner: "alice", box: "inbox", until: Number.MAX_SAFE_INTEGER, limit: 10 } as const;

describe.each([
  ["in memory", () => ":memory:"],
  ["in a file", newFile],
])("a store %s", (_, name) => {
  let store: Store;
  beforeEach(async () => {
    store = openSqlite(name());
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
    await expect(store.insertMails([mail, impossible])).rejects.toThrow("CHECK");
    expect(await store.listMails(newest)).toEqual([]);
  });

  it("leaves out the copy of who is gone", async () => {
    await store.insertMails([{ ...mail, owner: "nobody" }, mail]);
    await store.insertAccount({ username: "nobody", passwordHash: "-" });
    expect(await store.listMails(newest)).toHaveLength(1);
    expect(await store.listMails({ ...newest, owner: "nobody" })).toEqual([]);
  });
});

describe("a store's file", () => {
  it("keeps accounts, tokens and mails when it is opened again, and goes on counting", async () => {
    const file = newFile();
    const before = openSqlite(file);
    await before.insertAccount(alice);
    await before.insertToken(token);
    await before.insertMails([mail]);
    await before.close();
    const after = openSqlite(file);
    await after.insertMails([mail]);
    expect(await after.findAccount("alice")).toEqual(alice);
    expect(await after.findToken("h")).toEqual(token);
    expect((await after.listMails(newest)).map(({ id }) => id)).toEqual([2, 1]);
    await after.close();
  });

  it("can be used by two servers at once", async () => {
    const file = newFile();
    const [one, other] = [openSqlite(file), openSqlite(file)];
    await one.insertAccount(alice);
    await other.insertToken(token);
    expect(await one.findToken("h")).toEqual(token);
    await one.insertChallenge(challenge, 10);
    expect(await other.takeChallenge(challenge.modulus)).toEqual(challenge);
    expect(await one.takeChallenge(challenge.modulus)).toBeUndefined();
    await one.close();
    await other.close();
  });

  it("that is no database is refused, as is a directory", async () => {
    const file = newFile();
    await writeFile(file, "x".repeat(2_000));
    expect(() => openSqlite(file)).toThrow(/^--store: cannot use .*not a database.*; name a file/);
    expect(() => openSqlite(directory)).toThrow(/^--store: cannot use .*; name a file/);
  });

  it("of an older server is brought up to date, and keeps what it holds", async () => {
    const file = newFile();
    const older = openSqlite(file);
    await older.insertAccount(alice);
    await older.insertAccount({ ...alice, username: "bobby" });
    await older.close();
    const db = new DatabaseSync(file);
    const newer = {
      TRIGGER: ["account_gets_id", "account_gets_profile", "password_ends_code_pairs", "password_ends_common_session"],
      TABLE: [
        "challenges",
        "session_tokens",
        "sessions",
        "account_ids",
        "signing_keys",
        "code_pairs",
        "profiles",
      ].concat(["client_sites", "refresh_tokens", "auth_codes", "common_sessions", "mail_tokens", "shared_secrets"]),
    };
    for (const [kind, names] of Object.entries(newer)) for (const name of names) db.exec(`DROP ${kind} ${name}`);
    db.exec("PRAGMA user_version = 1");
    db.close();
    const store = openSqlite(file);
    await store.insertChallenge(challenge, 10);
    expect(await store.findUser("alice")).toEqual({ ...alice, id: 1 });
    const profiles = ["alice", "bobby"].map((username) => store.findProfile({ username }));
    const [one, other] = (await Promise.all(profiles)).map((profile) => profile?.uuid);
    expect(one).toMatch(/^[\da-f-]{36}$/);
    expect(other).not.toBe(one);
    await store.close();
  });

  it("of a newer server is refused, and left as it is", () => {
    const file = newFile();
    const newer = new DatabaseSync(file);
    newer.exec("PRAGMA user_version = 99");
    expect(() => openSqlite(file)).toThrow("its schema version 99 is newer than this server");
    expect(newer.prepare("PRAGMA user_version").get()).toEqual({ user_version: 99 });
    newer.close();
  });
});
