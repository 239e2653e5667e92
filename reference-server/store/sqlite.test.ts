import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Challenge } from "./port.ts";
import { openSqlite } from "./sqlite.ts";

let directory: string;
let number = 0;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "authmark-"));
});
afterAll(() => rm(directory, { recursive: true }));
const newFile = () => join(directory, `${++number}.db`);

const alice = { username: "alice", passwordHash: "one" };
const challenge: Challenge = { modulus: 2n ** 2_048n, factors: [2n ** 1_000n, 2n ** 1_048n], expiresAt: 2_000 };

describe("a store's file", () => {
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
      ].concat(
        ["client_sites", "refresh_tokens", "auth_codes", "common_sessions", "mail_tokens", "shared_secrets"],
        ["login_attempts", "states"],
      ),
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
