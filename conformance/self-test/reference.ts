import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ProtocolId } from "../model/requirement.ts";
import type { Target } from "../model/target.ts";
import { accountHooks } from "./account-hooks.ts";
import { ACCOUNTS } from "./accounts.ts";
import { makeCertificate } from "./certificate.ts";
import { type ServerProcess, startServer } from "./server-process.ts";

/** Long enough that everything else is done meanwhile, short enough to wait for. */
export const LIFETIMES = { access: 5, refresh: 10 };

/** What the server over TLS is asked for both. */
const ONLY_OVER_TLS = ["*.old-tls-is-refused", "*.credentials-are-taken-over-tls-only"];

/** A reference server that runs as a process of its own, on a free port of the loopback interface. */
export interface Reference {
  readonly target: Target;
  stop(): Promise<void>;
}

/**
 * Starts the reference server as its users do, by its command line; over TLS with a certificate made for the run.
 *
 * @param more options that go before its own, such as longer lifetimes
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
  const options = [
    ...["--log", "warn", "--rate-limit", "off", "--store", `sqlite:${join(folder, "store")}`],
    ...["--argon2-memory", "64", "--argon2-passes", "1", "--pow-bits", "512", "--pow-requirement", "200"],
    ...["--access-ttl", String(LIFETIMES.access), "--refresh-ttl", String(LIFETIMES.refresh)],
    ...["--accounts", write("accounts.json", JSON.stringify(ACCOUNTS))],
    ...(tls ? ["--tls-cert", write("cert.pem", tls.cert), "--tls-key", write("key.pem", tls.private)] : []),
    ...more,
  ];
  const start = (ports: { port: string; plainPort: string }): Promise<ServerProcess> =>
    startServer([protocol, ...options, "--port", ports.port, ...(tls ? ["--plain-port", ports.plainPort] : [])]);
  let server = await start({ port: "0", plainPort: "0" });
  const [url = "", plainUrl = url] = server.urls;
  const restart = async () => {
    await server.stop();
    server = await start({ port: new URL(url).port, plainPort: new URL(plainUrl).port });
  };
  return {
    target: {
      name: `reference server over ${transport}`,
      protocol,
      url,
      ...(tls ? { ca: tls.cert, caFile: "cert.pem", plainUrl } : { skip: ONLY_OVER_TLS }),
      accounts: ACCOUNTS,
      lifetimes: { leewayMs: 0 },
      wire: {},
      hooks: { restart, ...accountHooks(join(folder, "store")) },
    },
    async stop() {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
