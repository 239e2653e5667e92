import { change, type Database } from "./sql.ts";
import type { StateStore } from "./state-port.ts";

const insertState = "INSERT INTO states (state, cookie, expires_at) VALUES (?, ?, ?)";
const deleteOldest = "DELETE FROM states WHERE id <= (SELECT max(id) FROM states) - ?";
const takeState = "DELETE FROM states WHERE state = ? AND cookie = ? AND expires_at > ?";

/** Creates the part of a store that keeps the logins which are under way. */
export function createStateStore(db: Database): StateStore {
  return {
    insertState({ state, cookie, expiresAt }, capacity) {
      return db.transact(function* () {
        yield* change(insertState, state, cookie, expiresAt);
        yield* change(deleteOldest, capacity);
      });
    },
    async takeState({ state, cookie }, now) {
      return (await db.run(change(takeState, state, cookie, now))) === 1;
    },
  };
}
