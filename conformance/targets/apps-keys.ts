import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import type { AppSettings, ClientApp, MailboxSettings, Operator } from "../model/apps.ts";
import { UsageError } from "../model/errors.ts";
import type { Target } from "../model/target.ts";
import { WITH_CLIENTS } from "./apps-schema.ts";
import type { TargetFile } from "./target-file-schema.ts";

type Declared = Pick<
  TargetFile,
  "protocol" | "role" | "clients" | "operator" | "mailbox" | "clientApp" | "cookieNames" | "origin"
>;

/**
 * What a target file says of the clients of an auth app, or of a client app.
 *
 * @param file where it is: other files, and commands, are from its folder
 * @throws UsageError that names the file, the key and the remedy
 */
export function appsOf(declared: Declared, file: string): Pick<Target, "apps"> {
  refuseWithoutClients(declared, file);
  const { clients, operator, mailbox, clientApp, origin } = declared;
  const apps: AppSettings = {
    ...(clients && { clients: clientsOf(clients, file) }),
    ...(operator && { operator: operatorOf(operator) }),
    ...(mailbox && { mailbox: mailboxOf(mailbox, dirname(file)) }),
    ...(clientApp && { clientApp: clientAppOf(clientApp, file) }),
    ...(origin !== undefined && { origin }),
  };
  return Object.keys(apps).length > 0 ? { apps } : {};
}

/** @throws UsageError where the protocol, or the role in it, has nothing of that kind, and something is said of it */
function refuseWithoutClients({ protocol, role, ...declared }: Declared, file: string): void {
  const { clients, operator, mailbox, clientApp, cookieNames, origin } = declared;
  const ofAuthApps = { clients, operator, mailbox };
  const others = WITH_CLIENTS.includes(protocol) ? {} : { role, cookieNames, origin };
  const misplaced = {
    ...others,
    ...((others.role !== undefined || !WITH_CLIENTS.includes(protocol)) && { ...ofAuthApps, clientApp }),
  };
  const stranger = Object.entries(misplaced).find(([, value]) => value !== undefined)?.[0];
  if (stranger !== undefined)
    throw new UsageError(`${file}: ${stranger}: ${protocol} has nothing of that; leave it out.`);
  if (!WITH_CLIENTS.includes(protocol)) return;
  if (clientApp && role !== CLIENT_APP) {
    throw new UsageError(`${file}: clientApp: is of a client app; write role: ${CLIENT_APP}, or leave it out.`);
  }
  if (role !== CLIENT_APP) return;
  const [key] = Object.entries(ofAuthApps).find(([, value]) => value !== undefined) ?? [];
  if (key !== undefined)
    throw new UsageError(`${file}: ${key}: is of an auth app; leave it out of a client app's file.`);
  if (!clientApp) {
    throw new UsageError(
      `${file}: clientApp: is missing; add { clientId: …, clientSecret: …, listen: { port: … } }, where the suite plays the auth app.`,
    );
  }
}

/**
 * Refuses, of a target that has no file, a role that takes more than an address.
 *
 * @throws UsageError with the remedy
 */
export function refuseWithoutFile(role: string | undefined): void {
  if (role !== CLIENT_APP) return;
  throw new UsageError(`--role ${role}: takes a target file with clientApp. authmark init --role ${role} writes one.`);
}

/** The role of who has clientApp. */
const CLIENT_APP = "client-app";

function clientsOf(clients: NonNullable<Declared["clients"]>, file: string): NonNullable<AppSettings["clients"]> {
  const ids = clients.map(({ clientId }) => clientId);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) throw new UsageError(`${file}: clients: ${twice} is there twice. Give each client once.`);
  return clients.map(({ inactive, ...client }) => ({ ...client, ...(inactive && { inactive }) }));
}

/** A token is one field of its own. */
function operatorOf(operator: NonNullable<Declared["operator"]>): Operator {
  return "token" in operator ? { headers: { authorization: `Bearer ${operator.token}` } } : operator;
}

function mailboxOf(mailbox: NonNullable<Declared["mailbox"]>, folder: string): MailboxSettings {
  if ("command" in mailbox) return { command: mailbox.command, folder };
  return "file" in mailbox ? { file: resolve(folder, mailbox.file) } : mailbox;
}

function clientAppOf({ listen, ...own }: NonNullable<Declared["clientApp"]>, file: string): ClientApp {
  const { host, port, cert, key } = listen;
  if ((cert === undefined) !== (key === undefined)) {
    const missing = cert === undefined ? "cert" : "key";
    throw new UsageError(`${file}: clientApp.listen.${missing}: is missing; TLS takes a certificate and its key.`);
  }
  const read = (path: string, name: string) =>
    readPem(resolve(dirname(file), path), `${file}: clientApp.listen.${name}`);
  const tls = cert !== undefined && key !== undefined ? { cert: read(cert, "cert"), key: read(key, "key") } : undefined;
  return { ...own, listen: { host, port, ...(tls && { tls }) } };
}

function readPem(path: string, at: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    throw new UsageError(`${at}: cannot be read (${(error as NodeJS.ErrnoException).code}). Check the path.`);
  }
}
