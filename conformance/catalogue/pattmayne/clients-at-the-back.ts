import { together } from "../catalogue.ts";
import { clientSecrets } from "./client-secrets.ts";
import { clients } from "./clients.ts";
import { issuedSecrets } from "./issued-secrets.ts";
import { switchedOffClients } from "./switched-off.ts";

/** Checks of clients that ask at the back channel. */
export const clientsAtTheBack = together(together(clients, switchedOffClients), together(clientSecrets, issuedSecrets));
