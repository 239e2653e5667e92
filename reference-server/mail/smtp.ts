import { createTransport } from "nodemailer";
import type { MailSettings, Message } from "./mailer.ts";

/** Milliseconds that a mail server may take for each step. */
const patience = 5_000;

/** Hands a mail to a mail server, over TLS where the server offers it. */
export async function sendBySmtp(
  message: Message & { readonly from: string },
  { url, password }: NonNullable<MailSettings["smtp"]>,
): Promise<void> {
  const { protocol, hostname, port, username } = new URL(url);
  const secure = protocol === "smtps:";
  const transport = createTransport({
    host: hostname.replace(/^\[|\]$/g, ""),
    port: port === "" ? (secure ? 465 : 587) : Number(port),
    secure,
    ...(username !== "" && { auth: { user: decodeURIComponent(username), pass: password ?? "" } }),
    connectionTimeout: patience,
    greetingTimeout: patience,
    socketTimeout: patience,
  });
  try {
    await transport.sendMail({ ...message });
  } finally {
    transport.close();
  }
}
