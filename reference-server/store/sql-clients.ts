import { z } from "zod";
import type { ClientSite, ClientStore } from "./client-port.ts";
import { change, type Database, find } from "./sql.ts";

const ClientRow: z.ZodType<ClientSite> = z.object({
  clientId: z.string(),
  secretHash: z.string(),
  redirectUri: z.string(),
  isActive: z.literal([0, 1]).transform(Boolean),
});

const insertion = "INSERT INTO client_sites (client_id, secret_hash, redirect_uri, is_active) VALUES (?, ?, ?, ?)";
const insertClient = `${insertion} ON CONFLICT (client_id) DO NOTHING`;
const putClient = `${insertion} ON CONFLICT (client_id) DO UPDATE
  SET secret_hash = excluded.secret_hash, redirect_uri = excluded.redirect_uri, is_active = excluded.is_active`;
const findClient = `SELECT client_id AS "clientId", secret_hash AS "secretHash", redirect_uri AS "redirectUri",
  is_active AS "isActive" FROM client_sites WHERE client_id = ?`;
const changeClient = "UPDATE client_sites SET redirect_uri = ?, is_active = ? WHERE client_id = ?";
const replaceSecret = "UPDATE client_sites SET secret_hash = ? WHERE client_id = ?";

/** Creates the part of a store that keeps clients. */
export function createClientStore(db: Database): ClientStore {
  return {
    async insertClient({ clientId, secretHash, redirectUri, isActive }) {
      return (await db.run(change(insertClient, clientId, secretHash, redirectUri, Number(isActive)))) === 1;
    },
    async putClient({ clientId, secretHash, redirectUri, isActive }) {
      await db.run(change(putClient, clientId, secretHash, redirectUri, Number(isActive)));
    },
    findClient(clientId) {
      return db.run(find(ClientRow, findClient, clientId));
    },
    async changeClient({ clientId, redirectUri, isActive }) {
      return (await db.run(change(changeClient, redirectUri, Number(isActive), clientId))) === 1;
    },
    async replaceClientSecret(clientId, secretHash) {
      return (await db.run(change(replaceSecret, secretHash, clientId))) === 1;
    },
  };
}
