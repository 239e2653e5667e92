import type { Log } from "../env.ts";
import type { Store } from "./port.ts";
import { openPostgres } from "./postgres.ts";
import { openSqlite } from "./sqlite.ts";

/** Whether a store is one in PostgreSQL, by its URL. */
export function isPostgres(place: string): boolean {
  return /^postgres(ql)?:\/\//.test(place);
}

/**
 * Opens a store.
 *
 * @param place the URL of a database in PostgreSQL, or the name of SQLite's file, or ":memory:"
 * @throws UsageError where SQLite's file cannot be used; a database in PostgreSQL throws it when it is asked
 */
export function openStore(place: string, log: Log): Store {
  return isPostgres(place) ? openPostgres(place, log) : openSqlite(place);
}
