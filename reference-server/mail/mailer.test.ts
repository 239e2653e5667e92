import { mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createMailer } from "./mailer.ts";

const loaded = vi.hoisted(() => ({ nodemailer: false }));
vi.mock("nodemailer", async (original) => {
  loaded.nodemailer = true;
  return original();
});

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "authmark-"));
  vi.resetAllMocks();
});
afterEach(() => rm(directory, { recursive: true }));

const log = { info: vi.fn(), error: vi.fn() };
const message = { to: "alice@example.org", subject: "Hello", text: "A line.\n\nanother-line\n" };
const from = "auth@example.com";
const mailerTo = (file: string, smtp?: { url: string; password?: string }) =>
  createMailer(() => ({ log }), { from, outbox: join(directory, file), smtp });

it("without a mail server mail goes to the outbox, a line each, which only this user reads", async () => {
  const mailer = mailerTo("outbox.jsonl");
  await mailer.send(message);
  await mailer.send({ ...message, to: "bobby@example.org" });
  const lines = (await readFile(join(directory, "outbox.jsonl"), "utf8")).split("\n");
  expect(lines.slice(0, 2).map((line) => JSON.parse(line))).toEqual([
    { from, ...message },
    { from, ...message, to: "bobby@example.org" },
  ]);
  expect(lines[2]).toBe("");
  expect((await stat(join(directory, "outbox.jsonl"))).mode & 0o777).toBe(0o600);
  expect(loaded.nodemailer).toBe(false);
});

it("a mail that cannot be sent is logged, without what is in it", async () => {
  await mailerTo("none/outbox.jsonl").send(message);
  expect(log.error).toHaveBeenCalledOnce();
  expect(JSON.stringify(log.error.mock.calls)).not.toMatch(/alice|line/);
});

it("with a mail server mail goes there, and not to the outbox", async () => {
  const said: string[] = [];
  const server = createServer((socket) => {
    socket.write("220 mail.example ready\r\n");
    let isData = false;
    createInterface({ input: socket }).on("line", (line) => {
      said.push(line);
      if (isData && line !== ".") return;
      if (/^(EHLO|HELO)/.test(line)) socket.write("250-mail.example\r\n250 AUTH PLAIN\r\n");
      else if (/^AUTH/.test(line)) socket.write("235 ok\r\n");
      else if (line === "DATA") socket.write("354 go on\r\n");
      else socket.write("250 ok\r\n");
      isData = line === "DATA";
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await mailerTo("outbox.jsonl", { url: `smtp://us%40er@127.0.0.1:${port}`, password: "hunter22" }).send(message);
  server.close();
  expect(log.error.mock.calls).toEqual([]);
  const login = Buffer.from("\0us@er\0hunter22").toString("base64");
  expect(said).toEqual(
    expect.arrayContaining([`AUTH PLAIN ${login}`, `MAIL FROM:<${from}>`, `RCPT TO:<${message.to}>`]),
  );
  expect(said).toEqual(
    expect.arrayContaining([`From: ${from}`, `To: ${message.to}`, "Subject: Hello", "another-line"]),
  );
  await expect(stat(join(directory, "outbox.jsonl"))).rejects.toThrow("ENOENT");
});
