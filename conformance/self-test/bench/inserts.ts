import { randomBytes } from "node:crypto";
import { openSqlite } from "@authmark/reference-server/store/sqlite";

/** Adds tokens to a store in a file, one after the other and nothing else, and prints how many it added in a second. */
const WARM_UP_MS = 300;
const MEASURED_MS = 1_000;

const store = openSqlite(process.argv[2] ?? "");
await store.insertAccount({ username: "alice", passwordHash: "none" });
await insertFor(WARM_UP_MS);
console.log(await insertFor(MEASURED_MS));
await store.close();

async function insertFor(milliseconds: number): Promise<number> {
  const startedAt = performance.now();
  let inserted = 0;
  while (performance.now() - startedAt < milliseconds) {
    const hash = randomBytes(32).toString("base64");
    await store.insertToken({ hash, kind: "access", username: "alice", expiresAt: Date.now() + 3_600_000 });
    inserted++;
  }
  return (1_000 * inserted) / (performance.now() - startedAt);
}
