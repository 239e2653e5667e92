import { connect } from "node:net";
import { setTimeout } from "node:timers/promises";
import { isWhole, type Load, renderRequest } from "./load.ts";

/**
 * Asks a server the same over and over, and prints how many answers came in a second. It does as little as it can: what
 * it takes of the machine is not there for the server.
 */
const CONNECTIONS = 16;
const WARM_UP_MS = 300;
const MEASURED_MS = 1_000;

const load: Load = JSON.parse(process.argv[2] ?? "");
const { hostname, port } = new URL(load.url);
const request = renderRequest(load);
let answers = 0;

for (let opened = 0; opened < CONNECTIONS; opened++) {
  const socket = connect(Number(port), hostname, () => socket.write(request));
  let text = "";
  socket.setNoDelay().setEncoding("latin1");
  socket.on("data", (chunk: string) => {
    text += chunk;
    if (!isWhole(text)) return;
    if (!text.startsWith("HTTP/1.1 200 ") || !text.includes(load.holds))
      throw new Error(`An unexpected answer: ${text}`);
    text = "";
    answers++;
    socket.write(request);
  });
  socket.on("end", () => {
    throw new Error("The server closed a connection under load.");
  });
}

await setTimeout(WARM_UP_MS);
const [before, startedAt] = [answers, performance.now()];
await setTimeout(MEASURED_MS);
console.log((1_000 * (answers - before)) / (performance.now() - startedAt));
process.exit();
