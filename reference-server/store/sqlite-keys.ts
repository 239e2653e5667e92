import type { DatabaseSync } from "node:sqlite";
import { z } from "zod";
import type { KeyStore } from "./key-port.ts";
import { KeyRow } from "./rows.ts";
import { transact } from "./schema.ts";

/** Creates the part of a store that keeps the keys which tokens are signed with. */
export function createKeyStore(db: DatabaseSync): KeyStore {
  const insertFirst = db.prepare(
    `INSERT INTO signing_keys (kid, private_key, public_key)
     SELECT ?, ?, ? WHERE NOT EXISTS (SELECT * FROM signing_keys WHERE retired_at IS NULL)`,
  );
  const retireOthers = db.prepare(
    "UPDATE signing_keys SET private_key = NULL, retired_at = ? WHERE retired_at IS NULL AND kid <> ?",
  );
  const upsert = db.prepare(
    `INSERT INTO signing_keys (kid, private_key, public_key) VALUES (?, ?, ?)
     ON CONFLICT (kid) DO UPDATE SET private_key = excluded.private_key, retired_at = NULL`,
  );
  const list = db.prepare(
    `SELECT kid, private_key AS privateKey, public_key AS publicKey, retired_at AS retiredAt
     FROM signing_keys ORDER BY retired_at IS NOT NULL, retired_at DESC`,
  );

  const insertSecret = db.prepare(
    "INSERT INTO shared_secrets (name, secret) VALUES (?, ?) ON CONFLICT (name) DO NOTHING",
  );
  const findSecret = db.prepare("SELECT secret FROM shared_secrets WHERE name = ?");

  return {
    async insertFirstKey({ kid, privateKey, publicKey }) {
      insertFirst.run(kid, privateKey, publicKey);
    },
    async replaceKey({ kid, privateKey, publicKey }, now) {
      transact(db, () => {
        retireOthers.run(now, kid);
        upsert.run(kid, privateKey, publicKey);
      });
    },
    async listKeys() {
      return z.array(KeyRow).parse(list.all());
    },
    async keepSecret(name, secret) {
      insertSecret.run(name, secret);
      return Buffer.from(z.instanceof(Uint8Array).parse(findSecret.get(name)?.["secret"]));
    },
  };
}
