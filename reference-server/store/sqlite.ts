import { DatabaseSync, type StatementSync } from "node:sqlite";
import { reasonOf, UsageError } from "../errors.ts";
import type { Store } from "./port.ts";
import type { Database, Outcome, Step, Work } from "./sql.ts";
import { createSqlStore } from "./sql-store.ts";
import { migrate, transact } from "./sqlite-schema.ts";

/**
 * Opens a store in SQLite, and makes its tables where they are missing.
 *
 * @param file a path, or ":memory:" for a store that ends with the process
 * @throws UsageError where the file cannot be opened, is no database, or was written by a newer server
 */
export function openSqlite(file: string): Store {
  const db = open(file);
  return {
    ...createSqlStore(createDatabase(db)),
    async close() {
      db.close();
    },
  };
}

/** SQLite answers at once, so that a piece of work is done before anything else of this process is. */
function createDatabase(db: DatabaseSync): Database {
  const prepared = new Map<string, { readonly statement: StatementSync; readonly givesRows: boolean }>();
  const prepare = (sql: string) => {
    const statement = db.prepare(sql);
    const made = { statement, givesRows: statement.columns().length > 0 };
    prepared.set(sql, made);
    return made;
  };
  const take = ({ sql, values }: Step): Outcome => {
    const { statement, givesRows } = prepared.get(sql) ?? prepare(sql);
    if (!givesRows) return { rows: [], changes: Number(statement.run(...values).changes) };
    const rows = statement.all(...values);
    return { rows, changes: rows.length };
  };
  const finish = <T>(work: Work<T>): T => {
    let step = work.next();
    while (!step.done) step = work.next(take(step.value));
    return step.value;
  };
  return {
    run: async (work) => finish(work),
    transact: async (work) => transact(db, () => finish(work())),
    // Whoever writes has the whole database.
    locks: { share: "", update: "" },
  };
}

function open(file: string): DatabaseSync {
  try {
    const db = new DatabaseSync(file, { timeout: 5_000 });
    // A write-ahead log lets readers and a writer in other processes work at once; ":memory:" ignores it.
    db.exec("PRAGMA journal_mode = WAL");
    migrate(db);
    return db;
  } catch (error) {
    const remedy = "name a file in a directory that can be written to";
    throw new UsageError(`--store: cannot use ${file} (${reasonOf(error)}); ${remedy}`);
  }
}
