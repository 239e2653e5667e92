import type { z } from "zod";

/** What a question mark of a statement can stand for. */
export type Value = string | number | Uint8Array | null;

/** A statement, and what its question marks stand for. */
export interface Step {
  readonly sql: string;
  readonly values: readonly Value[];
}

/** What came of a statement: the rows that it gives, and how many rows it has changed. */
export interface Outcome {
  readonly rows: readonly unknown[];
  readonly changes: number;
}

/**
 * A piece of work on a database: it yields one statement after the other, and is told what came of each. So it is written
 * once, for a database that answers at once and for one that is waited for.
 */
export type Work<T> = Generator<Step, T, Outcome>;

/** A database that statements can be given to. */
export interface Database {
  /** Does a piece of work, each statement of it by itself. */
  run<T>(work: Work<T>): Promise<T>;
  /**
   * Does a piece of work as a whole or, where it throws, nothing of it. Where another transaction is in the way, it is begun
   * anew, so that it must do nothing but yield statements.
   */
  transact<T>(work: () => Work<T>): Promise<T>;
  /**
   * What stands behind a SELECT of rows that are not to change until the transaction is over. Whoever adds to what an account
   * has takes a `share` in its row, so that its password does not change meanwhile. Whoever changes what a session has keeps
   * others from its row (`update`), before anything of the session is looked at.
   */
  readonly locks: { readonly share: string; readonly update: string };
}

/** Finds the first row that a statement gives; undefined where there is none. */
export function* find<S extends z.ZodType>(schema: S, sql: string, ...values: Value[]): Work<z.output<S> | undefined> {
  const [row] = (yield { sql, values }).rows;
  return row === undefined ? undefined : schema.parse(row);
}

/** Lists the rows that a statement gives. */
export function* list<S extends z.ZodType>(schema: S, sql: string, ...values: Value[]): Work<z.output<S>[]> {
  return (yield { sql, values }).rows.map((row) => schema.parse(row));
}

/** Changes rows, and returns how many. */
export function* change(sql: string, ...values: Value[]): Work<number> {
  return (yield { sql, values }).changes;
}
