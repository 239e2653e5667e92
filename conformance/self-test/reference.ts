import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { systemClock } from "../engine/ports.ts";
import type { ProtocolId } from "../model/requirement.ts";
import type { Target } from "../model/target.ts";
import { accountHooks } from "./account-hooks.ts";
import { optionsOf } from "./apps.ts";
import { makeCertificate } from "./certificate.ts";
import { type Ports, startInstances } from "./instances.ts";
import { type ServerProcess, startServer } from "./server-process.ts";
import { signingOf, toldOf } from "./signing.ts";
import { SUSPENSIONS, type Variant } from "./variants.ts";

/** Long enough that everything else is done meanwhile, short enough to wait for. */
export const LIFETIMES = { access: 5, refresh: 10 };

/** Seconds of silence after which a connection is dropped: longer than any check is silent, shorter than it would wait. */
const IDLE = 8;

/** What the server over TLS is asked for both. */
const ONLY_OVER_TLS = ["*.old-tls-is-refused", "*.credentials-are-taken-over-tls-only"];

/** How a reference server is run. */
export interface Deployment {
  /** Options that go before its own, such as longer lifetimes. */
  readonly more?: readonly string[];
  /** How many processes of it there are behind one address; one if left out. */
  readonly instances?: number;
  /** Where it keeps what it knows, as `--store` takes it; a file of its own if left out. */
  readonly store?: string;
}

/** A reference server that runs as a process of its own, on a free port of the loopback interface. */
export interface Reference {
  readonly target: Target;
  stop(): Promise<void>;
}

/**
 * Starts the reference server as its users do, by its command line; over TLS with a certificate made for the run.
 */
export async function startReference(
  protocol: ProtocolId,
  transport: "http" | "https",
  variant: Variant,
  { more = [], instances = 1, ...deployment }: Deployment = {},
): Promise<Reference> {
  const { name, role, refreshLifetime, accounts, keepsAddress, target } = variant;
  const folder = mkdtempSync(join(tmpdir(), "authmark-reference-"));
  const write = (file: string, content: string) => {
    writeFileSync(join(folder, file), content, { mode: 0o600 });
    return join(folder, file);
  };
  const tls = transport === "https" ? await makeCertificate() : undefined;
  const signing = signingOf(protocol);
  const store = deployment.store ?? `sqlite:${join(folder, "store")}`;
  const { hooks, ...told } = toldOf(signing, store, LIFETIMES.access, systemClock);
  const alike = await variant.tell?.({ folder, tls });
  const { accounts: served = accounts } = alike?.config ?? {};
  const settings = [
    ...["--log", "warn", "--rate-limit", "off", "--store", store],
    ...["--argon2-memory", "64", "--argon2-passes", "1", "--pow-bits", "512", "--pow-requirement", "200"],
    ...["--access-ttl", String(LIFETIMES.access), "--refresh-ttl", String(LIFETIMES.refresh)],
    ...["--accounts", write("accounts.json", JSON.stringify(served.map(inFile)))],
    ...(tls ? ["--tls-cert", write("cert.pem", tls.cert), "--tls-key", write("key.pem", tls.private)] : []),
    ...["--refresh-lifetime", refreshLifetime, "--idle-timeout", String(IDLE)],
    ...(keepsAddress ? ["--require-tokens-to-persist-ip"] : []),
    ...(signing ? ["--issuer", signing.issuer, "--audience", signing.audience] : []),
    ...(signing ? ["--signing-key", write("signing.pem", signing.signingKey)] : []),
    ...["--failed-logins", `${SUSPENSIONS.failures}/${SUSPENSIONS.window}`],
    ...["--suspension", String(SUSPENSIONS.suspension)],
    ...(alike ? optionsOf(alike.config, write) : []),
    ...more,
  ];
  const start = (ports: Ports): Promise<ServerProcess> =>
    startServer([protocol, ...settings, ...Object.entries({ "--port": "0", ...ports }).flat()]);
  const ports = { [role]: PORTS[role] ?? "--port", ...(tls && { plain: "--plain-port" }) };
  const servers = await startInstances(instances, ports, start);
  await alike?.prepare?.(store);
  const { [role]: url = "", plain: plainUrl } = servers.urls;
  return {
    target: {
      name: `reference server over ${transport}${name}`,
      protocol,
      url,
      ...(tls
        ? { ca: tls.cert, caFile: "cert.pem", ...(plainUrl !== undefined && { plainUrl }) }
        : { skip: ONLY_OVER_TLS }),
      accounts,
      ...told,
      ...alike?.target,
      ...target,
      hooks: { restart: servers.restart, ...hooks, ...(accounts.length > 0 && accountHooks(store)) },
    },
    async stop() {
      await servers.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The option that says on which port a role listens; the other roles get free ones. */
const PORTS: Readonly<Record<string, string>> = { cookies: "--cookies-port", "client-app": "--client-app-port" };

/** An account as the server's file has it. */
function inFile({ username, password, email }: { username: string; password: string; email?: string | undefined }) {
  return { username, password, email };
}
