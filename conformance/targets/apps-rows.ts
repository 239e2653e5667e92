import { WITH_CLIENTS } from "./apps-schema.ts";
import type { KeyRow } from "./target-file-keys.ts";

const only = WITH_CLIENTS;

/** A row for every key that says something of clients, and of who has them. */
export const APP_ROWS: Readonly<Record<string, KeyRow>> = {
  role: {
    says: "What the target is: the app where users log in (auth-app, which it is without this as well), or one of its clients (client-app).",
    begins: true,
    only,
  },
  clients: {
    says: "Clients that the target knows, and as which the suite may act. Without them, and with an operator, the suite registers its own.",
    example: [{ clientId: "shop", clientSecret: `\${SHOP_SECRET}`, redirectUri: "https://shop.example/callback" }],
    only,
    except: ["client-app"],
  },
  "clients[].clientId": { says: "By which name the target knows it." },
  "clients[].clientSecret": { says: `Its secret; best taken from the environment, as \${VARIABLE}.` },
  "clients[].redirectUri": { says: "Where the target sends its users, as it is registered." },
  "clients[].inactive": { says: "Whether it is switched off, so that nobody can log in at it." },
  operator: {
    says: "How the suite proves that it may manage clients: a user who logs in, a token that is sent as Bearer, or fields of its own.",
    example: { username: "admin", password: `\${ADMIN_PASSWORD}` },
    only,
    except: ["client-app"],
  },
  "operator.username": { says: "The name that an operator logs in with." },
  "operator.password": { says: "The operator's password." },
  "operator.token": { says: "The token that stands behind Bearer in the field Authorization." },
  "operator.headers": { says: "The fields that an operator's requests have." },
  "operator.headers.*": { says: "What the field says." },
  mailbox: {
    says: "Where the suite reads the mails that the target sends: by a command, from a file, or as its mail server.",
    example: { smtp: { host: "127.0.0.1", port: 2525 } },
    only,
    except: ["client-app"],
  },
  "mailbox.command": {
    says: "A command for the shell that prints the mails to AUTHMARK_EMAIL, in this file's folder.",
  },
  "mailbox.file": {
    says: "A file of JSON lines, each with to, and with the text of a mail or the token that is in it.",
  },
  "mailbox.smtp": { says: "Where the suite listens as the target's mail server while it tests." },
  "mailbox.smtp.host": { says: "The address of this machine that it sends to; 127.0.0.1 without it." },
  "mailbox.smtp.port": { says: "The port that it sends to." },
  clientApp: {
    says: "Of a client app: what it knows of itself, and where the suite plays its auth app.",
    example: { clientId: "shop", clientSecret: `\${SHOP_SECRET}`, listen: { port: 3000 } },
    begins: true,
    only,
    except: ["auth-app"],
  },
  "clientApp.clientId": { says: "The client_id that it has been given." },
  "clientApp.clientSecret": { says: "The secret that it proves itself with." },
  "clientApp.listen": { says: "Where it looks for its auth app: the suite listens there while it tests." },
  "clientApp.listen.host": { says: "The address of this machine that it looks at; 127.0.0.1 without it." },
  "clientApp.listen.port": { says: "The port that it looks at." },
  "clientApp.listen.cert": { says: "For TLS, the certificate in PEM; a path beside this file." },
  "clientApp.listen.key": { says: "For TLS, its private key in PEM; a path beside this file." },
  cookieNames: {
    says: "Cookies that the target calls otherwise than the protocol does: the protocol's name, and the target's.",
    example: { refresh_token: "refresh" },
    only,
  },
  "cookieNames.*": { says: "What the target calls it." },
  origin: {
    says: "The Origin of the target's own pages, where that is not the one of at.url.",
    example: "https://auth.example",
    only,
  },
};
