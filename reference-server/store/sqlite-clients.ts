import type { DatabaseSync } from "node:sqlite";
import { z } from "zod";
import type { ClientSite, ClientStore } from "./client-port.ts";

const ClientRow: z.ZodType<ClientSite> = z.object({
  clientId: z.string(),
  secretHash: z.string(),
  redirectUri: z.string(),
  isActive: z.literal([0, 1]).transform(Boolean),
});

/** Creates the part of a store that keeps clients. */
export function createClientStore(db: DatabaseSync): ClientStore {
  const insertion = "INSERT INTO client_sites (client_id, secret_hash, redirect_uri, is_active) VALUES (?, ?, ?, ?)";
  const insertClient = db.prepare(`${insertion} ON CONFLICT (client_id) DO NOTHING`);
  const putClient = db.prepare(
    `${insertion} ON CONFLICT (client_id) DO UPDATE
     SET secret_hash = excluded.secret_hash, redirect_uri = excluded.redirect_uri, is_active = excluded.is_active`,
  );
  const findClient = db.prepare(
    `SELECT client_id AS clientId, secret_hash AS secretHash, redirect_uri AS redirectUri, is_active AS isActive
     FROM client_sites WHERE client_id = ?`,
  );
  const changeClient = db.prepare("UPDATE client_sites SET redirect_uri = ?, is_active = ? WHERE client_id = ?");
  const replaceSecret = db.prepare("UPDATE client_sites SET secret_hash = ? WHERE client_id = ?");

  return {
    async insertClient({ clientId, secretHash, redirectUri, isActive }) {
      return insertClient.run(clientId, secretHash, redirectUri, Number(isActive)).changes === 1;
    },
    async putClient({ clientId, secretHash, redirectUri, isActive }) {
      putClient.run(clientId, secretHash, redirectUri, Number(isActive));
    },
    async findClient(clientId) {
      return ClientRow.optional().parse(findClient.get(clientId));
    },
    async changeClient({ clientId, redirectUri, isActive }) {
      return changeClient.run(redirectUri, Number(isActive), clientId).changes === 1;
    },
    async replaceClientSecret(clientId, secretHash) {
      return replaceSecret.run(secretHash, clientId).changes === 1;
    },
  };
}
