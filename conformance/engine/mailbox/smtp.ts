import type { Address } from "../../model/apps.ts";
import { CannotTest } from "../../model/errors.ts";
import type { Mailbox } from "../../model/ports.ts";

const MAX_MAIL = 256 * 1024;
const MOST_KEPT = 10_000;

/** A mail, and whom it was for. */
interface Mail {
  readonly to: readonly string[];
  readonly text: string;
}

/** Takes mails as the target's own mail server: it listens for them, and sends none on. */
export function receiveBySmtp({ host, port }: Address): Mailbox {
  const mails: Mail[] = [];
  const keep = (mail: Mail) => void (mails.length < MOST_KEPT && mails.push(mail));
  let opened: ReturnType<typeof listen> | undefined;
  return {
    async open() {
      opened ??= listen({ host, port }, keep);
      await opened;
    },
    async mailsTo(address) {
      return mails.filter(({ to }) => to.includes(address.toLowerCase())).map(({ text }) => text);
    },
    async close() {
      const server = await opened?.catch(() => undefined);
      if (server) await new Promise<void>((resolve) => server.close(resolve));
    },
  };
}

/**
 * Opens the server; what it is made of is loaded only where a target needs it.
 *
 * @throws CannotTest where the suite cannot listen there
 */
async function listen({ host, port }: Address, keep: (mail: Mail) => void) {
  const [{ SMTPServer }, { default: PostalMime }] = await Promise.all([import("smtp-server"), import("postal-mime")]);
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    size: MAX_MAIL,
    onAuth: (_auth, _session, done) => done(null, { user: "anybody" }),
    onData(stream, { envelope }, done) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.once("end", () => {
        PostalMime.parse(Buffer.concat(chunks)).then(({ text = "", html = "" }) => {
          keep({ to: envelope.rcptTo.map(({ address }) => address.toLowerCase()), text: `${text}\n${html}` });
          done();
        }, done);
      });
    },
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", ({ message }: Error) => {
      reject(new CannotTest(`the suite cannot listen on ${host}, port ${port} (${message}): see mailbox.smtp`));
    });
    server.listen(port, host, resolve);
  });
  server.server.unref();
  return server;
}
