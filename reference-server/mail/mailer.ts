import type { Log } from "../env.ts";
import { sendToOutbox } from "./outbox.ts";

/** A mail, in plain text. */
export interface Message {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** What sends mail. */
export interface Mailer {
  /** Sends a mail, or logs that it could not be sent; whoever it was for has to ask again then. */
  send(message: Message): Promise<void>;
}

/** How mail leaves the server. */
export interface MailSettings {
  /** The sender's address. */
  readonly from: string;
  /** The file that mail is written to, a line of JSON each, where there is no mail server. */
  readonly outbox: string;
  /** A mail server: smtp: or smtps:, with a user name where it asks for one, and no password. */
  readonly smtp?: { readonly url: string; readonly password?: string | undefined } | undefined;
}

/** Creates a mailer. What talks to mail servers is loaded with the first mail, and only where there is one. */
export function createMailer(ports: () => { log: Log }, { from, outbox, smtp }: MailSettings): Mailer {
  const deliver = async (message: Message) => {
    if (smtp === undefined) return sendToOutbox({ from, ...message }, outbox);
    const { sendBySmtp } = await import("./smtp.ts");
    return sendBySmtp({ from, ...message }, smtp);
  };
  return {
    async send(message) {
      try {
        await deliver(message);
      } catch (error) {
        ports().log.error({ fault: error instanceof Error ? error.name : "unknown" }, "a mail could not be sent");
      }
    },
  };
}
