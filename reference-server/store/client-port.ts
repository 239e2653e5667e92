/** An app whose users log in here. */
export interface ClientSite {
  readonly clientId: string;
  /** Of the secret, in PHC format, never the secret. */
  readonly secretHash: string;
  /** Where its users are sent back. */
  readonly redirectUri: string;
  /** Whether users can log in at it, and it is listened to. */
  readonly isActive: boolean;
}

/** Clients by their names. */
export interface ClientStore {
  /** @returns whether the client was added; where its name is taken, nothing changes */
  insertClient(client: ClientSite): Promise<boolean>;
  /** Adds a client, or puts it in the place of the one of that name. */
  putClient(client: ClientSite): Promise<void>;
  findClient(clientId: string): Promise<ClientSite | undefined>;
  /** @returns whether there is such a client */
  changeClient(change: Omit<ClientSite, "secretHash">): Promise<boolean>;
  /** @returns whether there is such a client */
  replaceClientSecret(clientId: string, secretHash: string): Promise<boolean>;
}
