import { DatabaseSync } from "node:sqlite";

/**
 * Where oidc-provider keeps what it issues, in place of its own memory, which holds some thousand things and none after
 * a restart.
 *
 * @param {string} file of SQLite
 * @param {number} leeway seconds that something is kept after it has expired
 */
export function createStore(file, leeway) {
  const database = new DatabaseSync(file);
  database.exec(`PRAGMA journal_mode = WAL;
    CREATE TABLE IF NOT EXISTS issued (model, id, grant_id, uid, payload, expires REAL, PRIMARY KEY (model, id));
    CREATE INDEX IF NOT EXISTS issued_by_grant ON issued (model, grant_id);`);
  const sql = {
    upsert: database.prepare("INSERT OR REPLACE INTO issued VALUES (?, ?, ?, ?, ?, ?)"),
    find: database.prepare(
      "SELECT payload FROM issued WHERE model = ? AND id = ? AND (expires IS NULL OR expires > ?)",
    ),
    findByUid: database.prepare("SELECT payload FROM issued WHERE model = ? AND uid = ?"),
    consume: database.prepare(
      "UPDATE issued SET payload = json_set(payload, '$.consumed', ?) WHERE model = ? AND id = ?",
    ),
    destroy: database.prepare("DELETE FROM issued WHERE model = ? AND id = ?"),
    revoke: database.prepare("DELETE FROM issued WHERE model = ? AND grant_id = ?"),
  };
  const now = () => Date.now() / 1000;
  const parse = (row) => (row === undefined ? undefined : JSON.parse(row.payload));

  return class {
    constructor(model) {
      this.model = model;
    }
    async upsert(id, payload, expiresIn) {
      const expires = expiresIn === undefined ? null : now() + expiresIn + leeway;
      const { grantId = null, uid = null } = payload;
      sql.upsert.run(this.model, id, grantId, uid, JSON.stringify(payload), expires);
    }
    async find(id) {
      return parse(sql.find.get(this.model, id, now()));
    }
    async findByUid(uid) {
      return parse(sql.findByUid.get(this.model, uid));
    }
    async findByUserCode() {
      return undefined; // for devices, which there are none of here
    }
    async consume(id) {
      sql.consume.run(Math.floor(now()), this.model, id);
    }
    async destroy(id) {
      sql.destroy.run(this.model, id);
    }
    async revokeByGrantId(grantId) {
      sql.revoke.run(this.model, grantId);
    }
  };
}
