import { z } from "zod";
import { faultOfAddress } from "../kit/address.ts";
import type { ProtocolId } from "../model/requirement.ts";

/** The protocols in which users log in at one app for many clients. */
export const WITH_CLIENTS: readonly ProtocolId[] = ["pattmayne"];

const Text = z.string().min(1);
const A_PORT = "write a port from 1 to 65535";
const Port = z.int(A_PORT).min(1, A_PORT).max(65_535, A_PORT);
const Listening = z.strictObject({ host: Text.default("127.0.0.1"), port: Port });

const Uri = z.string().superRefine((text, context) => {
  if (!URL.canParse(text)) context.addIssue("write the whole URI, such as https://shop.example/callback");
});
const Origin = z.string().superRefine((text, context) => {
  const isOrigin = faultOfAddress(text) === undefined && new URL(text).origin === text;
  if (!isOrigin) context.addIssue("write scheme, host and port alone, such as https://auth.example");
});

const Client = z.strictObject({
  clientId: Text,
  clientSecret: Text,
  redirectUri: Uri,
  inactive: z.boolean().optional(),
});
const OPERATOR = "write { username: …, password: … }, { token: … } or { headers: … }";
const Operator = z.union(
  [
    z.strictObject({ username: Text, password: Text }),
    z.strictObject({ token: Text }),
    z.strictObject({ headers: z.record(z.string(), z.string()) }),
  ],
  { error: OPERATOR },
);
const Mailbox = z.union(
  [z.strictObject({ command: Text }), z.strictObject({ file: Text }), z.strictObject({ smtp: Listening })],
  { error: "write { command: … }, { file: … } or { smtp: { host: …, port: … } }" },
);
const ClientApp = z.strictObject({
  clientId: Text,
  clientSecret: Text,
  listen: Listening.extend({ cert: Text.optional(), key: Text.optional() }),
});

/** What a target file says of the clients of an auth app, or of a client app. */
export const APP_KEYS = {
  clients: z.array(Client).optional(),
  operator: Operator.optional(),
  mailbox: Mailbox.optional(),
  clientApp: ClientApp.optional(),
  cookieNames: z.record(z.string(), Text).optional(),
  origin: Origin.optional(),
};
