import { mkdtempSync, rmSync } from "node:fs";
import { connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Running, serve } from "@authmark/reference-server/app";
import type { Account } from "../../../model/target.ts";
import { accountHooks } from "../../account-hooks.ts";
import { CHEAP } from "../../kills.ts";
import type { Broken } from "../broken.ts";

/** How long a server is waited for that may say nothing. */
const SILENCE_MS = 1_000;

/** What a server said, or did in the place of that. */
export interface Said {
  readonly name: string;
  readonly message?: Readonly<Record<string, unknown>>;
  readonly message_id?: unknown;
}

export interface Codes {
  readonly identifier_code: string;
  readonly renewal_code: string;
  readonly user_id: string;
  readonly expires_at: unknown;
}

export type Client = Awaited<ReturnType<typeof openClient>>;

/** A connection to a server of lines. */
export async function openClient(url: string, localAddress = "127.0.0.1") {
  const { hostname, port } = new URL(url);
  const socket: Socket = connect({
    host: hostname,
    port: Number(port),
    localAddress,
    noDelay: true,
    allowHalfOpen: true,
  });
  await new Promise((resolve, reject) => socket.once("connect", resolve).once("error", reject));
  let received = "";
  let isOver = false;
  let wake = () => {};
  socket.setEncoding("utf8").on("data", (text: string) => {
    received += text;
    wake();
  });
  socket.on("error", () => {});
  for (const event of ["end", "close"]) {
    socket.once(event, () => {
      isOver = true;
      wake();
    });
  }

  const line = async (): Promise<string> => {
    const until = Date.now() + SILENCE_MS;
    for (;;) {
      const end = received.indexOf("\n");
      if (end >= 0) {
        const found = received.slice(0, end);
        received = received.slice(end + 1);
        return found;
      }
      if (isOver) return "closed";
      if (Date.now() >= until) return "silence";
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, until - Date.now());
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  };
  const next = async (): Promise<Said> => {
    const text = await line();
    try {
      const read: unknown = JSON.parse(text);
      return typeof read === "object" && read !== null ? (read as Said) : { name: text };
    } catch {
      return { name: text };
    }
  };
  const write = (bytes: string | Uint8Array) => new Promise<void>((resolve) => socket.write(bytes, () => resolve()));
  const ask = async (name: string, command: object, more: object = {}): Promise<Said> => {
    await write(`${JSON.stringify({ name, command, ...more })}\n`);
    return next();
  };
  /** What a message says of a user, or its name. */
  const user = ({ name, message }: Said) => (message?.["user"] as { name?: string } | undefined)?.name ?? name;

  return {
    socket,
    write,
    ask,
    next,
    line,
    end: () => socket.end(),
    close: () => socket.destroy(),
    /** Asks for a token. */
    get: ({ username: name, password }: Account, user_agent = "test") =>
      ask("auth/get_token", { name, password, user_agent }),
    token: async ({ username: name, password }: Account, user_agent = "test") =>
      (await ask("auth/get_token", { name, password, user_agent })).message?.["token"] as Codes,
    login: async (identifier_code: string) => user(await ask("auth/login", { identifier_code, user_agent: "test" })),
    renew: (identifier_code: string, renewal_code: string) => ask("auth/renew", { identifier_code, renewal_code }),
    renewed: async ({ identifier_code, renewal_code }: Codes) =>
      (await ask("auth/renew", { identifier_code, renewal_code })).message?.["token"] as Codes,
    who: async () => user(await ask("connections/whoami", {})),
    revoke: () => ask("account/revoke_tokens", {}),
    change: (current_password: string, new_password: string) =>
      ask("account/change_password", { current_password, new_password }),
    register: (name: string, password: string, email: string) => ask("account/register", { name, password, email }),
  };
}

/** A server that a script talks to. */
export interface Trial {
  readonly url: string;
  open(localAddress?: string): Promise<Client>;
  /** Lets so many seconds pass by the server's clock. */
  pass(seconds: number): void;
  restart(): Promise<void>;
  remove(username: string): Promise<void>;
}

/**
 * Starts a server, has a script talk to it, and stops it.
 *
 * @param idleTimeout seconds after which the server drops a connection on which nothing comes
 */
export async function tryOut<T>(
  { env: change = (env) => env, front: _front, role: _role, keepsAddress, ...seams }: Broken,
  script: (trial: Trial) => Promise<T>,
  idleTimeout = 30,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "authmark-angen-"));
  let now = Date.UTC(2030, 0, 1);
  const store = join(folder, "store");
  const config = { ...CHEAP, protocols: ["angen"] as const, store, requireTokensToPersistIp: keepsAddress === true };
  const start = (port: number): Promise<Running> =>
    serve({ ...config, port, idleTimeout }, { ...seams, env: (env) => change({ ...env, clock: { now: () => now } }) });
  let server = await start(0);
  const url = server.listeners[0]?.url ?? "";
  const clients: Client[] = [];
  const stop = async () => {
    for (const client of clients) client.close();
    await server.close();
  };
  try {
    return await script({
      url,
      async open(localAddress) {
        const client = await openClient(url, localAddress);
        clients.push(client);
        return client;
      },
      pass(seconds) {
        now += 1_000 * seconds;
      },
      async restart() {
        await stop();
        server = await start(Number(new URL(url).port));
      },
      remove: async (username) => accountHooks(store)["remove-account"]({ username }),
    });
  } finally {
    await stop();
    rmSync(folder, { recursive: true });
  }
}
