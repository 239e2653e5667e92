import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** The least that a server on Node can do: it answers every request with one JSON value, and prints its address. */
const body = JSON.stringify({ Success: { username: "alice" } });
const headers = { "content-type": "application/json", "content-length": Buffer.byteLength(body) };
const server = createServer((_, response) => void response.writeHead(200, headers).end(body));
server.listen(0, "127.0.0.1", () => console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
process.once("SIGTERM", () => process.exit());
