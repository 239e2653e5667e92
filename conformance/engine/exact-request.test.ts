import { type AddressInfo, createServer, type Server } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import type { HttpRequest } from "../model/exchange.ts";
import { bytesServer, closeServersAfterEach } from "../testing/servers.ts";
import { createHttpTransport } from "./http-transport.ts";

closeServersAfterEach();
const open: Server[] = [];
afterEach(() => Promise.all(open.splice(0).map((server) => new Promise((resolve) => server.close(resolve)))));

/** A server that keeps what comes, and answers with a fixed text once it ends with `last`. */
async function listening(answer: string, last = "\r\n\r\n") {
  const got: { text: string; at: number }[] = [];
  const server = createServer((socket) => {
    let text = "";
    socket.on("error", () => {});
    socket.on("data", (chunk) => {
      text += chunk.toString("latin1");
      if (!text.endsWith(last)) return;
      got.push({ text, at: performance.now() });
      socket.end(answer);
    });
  });
  open.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { got, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

const OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

function requestTo(url: string, headers: HttpRequest["headers"], body?: string): HttpRequest {
  return { kind: "http", method: "POST", url: `${url}/a//b?c`, headers, ...(body !== undefined && { body }) };
}

describe("an exact request", () => {
  it("goes out with its fields as they are written, twice, misspelt or missing", async () => {
    const { got, url } = await listening(OK);
    const request = requestTo(url, [["Host ", "a"], ["x", "1"], ["x", "2"]]); // biome-ignore format: a row
    const answer = await createHttpTransport({ url }).exact(request, {});
    expect(answer).toMatchObject({ status: 200, body: "ok" });
    expect(got[0]?.text).toBe("POST /a//b?c HTTP/1.1\r\nHost : a\r\nx: 1\r\nx: 2\r\n\r\n");
  });

  it("is held back before its last byte until it may go", async () => {
    const { got, url } = await listening(OK, "last");
    const gate = Promise.withResolvers<void>();
    const pending = createHttpTransport({ url }).exact(requestTo(url, [["Host", "a"]], "the last"), {
      beforeLastByte: () => gate.promise,
    });
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(got).toEqual([]);
    gate.resolve();
    expect(await pending).toMatchObject({ status: 200 });
    expect(got).toHaveLength(1);
  });

  it("reads an answer that comes before the request is out", async () => {
    const { url } = await listening(OK);
    const way = { beforeLastByte: () => new Promise<void>((resolve) => setTimeout(resolve, 20)) };
    const answer = await createHttpTransport({ url }).exact(requestTo(url, [["Host", "a"]], "x"), way);
    expect(answer).toMatchObject({ status: 200, body: "ok" });
  });

  it.each([
    ["closed", ""],
    ["malformed", "SSH-2.0-server\r\n"],
  ])("reports a connection that is %s", async (code, answer) => {
    const { url } = await listening(answer);
    expect(await createHttpTransport({ url }).exact(requestTo(url, [["Host", "a"]]), {})).toMatchObject({ code });
  });

  it("reports silence as a timeout", async () => {
    const { url } = await listening(OK, "never");
    expect(await createHttpTransport({ url }, 100).exact(requestTo(url, [["Host", "a"]]), {})).toMatchObject({
      code: "timeout",
    });
  });

  it.each([
    ["head", "HTTP/1.1 200 OK\r\n", "x"],
    ["body", "HTTP/1.1 200 OK\r\n\r\n", "."],
  ])("ends where an answer's %s drips, and would do so for ever", async (_, start, drop) => {
    const url = await bytesServer((socket) => {
      socket.write(start);
      const drops = setInterval(() => socket.write(drop), 20);
      socket.on("close", () => clearInterval(drops));
    });
    const startedAt = performance.now();
    const answer = await createHttpTransport({ url }, 200).exact(requestTo(url, [["Host", "a"]]), {});
    expect(answer).toMatchObject({ code: "timeout" });
    expect(performance.now() - startedAt).toBeGreaterThan(390);
    expect(performance.now() - startedAt).toBeLessThan(2000);
  });

  it("reports a port where nothing listens", async () => {
    const answer = await createHttpTransport({ url: "http://127.0.0.1:1" }).exact(
      requestTo("http://127.0.0.1:1", [["Host", "a"]]),
      {},
    );
    expect(answer).toMatchObject({ code: "unreachable" });
  });
});
