import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe } from "vitest";
import { isPostgres } from "../store/open.ts";
import { startPostgres } from "./postgres.ts";

/** Milliseconds that a database server may take to be there. */
const patience = 120_000;

/** Where tests keep stores. */
export interface Places {
  /** @returns a place for a store, as `openStore` takes it */
  newPlace(): Promise<string>;
  /** @returns the same, as `--store` takes it */
  newOption(): Promise<string>;
}

/** A log that nobody reads. */
export const silent = { info() {}, error() {} };

async function startSqlite() {
  const folder = await mkdtemp(join(tmpdir(), "authmark-"));
  let files = 0;
  return { newPlace: async () => join(folder, `${++files}.db`), stop: () => rm(folder, { recursive: true }) };
}

const databases = [
  ["SQLite", startSqlite],
  ["PostgreSQL", startPostgres],
] as const;

/** Defines tests for each database that a store can be in. */
export function describeStores(define: (places: Places) => void): void {
  describe.each(databases)("in %s,", (_, start) => {
    let database: { newPlace(): Promise<string>; stop(): Promise<void> };
    beforeAll(async () => {
      database = await start();
    }, patience);
    afterAll(() => database?.stop(), patience);
    const newPlace = () => database.newPlace();
    const optionOf = (place: string) => (isPostgres(place) ? place : `sqlite:${place}`);
    define({ newPlace, newOption: async () => optionOf(await newPlace()) });
  });
}
