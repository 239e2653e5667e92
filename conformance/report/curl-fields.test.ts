import { execFile } from "node:child_process";
import { createServer } from "node:net";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { framed } from "../engine/http-request.ts";
import { dropHeader, renameHeader, withHeader } from "../kit/http.ts";
import type { HttpRequest } from "../model/exchange.ts";
import { closeServersAfterEach, listen } from "../testing/servers.ts";
import { curl } from "./curl.ts";
import { http } from "./http-exchange.ts";

closeServersAfterEach();

const lineOf = (request: HttpRequest) =>
  curl(http.redacted(request, undefined, (text) => text).request, (text) => [{ text }]);

/** The fields that a server gets by the line of a request that is written out whole. */
async function sentBy(change: (request: HttpRequest) => HttpRequest, body?: string) {
  let got = "";
  const server = createServer((socket) => {
    socket.on("error", () => {});
    socket.on("data", (chunk) => {
      got += chunk.toString("latin1");
      if (got.includes("\r\n\r\n")) socket.end("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    });
  });
  const url = `http://127.0.0.1:${await listen(server)}`;
  const method = body === undefined ? "GET" : "POST";
  const line = lineOf(change(framed({ kind: "http", method, url: `${url}/`, headers: [], ...(body && { body }) })));
  if (!("command" in line)) throw new Error(line.because);
  await promisify(execFile)("/bin/sh", ["-c", line.command]);
  const fields = got.split("\r\n\r\n")[0]?.split("\r\n").slice(1) ?? [];
  return { command: line.command, host: new URL(url).host, fields: fields.map((field) => field.toLowerCase()) };
}

const named = (fields: readonly string[], name: RegExp) => fields.filter((field) => name.test(field));

describe("a line for a request that is written out whole", () => {
  it("has no field that curl adds in the same way", async () => {
    const { command, fields, host } = await sentBy((request) => request, "{}");
    expect(command).not.toMatch(/host|length/i);
    expect(named(fields, /^(host|content-length)/)).toEqual([`host: ${host}`, "content-length: 2"]);
  });

  it("sends no Host where the suite sent none", async () => {
    expect(named((await sentBy(dropHeader("host"))).fields, /^host/)).toEqual([]);
  });

  it("sends both of two Hosts, in their order", async () => {
    const { fields, host } = await sentBy(withHeader("host", "other.example"));
    expect(named(fields, /^host/)).toEqual([`host: ${host}`, "host: other.example"]);
  });

  it("sends the only Host with a space in front of its colon", async () => {
    const { fields, host } = await sentBy(renameHeader("host", "host "));
    expect(named(fields, /^host/)).toEqual([`host : ${host}`]);
  });

  it("has lengths that are told twice, or in a list", async () => {
    const twice = await sentBy(withHeader("content-length", "1"), "{}");
    expect(named(twice.fields, /^content-length/)).toEqual(["content-length: 2", "content-length: 1"]);
    const list = await sentBy(
      (request) => withHeader("content-length", "2, 1")(dropHeader("content-length")(request)),
      "{}",
    );
    expect(named(list.fields, /^content-length/)).toEqual(["content-length: 2, 1"]);
  });
});

it("a request whose body is framed in chunks has none", () => {
  const request = framed({ kind: "http", method: "POST", url: "http://127.0.0.1:1/", headers: [], body: "{}" });
  expect(lineOf(withHeader("transfer-encoding", "chunked")(request))).toEqual({
    because: "curl would put its body in chunks",
  });
});
