import type { MailboxSettings } from "../../model/apps.ts";
import { CannotTest } from "../../model/errors.ts";
import type { Mailbox } from "../../model/ports.ts";
import { readByCommand } from "./command.ts";
import { readFromFile } from "./file.ts";
import { receiveBySmtp } from "./smtp.ts";

/** Creates what reads the mails of a target, as its file says. */
export function createMailbox(settings: MailboxSettings | undefined): Mailbox {
  if (!settings) return NONE;
  if ("smtp" in settings) return receiveBySmtp(settings.smtp);
  return { ...NONE, mailsTo: "file" in settings ? readFromFile(settings.file) : readByCommand(settings) };
}

const NONE: Mailbox = {
  open: async () => {},
  mailsTo: () => {
    throw new CannotTest("nothing says where the target's mails are to be read: mailbox in the target file");
  },
  close: async () => {},
};
