import { type ChildProcess, execFile, execFileSync, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { chownSync, existsSync, globSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import pg from "pg";

/** Milliseconds that a server may take until it lets somebody in; a busy machine may take long. */
const patience = 60_000;
/** What is kept need not outlive a crash of the machine. */
const settings = [
  "fsync=off",
  "synchronous_commit=off",
  "full_page_writes=off",
  "shared_buffers=16MB",
  "max_connections=500",
];

/** A server of PostgreSQL, for tests. */
export interface PostgresCluster {
  /** The URL of a database for a superuser, whose password is in it. */
  readonly url: string;
  /** Makes room for a store, and returns its URL: a schema of the database. */
  newPlace(): Promise<string>;
  /** Stops the server, and removes all that it keeps. */
  stop(): Promise<void>;
}

/**
 * Starts a server of its own on a free port of the loopback interface. PostgreSQL refuses to run as root, so that root has it
 * run as the user postgres, whom its package brings along.
 *
 * @throws Error where PostgreSQL is missing, and says how to get it
 */
export async function startPostgres(): Promise<PostgresCluster> {
  const folder = mkdtempSync(join(tmpdir(), "authmark-postgres-"));
  let server: ChildProcess | undefined;
  const stop = async () => {
    if (server !== undefined && isRunning(server)) {
      const exited = once(server, "exit");
      // A fast shutdown: connections are closed, nothing is waited for.
      server.kill("SIGINT");
      await exited;
    }
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const [bin, password] = [findBinaries(), randomBytes(16).toString("base64url")];
    const [data, passwordFile] = [join(folder, "data"), join(folder, "password")];
    writeFileSync(passwordFile, password);
    const user = userOf("postgres");
    if (user !== undefined) for (const path of [folder, passwordFile]) chownSync(path, user.uid, user.gid);
    const options = ["--no-sync", "--no-locale", "--encoding=UTF8", "--auth=scram-sha-256", "--username=authmark"];
    const files = [`--pwfile=${passwordFile}`, `--pgdata=${data}`];
    await promisify(execFile)(join(bin, "initdb"), [...options, ...files], { cwd: folder, ...user });
    const port = await freePort();
    const chosen = [...settings, "listen_addresses=127.0.0.1", "unix_socket_directories="].flatMap((s) => ["-c", s]);
    const process = spawn(join(bin, "postgres"), ["-D", data, "-p", String(port), ...chosen], { cwd: folder, ...user });
    server = process;
    endWithThisProcess(process);
    const url = `postgres://authmark:${password}@127.0.0.1:${port}/postgres`;
    await untilReady(url, process);
    return { url, stop, newPlace: () => createSchema(url) };
  } catch (error) {
    await stop();
    throw error;
  }
}

function isRunning({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode === null && signalCode === null;
}

function endWithThisProcess(server: ChildProcess): void {
  process.once("exit", () => server.kill("SIGKILL"));
}

async function untilReady(url: string, server: ChildProcess): Promise<void> {
  let said = "";
  server.stderr?.on("data", (chunk) => {
    said += chunk;
  });
  for (const end = Date.now() + patience; ; await sleep(50)) {
    const client = new pg.Client(url);
    try {
      await client.connect();
      return await client.end();
    } catch (error) {
      if (!isRunning(server)) throw new Error(`PostgreSQL ended at once: ${said}`);
      if (Date.now() > end) throw error;
    }
  }
}

let schemas = 0;

async function createSchema(url: string): Promise<string> {
  const [name, client] = [`store_${++schemas}`, new pg.Client(url)];
  await client.connect();
  await client.query(`CREATE SCHEMA ${name}`);
  await client.end();
  return `${url}?options=${encodeURIComponent(`-csearch_path=${name}`)}`;
}

/** The folder of the newest PostgreSQL's programs: in the PATH, or where Debian has them. */
function findBinaries(): string {
  const version = (folder: string) => Number(/\d+/.exec(folder)?.[0]);
  const debian = globSync("/usr/lib/postgresql/*/bin").sort((one, other) => version(other) - version(one));
  const folders = [...(process.env["PATH"] ?? "").split(delimiter), ...debian];
  const found = folders.find((folder) => ["initdb", "postgres"].every((name) => existsSync(join(folder, name))));
  if (found !== undefined) return found;
  throw new Error(
    "This needs PostgreSQL: apt-get install -y postgresql, or have its initdb and postgres in the PATH. A running server is not needed.",
  );
}

/** As whom to run; undefined for this process's own user. */
function userOf(name: string): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const idOf = (flag: string) => Number(execFileSync("id", [flag, name], { encoding: "utf8" }));
  return { uid: idOf("-u"), gid: idOf("-g") };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}
