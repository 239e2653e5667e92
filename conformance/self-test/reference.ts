import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { generate } from "selfsigned";
import type { ProtocolId } from "../model/requirement.ts";
import type { Target } from "../model/target.ts";
import { ACCOUNTS } from "./accounts.ts";

/** Long enough that a check is done before its tokens expire, short enough to wait for. */
export const LIFETIMES = { access: 3, refresh: 5 };

/** A reference server that runs as a process of its own, on a free port of the loopback interface. */
export interface Reference {
  readonly target: Target;
  stop(): Promise<void>;
}

/**
 * Starts the reference server as its users do, by its command line; over TLS with a certificate made for the run.
 *
 * @param more options of the command line that take the place of those that a test needs
 */
export async function startReference(
  protocol: ProtocolId,
  transport: "http" | "https",
  ...more: readonly string[]
): Promise<Reference> {
  const folder = mkdtempSync(join(tmpdir(), "authmark-reference-"));
  const write = (name: string, content: string) => {
    writeFileSync(join(folder, name), content, { mode: 0o600 });
    return join(folder, name);
  };
  const tls = transport === "https" ? await makeCertificate() : undefined;
  const server = spawn(
    process.execPath,
    [
      join(import.meta.dirname, "../../reference-server/main.ts"),
      protocol,
      ...["--port", "0", "--log", "warn", "--argon2-memory", "64", "--argon2-passes", "1"],
      ...["--access-ttl", String(LIFETIMES.access), "--refresh-ttl", String(LIFETIMES.refresh)],
      ...["--accounts", write("accounts.json", JSON.stringify(ACCOUNTS))],
      ...(tls ? ["--tls-cert", write("cert.pem", tls.cert), "--tls-key", write("key.pem", tls.private)] : []),
      ...more,
    ],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  const ended = new Promise<void>((resolve) => server.once("exit", () => resolve()));
  const stop = async () => {
    server.kill("SIGTERM");
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  const line = await firstLine(server.stdout, ended);
  const url = (JSON.parse(line) as { listeners: { url: string }[] }).listeners[0]?.url ?? "";
  const target: Target = {
    name: `reference server over ${transport}`,
    protocol,
    url,
    ...(tls && { ca: tls.cert, caFile: "cert.pem" }),
    accounts: ACCOUNTS,
    lifetimes: { leewayMs: 0 },
    wire: {},
  };
  return { target, stop };
}

async function firstLine(stream: NodeJS.ReadableStream, ended: Promise<void>): Promise<string> {
  const line = new Promise<string>((resolve) => createInterface(stream).once("line", resolve));
  const none = ended.then(() => Promise.reject(new Error("The reference server ended before it listened.")));
  return Promise.race([line, none]);
}

/** A certificate for the loopback addresses that is its own authority. */
async function makeCertificate(): Promise<{ cert: string; private: string }> {
  return generate([{ name: "commonName", value: "localhost" }], {
    keyType: "ec",
    extensions: [
      { name: "basicConstraints", cA: true },
      {
        name: "subjectAltName",
        altNames: [
          { type: 2, value: "localhost" },
          { type: 7, ip: "127.0.0.1" },
        ],
      },
    ],
  });
}
