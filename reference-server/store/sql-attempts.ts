import { z } from "zod";
import type { AttemptStore, Attempts } from "./attempt-port.ts";
import { change, type Database, find } from "./sql.ts";

const nothing: Attempts = { failures: [], suspendedUntil: 0, pending: [] };

const AttemptsText = z
  .string()
  .transform((text) => JSON.parse(text))
  .pipe(
    z.object({
      failures: z.array(z.object({ account: z.string(), at: z.number() })),
      suspendedUntil: z.number(),
      pending: z.array(z.object({ id: z.string(), until: z.number() })),
    }),
  );
const AttemptsRow = z.object({ attempts: AttemptsText });

const findAttempts = "SELECT attempts FROM login_attempts WHERE address = ?";
// A row that is written is nobody else's until the transaction is over, also where it has not been there before.
const holdAttempts = `INSERT INTO login_attempts (address, attempts, expires_at) VALUES (?, ?, 0)
  ON CONFLICT (address) DO UPDATE SET address = excluded.address RETURNING attempts`;
const setAttempts = "UPDATE login_attempts SET attempts = ?, expires_at = ? WHERE address = ?";

/** Creates the part of a store that keeps what addresses have tried. */
export function createAttemptStore(db: Database): AttemptStore {
  return {
    changeAttempts(address, decide) {
      return db.transact(function* () {
        const row = yield* find(AttemptsRow, holdAttempts, address, JSON.stringify(nothing));
        const { attempts, expiresAt, result } = decide(row?.attempts ?? nothing);
        if (attempts !== undefined) yield* change(setAttempts, JSON.stringify(attempts), expiresAt, address);
        return result;
      });
    },
    async findAttempts(address) {
      return (await db.run(find(AttemptsRow, findAttempts, address)))?.attempts ?? nothing;
    },
  };
}
