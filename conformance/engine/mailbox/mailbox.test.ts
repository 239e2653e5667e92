import { connect } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import type { Mailbox } from "../../model/ports.ts";
import { temporaryFolder } from "../../testing/files.ts";
import { deadUrl } from "../../testing/servers.ts";
import { createMailbox } from "./mailbox.ts";

const folder = temporaryFolder();
const opened: Mailbox[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((mailbox) => mailbox.close()));
});

async function open(settings: Parameters<typeof createMailbox>[0]): Promise<Mailbox> {
  const mailbox = createMailbox(settings);
  opened.push(mailbox);
  await mailbox.open();
  return mailbox;
}

describe("mails in a file", () => {
  it("are those to an address, in their order, by their text or by their token alone", async () => {
    const file = folder.write(
      "outbox.jsonl",
      '{"to":"alice@a.example","token":"t1"}\n{"to":"bob@a.example","token":"t2"}\n\n{"to":"Alice@a.example","text":"use t3"}\n',
    );
    const mailbox = await open({ file });
    expect(await mailbox.mailsTo("alice@a.example")).toEqual(["t1", "use t3"]);
    expect(await mailbox.mailsTo("carol@a.example")).toEqual([]);
  });

  it("are none before there is a file", async () => {
    const mailbox = await open({ file: `${folder.path}/none.jsonl` });
    expect(await mailbox.mailsTo("alice@a.example")).toEqual([]);
  });

  it("cannot be read where a line is no object, which is not quoted", async () => {
    const mailbox = await open({ file: folder.write("broken.jsonl", '{"to":"a"}\nsecret-token\n') });
    await expect(mailbox.mailsTo("a")).rejects.toThrow(/broken\.jsonl, line 2 is no JSON object with to/);
    await expect(mailbox.mailsTo("a")).rejects.not.toThrow(/secret-token/);
  });
});

describe("mails of a command", () => {
  it("are what it prints for the address", async () => {
    const mailbox = await open({ command: 'echo "to $AUTHMARK_EMAIL"', folder: folder.path });
    expect(await mailbox.mailsTo("alice@a.example")).toEqual(["to alice@a.example\n"]);
  });

  it("are none where it prints nothing", async () => {
    const mailbox = await open({ command: "true", folder: folder.path });
    expect(await mailbox.mailsTo("alice@a.example")).toEqual([]);
  });

  it("cannot be read where it fails, with what it said last", async () => {
    const mailbox = await open({ command: "echo no such box >&2; exit 3", folder: folder.path });
    await expect(mailbox.mailsTo("a")).rejects.toThrow("mailbox.command failed: no such box");
  });
});

describe("mails that are sent to the suite", () => {
  it("are kept by their recipients, with their text decoded", async () => {
    const port = Number(new URL(await deadUrl()).port);
    const mailbox = await open({ smtp: { host: "127.0.0.1", port } });
    await send(port, "alice@a.example", "Content-Transfer-Encoding: quoted-printable\r\n\r\ntoken=3Dabc=\r\ndef");
    expect(await mailbox.mailsTo("Alice@A.example")).toEqual([expect.stringContaining("token=abcdef")]);
    expect(await mailbox.mailsTo("bob@a.example")).toEqual([]);
  });

  it("cannot come where the port is taken: key and remedy", async () => {
    const port = Number(new URL(await deadUrl()).port);
    await open({ smtp: { host: "127.0.0.1", port } });
    await expect(open({ smtp: { host: "127.0.0.1", port } })).rejects.toThrow(
      /cannot listen on 127\.0\.0\.1, port \d+ \(.*EADDRINUSE.*\): see mailbox\.smtp/,
    );
  });
});

it("without settings, no mail can be read", () => {
  expect(() => createMailbox(undefined).mailsTo("a")).toThrow("mailbox in the target file");
});

/** Sends a mail as a target does, line by line. */
async function send(port: number, to: string, message: string): Promise<void> {
  const socket = connect(port, "127.0.0.1").setEncoding("utf8");
  const lines = ["EHLO x", "MAIL FROM:<a@b.example>", `RCPT TO:<${to}>`, "DATA", `${message}\r\n.`, "QUIT"];
  for await (const answer of socket) {
    // Of an answer in several lines, the last one has a blank behind its code.
    if (!/^\d{3} /m.test(String(answer))) continue;
    const line = lines.shift();
    if (line !== undefined) socket.write(`${line}\r\n`);
  }
}
