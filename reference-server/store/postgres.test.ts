import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import pg from "pg";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { type PostgresCluster, startPostgres } from "../testing/postgres.ts";
import { silent } from "../testing/stores.ts";
import type { Store } from "./port.ts";
import { openPostgres } from "./postgres.ts";
import { migrate, migrations } from "./postgres-schema.ts";

// What is PostgreSQL's own; what all stores have in common is asked of both.

const patience = 120_000;
const alice = { username: "alice", passwordHash: "one" };
const changed = { ...alice, passwordHash: "two" };
let cluster: PostgresCluster;
beforeAll(async () => {
  cluster = await startPostgres();
}, patience);
afterAll(() => cluster?.stop(), patience);

const opened: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const each of opened.splice(0)) await each.close();
});
const open = (url: string, log = silent): Store => {
  const store = openPostgres(url, log);
  opened.push(store);
  return store;
};
/** A connection beside the store's. */
const connect = async (url: string) => {
  const client = new pg.Client(url);
  await client.connect();
  opened.push({ close: () => client.end() });
  return client;
};
const failureOf = async (url: string) => {
  const store = open(url);
  const { message } = await store.findAccount("alice").then(
    () => expect.fail("it opened"),
    (error: Error) => error,
  );
  return message;
};

describe("a database that cannot be used is told of in one line, without its password:", () => {
  const changing = (change: (url: URL) => void) => {
    const url = new URL(cluster.url);
    change(url);
    return url.href;
  };

  it.each<[string, (url: URL) => void, RegExp]>([
    [
      "no server",
      (url) => Object.assign(url, { port: "1" }),
      /^--store: cannot use postgres:\/\/authmark@127\.0\.0\.1:1\/postgres \(nothing listens there\); start PostgreSQL/,
    ],
    [
      "a wrong password",
      (url) => Object.assign(url, { password: "s3cret" }),
      /\(the password is wrong or missing\); give it in the URL, in PGPASSWORD/,
    ],
    ["an unknown user", (url) => Object.assign(url, { username: "nobody" }), /\(the password is wrong or missing\)/],
    [
      "no such database",
      (url) => Object.assign(url, { pathname: "/nowhere" }),
      /nowhere \(there is no such database\); name one that exists, or make it with createdb/,
    ],
    [
      "a parameter that is none",
      (url) => Object.assign(url, { search: "?options=-cnonsense%3D1" }),
      /postgres \(unrecognized configuration parameter "nonsense"\)/,
    ],
    [
      "a wrong password among the parameters",
      (url) => Object.assign(url, { search: "?password=s3cret" }),
      /postgres \(the password is wrong or missing\)/,
    ],
    [
      "no encryption",
      (url) => Object.assign(url, { search: "?sslmode=verify-full" }),
      /\(The server does not support SSL connections\)/,
    ],
  ])("%s", async (_, change, message) => {
    const url = changing(change);
    const said = await failureOf(url);
    expect(said).toMatch(message);
    expect(said).not.toMatch(/\n|s3cret/);
    expect(said).not.toContain(new URL(cluster.url).password);
  });

  it("a server of something else", async () => {
    const server = createServer((socket) => socket.end("HTTP/1.1 400 Bad Request\r\n\r\n")).listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    expect(await failureOf(`postgres://alice:s3cret@127.0.0.1:${port}/a`)).toMatch(
      /^--store: cannot use postgres:\/\/alice@[^\n]*; name a PostgreSQL database that can be used$/,
    );
    server.close();
  });

  it("a user who may not make tables", async () => {
    const client = await connect(cluster.url);
    await client.query("CREATE ROLE guest LOGIN PASSWORD 's3cret'");
    const url = changing((guest) => Object.assign(guest, { username: "guest", password: "s3cret" }));
    expect(await failureOf(url)).toMatch(
      /guest@.*\(the user may not make tables there\); name a database that belongs/,
    );
  });
});

describe("the tables", () => {
  it("are made once by servers that start at once", async () => {
    const url = await cluster.newPlace();
    const stores = Array.from({ length: 6 }, () => open(url));
    const added = await Promise.all(stores.map((store) => store.insertAccount(alice)));
    expect(added.toSorted()).toEqual([false, false, false, false, false, true]);
  });

  it("are brought from each version to the next, once, as a whole or not at all", async () => {
    const db = await connect(await cluster.newPlace());
    const steps = ["CREATE TABLE a (x INTEGER); INSERT INTO a VALUES (1)", "UPDATE a SET x = x + 1"];
    await migrate(db, steps.slice(0, 1));
    for (const _ of [1, 2]) await migrate(db, steps);
    await expect(migrate(db, [...steps, "UPDATE a SET x = 100; SELECT nonsense"])).rejects.toThrow("nonsense");
    expect((await db.query("SELECT x, version FROM a, schema_version")).rows).toEqual([{ x: 2, version: 2 }]);
  });

  it("of a newer server are refused, and left as they are", async () => {
    const url = await cluster.newPlace();
    const db = await connect(url);
    await migrate(db, [...migrations, "CREATE TABLE newer ()"]);
    const newer = migrations.length + 1;
    expect(await failureOf(url)).toContain(`(its schema version ${newer} is newer than this server)`);
    expect((await db.query("SELECT version FROM schema_version")).rows).toEqual([{ version: newer }]);
  });
});

describe("what is given to an account while its password changes", () => {
  const pair = { access: "access", refresh: "refresh" };
  const terms = { address: "192.0.2.1", expiresAt: 2_000 };
  const gifts: [string, (store: Store) => Promise<unknown>, (store: Store) => Promise<unknown>][] = [
    [
      "a session",
      (store) => store.beginSession(alice, pair, { access: 2_000, refresh: 2_000 }),
      (store) => store.findAccess("access"),
    ],
    [
      "a pair of codes",
      (store) => store.insertPair(alice, { identifier: "i", renewal: "r" }, terms),
      (store) => store.findPair("i"),
    ],
    [
      "a common session",
      (store) => store.enter({ account: alice, own: "own", expiresAt: 2_000, now: 0 }),
      (store) => store.findRefreshGrant("own"),
    ],
  ];

  it.each(gifts)("%s waits, and is not given", async (_, give, find) => {
    const url = await cluster.newPlace();
    const store = open(url);
    await store.insertAccount(alice);
    const other = await connect(url);
    await other.query("BEGIN; UPDATE accounts SET password_hash = 'two' WHERE username = 'alice'");
    const given = give(store);
    await waiters(other, 1);
    await other.query("COMMIT");
    expect(await given).toBeFalsy();
    expect(await find(store)).toBeUndefined();
  });

  it.each(gifts)("%s that was first is taken away", async (_, give, find) => {
    const url = await cluster.newPlace();
    const store = open(url);
    await store.insertAccount(alice);
    const other = await connect(url);
    // Whoever gives has the account's row for a while; here, until the other transaction lets go of it.
    await other.query("BEGIN; SELECT * FROM accounts FOR SHARE");
    expect(await give(store)).toBeTruthy();
    const replaced = store.replacePassword(changed);
    await waiters(other, 1);
    await other.query("COMMIT");
    expect(await replaced).toBe(true);
    expect(await find(store)).toBeUndefined();
  });

  it("a token is not given to an account that is being deleted, and that is no error", async () => {
    const url = await cluster.newPlace();
    const store = open(url);
    await store.insertAccount(alice);
    const other = await connect(url);
    await other.query("BEGIN; DELETE FROM accounts");
    const given = store.insertToken({ hash: "h", kind: "access", username: "alice", expiresAt: 2_000 });
    await waiters(other, 1);
    await other.query("COMMIT");
    await given;
    expect(await store.findToken("h")).toBeUndefined();
  });
});

describe("a transaction", () => {
  it("that another is in the way of is begun anew: of two members with one email, one is added", async () => {
    const url = await cluster.newPlace();
    const stores = [open(url), open(url), open(url), open(url)];
    const names = Array.from({ length: 12 }, (_, i) => `user${i}`);
    const added = await Promise.all(
      names.map((username, i) => stores[i % 4]?.insertMember({ username, passwordHash: "-", email: "a@example.org" })),
    );
    const [member, ...more] = added.filter((each) => each !== undefined);
    expect([member?.email, more]).toEqual(["a@example.org", []]);
    const accounts = await Promise.all(names.map((name) => stores[0]?.findAccount(name)));
    expect(accounts.filter((account) => account !== undefined)).toHaveLength(1);
  });

  it("that waits for another, which waits for it, is begun anew", async () => {
    const url = await cluster.newPlace();
    // It looks for a circle once, some time after it began to wait.
    const store = open(`${url}%20-cdeadlock_timeout%3D3s`);
    await store.insertAccount(alice);
    await store.insertToken({ hash: "h", kind: "access", username: "alice", expiresAt: 2_000 });
    const other = await connect(url);
    await other.query("BEGIN; SET LOCAL deadlock_timeout = '1h'; SELECT * FROM tokens FOR UPDATE");
    const replaced = store.replacePassword(changed);
    await waiters(other, 1);
    const crossing = other.query("SELECT * FROM accounts FOR UPDATE; COMMIT");
    await crossing;
    expect(await replaced).toBe(true);
    expect(await store.findAccount("alice")).toEqual(changed);
  });
});

describe("a connection", () => {
  it("that breaks is noted, and another is made", async () => {
    const url = await cluster.newPlace();
    const log = { info: vi.fn(), error: vi.fn() };
    const store = open(url, log);
    await store.insertAccount(alice);
    const other = await connect(url);
    await other.query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'authmark-reference'",
    );
    await vi.waitFor(() => expect(log.error).toHaveBeenCalledWith({ code: "57P01" }, expect.any(String)));
    expect(await store.findAccount("alice")).toEqual(alice);
  });

  it("is closed when what is under way is done", async () => {
    const store = openPostgres(await cluster.newPlace(), silent);
    const added = store.insertAccount(alice);
    await store.findAccount("alice");
    await Promise.all([added, store.close()]);
    expect(await added).toBe(true);
    const unused = openPostgres("postgres://127.0.0.1:1/none", silent);
    await unused.close();
  });
});

/** Waits until so many transactions wait for others. */
async function waiters(db: pg.Client, count: number): Promise<void> {
  await vi.waitFor(
    async () => {
      const { rows } = await db.query("SELECT count(*) FROM pg_locks WHERE NOT granted");
      expect(Number(rows[0]?.count)).toBe(count);
    },
    { timeout: 30_000 },
  );
}
