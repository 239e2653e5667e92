import { z } from "zod";
import { UsageError } from "../../errors.ts";
import { ownClient } from "../../store/grant-port.ts";
import { objectionToClientId, objectionToRedirectUri } from "./rules.ts";

/** A client, and the secret that it has been given. */
export interface ClientCredentials {
  readonly clientId: string;
  readonly secret: string;
  readonly redirectUri: string;
  readonly isActive: boolean;
}

/** What a secret has at least: it is random, and nobody has to type it. */
const leastSecret = 16;

const obeying = (objectionTo: (text: string) => string | undefined) =>
  z.string().superRefine((text, context) => {
    const objection = objectionTo(text);
    if (objection !== undefined) context.addIssue(objection);
  });

const Clients = z.array(
  z
    .object({
      client_id: obeying((id) => (id === ownClient ? "This name is the auth app's own." : objectionToClientId(id))),
      client_secret: obeying((secret) =>
        secret.length < leastSecret ? `A secret has at least ${leastSecret} characters.` : undefined,
      ),
      redirect_uri: obeying(objectionToRedirectUri),
      is_active: z.boolean().default(true),
    })
    .transform(
      ({ client_id, client_secret, redirect_uri, is_active }): ClientCredentials => ({
        clientId: client_id,
        secret: client_secret,
        redirectUri: redirect_uri,
        isActive: is_active,
      }),
    ),
);
const remedy =
  'write a JSON array of {"client_id": "…", "client_secret": "…", "redirect_uri": "…"}, with "is_active": false for one that is switched off';

/**
 * Parses a clients file.
 *
 * @param file its name, for the message
 * @throws UsageError that says where the text is wrong, and quotes nothing of it, since it holds secrets
 */
export function parseClients(text: string, file: string): ClientCredentials[] {
  const result = Clients.safeParse(parseJson(text, file));
  if (!result.success) {
    const [issue] = result.error.issues;
    const reason = issue?.code === "custom" ? issue.message : remedy;
    throw new UsageError(`--clients: ${file} is wrong at /${issue?.path.join("/")}; ${reason}`);
  }
  const names = result.data.map(({ clientId }) => clientId);
  const repeated = names.findIndex((name, index) => names.indexOf(name) < index);
  if (repeated !== -1) throw new UsageError(`--clients: ${file} repeats a client at /${repeated}; give each once`);
  return result.data;
}

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new UsageError(`--clients: ${file} is not JSON; ${remedy}`);
  }
}
