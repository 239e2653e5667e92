import { once } from "node:events";
import { type AddressInfo, createConnection, createServer, type Server, type Socket } from "node:net";
import { text } from "node:stream/consumers";
import { afterEach, beforeEach, expect, it } from "vitest";
import { openRoundRobin, type RoundRobin } from "./round-robin.ts";

let servers: Server[];
let front: RoundRobin;
/** What each server does with a connection. */
let serve: (socket: Socket, which: number) => void;
beforeEach(async () => {
  servers = [0, 1].map((which) => createServer({ allowHalfOpen: true }, (socket) => serve(socket, which)));
  for (const server of servers) await once(server.listen(0, "127.0.0.1"), "listening");
  front = await openRoundRobin(servers.map((server) => (server.address() as AddressInfo).port));
});
afterEach(async () => {
  await front.close();
  for (const server of servers) server.close();
});

const connect = (localAddress = "127.0.0.1") =>
  createConnection({ port: front.port, host: "127.0.0.1", localAddress, allowHalfOpen: true });

it("connections go to one server after the other, each from its client's address", async () => {
  serve = (socket, which) => void socket.end(`${which} ${socket.remoteAddress}`);
  const said: string[] = [];
  for (const address of ["127.0.0.1", "127.0.0.2", "127.0.0.3"]) said.push(await text(connect(address).end()));
  expect(said).toEqual(["0 127.0.0.1", "1 127.0.0.2", "0 127.0.0.3"]);
});

it("what a client has said is answered, also where it has ended its half", async () => {
  serve = (socket) => {
    let said = "";
    socket.on("data", (chunk) => {
      said += chunk;
    });
    socket.once("end", () => socket.end(`you said ${said}`));
  };
  expect(await text(connect().end("hello"))).toBe("you said hello");
});

it("what a server breaks off is broken off", async () => {
  serve = (socket) => void socket.resetAndDestroy();
  const [error] = await once(connect().resume(), "error").catch((reason) => [reason]);
  expect(error).toMatchObject({ code: "ECONNRESET" });
});
