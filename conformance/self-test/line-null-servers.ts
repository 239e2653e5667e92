import { type AddressInfo, createServer, type Socket } from "node:net";

/** What a server does with a connection. */
type Serve = (socket: Socket) => void;

const TOKEN = {
  user_id: "1",
  identifier_code: "a".repeat(43),
  renewal_code: "b".repeat(43),
  expires_at: "2100-01-01T00:00:00Z",
};
const USER = { id: "1", name: "alice" };

const line = (name: string, message: object): string => `${JSON.stringify({ name, message })}\n`;

/** Says the same to every piece that comes. */
const constant =
  (text: string): Serve =>
  (socket) =>
    socket.on("data", () => socket.write(text));

/** Says to each command what a server says that takes everybody for alice. */
const letsEverybodyIn: Serve = (socket) => {
  socket.on("data", (piece) => {
    const said = piece.toString();
    if (/get_token|renew/.test(said)) socket.write(line("auth/token", { token: TOKEN }));
    else if (said.includes("auth/login")) socket.write(line("auth/logged_in", { user: USER }));
    else socket.write(line("system/success", { command: "" }));
  });
};

/** Servers of lines that say one thing, or nothing, to everything, or try to break the suite; no check may pass there. */
export const lineNullServers: Readonly<Record<string, Serve>> = {
  "accepts and says nothing": (socket) => socket.resume(),
  "closes at once": (socket) => socket.end(),
  "resets at once": (socket) => socket.resetAndDestroy(),
  "repeats what it is sent": (socket) => socket.pipe(socket),
  "greets, and says nothing more": (socket) => socket.resume().write("220 welcome\n"),
  "says an endless line": (socket) => {
    const more = () => {
      while (socket.writable && socket.write("x".repeat(65_536)));
    };
    socket.on("drain", more).resume();
    more();
  },
  "says lines without end": (socket) => {
    const more = () => {
      while (socket.writable && socket.write(line("events/tick", {}).repeat(100)));
    };
    socket.on("drain", more).resume();
    more();
  },
  "never reads": (socket) => socket.pause(),
  "answers in HTTP": constant("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n"),
  "answers half a line, and ends": (socket) => socket.on("data", () => socket.end('{"name":"auth/tok')),
  "answers system/failure": constant(line("system/failure", { command: "", reason: "no" })),
  "answers system/error": constant(line("system/error", { reason: "no" })),
  "answers a constant token": constant(line("auth/token", { token: TOKEN })),
  "lets everybody in": letsEverybodyIn,
  "answers {}": constant("{}\n"),
  "answers what nests deeply": constant(`${"[".repeat(100_000)}\n`),
};

/** Starts a server on a free port of the loopback interface. */
export async function startLineServer(serve: Serve): Promise<{ url: string; stop(): Promise<void> }> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => {});
    socket.on("close", () => sockets.delete(socket));
    serve(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `tcp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async stop() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
