import type { Pool, PoolClient } from "pg";
import type { Log } from "../env.ts";
import type { Store } from "./port.ts";
import { codeOf, explainFailure } from "./postgres-errors.ts";
import { migrate } from "./postgres-schema.ts";
import type { Database, Outcome, Step, Work } from "./sql.ts";
import { createSqlStore } from "./sql-store.ts";

/** Milliseconds that a connection or a statement may take; a busy machine may take long. */
const patience = 10_000;
/** How often a transaction is begun in all where others are in its way. */
const attempts = 10;
/** SQLSTATE: another transaction was faster. Whoever begins anew sees what it has left. */
const lostRaces = ["40001", "40P01", "23505"];
/** The type of a 64-bit integer, which the driver gives as text. */
const int8 = 20;

/**
 * Opens a store in PostgreSQL, with the first thing that is asked of it: then tables are made where they are missing. So
 * several servers can have one store.
 *
 * @param url such as postgres://user@host:5432/database
 * @returns a store of which everything throws a UsageError where the database cannot be used
 */
export function openPostgres(url: string, log: Log): Store {
  let opening: Promise<Pool> | undefined;
  const opened = () => {
    opening ??= open(url, log);
    return opening;
  };
  return {
    ...createSqlStore(createDatabase(opened)),
    async close() {
      const pool = await opening?.catch(() => undefined);
      await pool?.end();
    },
  };
}

async function open(url: string, log: Log): Promise<Pool> {
  const { Pool, types } = (await import("pg")).default;
  const pool = new Pool({
    connectionString: url,
    application_name: "authmark-reference",
    connectionTimeoutMillis: patience,
    statement_timeout: patience,
    // Connections are kept: to make one takes longer than most of what is asked.
    idleTimeoutMillis: 0,
    keepAlive: true,
    types: { getTypeParser: (oid, format) => (oid === int8 ? Number : types.getTypeParser(oid, format)) },
  });
  // Whoever uses a connection that breaks is told so by what it waits for.
  pool.on("connect", (client) => client.on("error", () => {}));
  pool.on("error", (error) => log.error({ code: codeOf(error) }, "a connection to the store broke"));
  try {
    const client = await pool.connect();
    try {
      await migrate(client);
    } finally {
      client.release();
    }
    return pool;
  } catch (error) {
    await pool.end();
    throw explainFailure(error, url);
  }
}

function createDatabase(opened: () => Promise<Pool>): Database {
  return {
    async run(work) {
      return finish(work, await opened());
    },
    async transact(work) {
      const client = await (await opened()).connect();
      try {
        for (let attempt = 1; ; attempt++) {
          try {
            return await transactOnce(work(), client);
          } catch (error) {
            // A connection that broke has nothing to undo; the pool drops it.
            await client.query("ROLLBACK").catch(() => {});
            if (attempt === attempts || !lostRaces.includes(codeOf(error))) throw error;
          }
        }
      } finally {
        client.release();
      }
    },
    locks: { share: " FOR SHARE", update: " FOR UPDATE" },
  };
}

async function transactOnce<T>(work: Work<T>, client: PoolClient): Promise<T> {
  // Each statement sees what others have committed until it begins; rows that must not change meanwhile are locked.
  await client.query("BEGIN ISOLATION LEVEL READ COMMITTED");
  const result = await finish(work, client);
  await client.query("COMMIT");
  return result;
}

async function finish<T>(work: Work<T>, connection: Pool | PoolClient): Promise<T> {
  let step = work.next();
  while (!step.done) step = work.next(await take(step.value, connection));
  return step.value;
}

async function take({ sql, values }: Step, connection: Pool | PoolClient): Promise<Outcome> {
  const { rows, rowCount } = await connection.query(numbered(sql), values.map(storable));
  return { rows, changes: rowCount ?? 0 };
}

/** Writes the question marks as PostgreSQL does: $1, $2 and so on. */
function numbered(sql: string): string {
  let count = 0;
  return sql.replace(/\?/g, () => `$${++count}`);
}

/**
 * PostgreSQL's text has no NUL. Nothing that is kept has a control character in it, so that what is looked up with another
 * one in its place is found just as little.
 */
function storable(value: Step["values"][number]) {
  return typeof value === "string" ? value.replaceAll("\0", "\x01") : value;
}
