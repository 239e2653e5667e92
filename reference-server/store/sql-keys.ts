import { z } from "zod";
import type { KeyStore } from "./key-port.ts";
import { KeyRow } from "./rows.ts";
import { change, type Database, find, list, type Work } from "./sql.ts";

const insertFirst = `INSERT INTO signing_keys (kid, private_key, public_key)
  SELECT ?, ?, ? WHERE NOT EXISTS (SELECT * FROM signing_keys WHERE retired_at IS NULL) ON CONFLICT DO NOTHING`;
const retireOthers = "UPDATE signing_keys SET private_key = NULL, retired_at = ? WHERE retired_at IS NULL AND kid <> ?";
const upsert = `INSERT INTO signing_keys (kid, private_key, public_key) VALUES (?, ?, ?)
  ON CONFLICT (kid) DO UPDATE SET private_key = excluded.private_key, retired_at = NULL`;
const listKeys = `SELECT kid, private_key AS "privateKey", public_key AS "publicKey", retired_at AS "retiredAt"
  FROM signing_keys ORDER BY retired_at IS NOT NULL, retired_at DESC`;
const insertSecret = "INSERT INTO shared_secrets (name, secret) VALUES (?, ?) ON CONFLICT (name) DO NOTHING";
const findSecret = "SELECT secret FROM shared_secrets WHERE name = ?";

const SecretRow = z.object({ secret: z.instanceof(Uint8Array) });

/** Creates the part of a store that keeps the keys which tokens are signed with. */
export function createKeyStore(db: Database): KeyStore {
  return {
    async insertFirstKey({ kid, privateKey, publicKey }) {
      await db.run(change(insertFirst, kid, privateKey, publicKey));
    },
    replaceKey({ kid, privateKey, publicKey }, now) {
      return db.transact(function* () {
        yield* change(retireOthers, now, kid);
        yield* change(upsert, kid, privateKey, publicKey);
      });
    },
    listKeys() {
      return db.run(list(KeyRow, listKeys));
    },
    keepSecret(name, secret) {
      function* keep(): Work<Buffer> {
        yield* change(insertSecret, name, secret);
        const kept = yield* find(SecretRow, findSecret, name);
        return Buffer.from(kept?.secret ?? secret);
      }
      return db.run(keep());
    },
  };
}
