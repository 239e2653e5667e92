import { execFile } from "node:child_process";
import { createServer } from "node:http";
import { text as readText } from "node:stream/consumers";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { createHttpTransport } from "../engine/http-transport.ts";
import type { HttpRequest } from "../model/exchange.ts";
import { closeServersAfterEach, listen } from "../testing/servers.ts";
import { curl, type Split } from "./curl.ts";
import { http } from "./http-exchange.ts";

const asItIs: Split = (text) => [{ text }];
const SECRET = "Can we \"fix\" it? Yes, we can! 100% 'sure' \\";
/** Splits at the label of the secret. */
const atLabel: Split = (text) =>
  text
    .split(/(?<=password#1)|(?=password#1)/)
    .map((part) => (part === "password#1" ? { variable: "PASSWORD_ALICE" } : { text: part }));

/** The line for a request, as a report has it. */
function lineFor(request: HttpRequest, split = asItIs, caFile?: string) {
  const redact = (text: string) => text.replaceAll(SECRET, "password#1");
  return curl(http.redacted(request, undefined, redact).request, split, caFile);
}

const request = (otherwise: Partial<HttpRequest>): HttpRequest => ({
  kind: "http",
  method: "POST",
  url: "/login",
  headers: [["content-type", "application/json"]],
  ...otherwise,
});

/** What each client adds of its own, and what the suite says of itself. */
const CLIENTS = new Set(["host", "connection", "accept", "user-agent", "content-length"]);

describe("a request by hand", () => {
  closeServersAfterEach();

  /** What a server gets from the suite, and from the line. */
  async function bothWays(given: HttpRequest, split?: Split) {
    const got: unknown[] = [];
    const server = createServer(async (incoming, response) => {
      const { method, url, rawHeaders } = incoming;
      const headers = rawHeaders.flatMap((name, index) =>
        index % 2 === 0 && !CLIENTS.has(name.toLowerCase()) ? [[name, rawHeaders[index + 1]]] : [],
      );
      got.push({ method, url, headers, body: await readText(incoming.setEncoding("latin1")) });
      response.end();
    });
    const origin = `http://127.0.0.1:${await listen(server)}`;
    const sent = { ...given, url: origin + given.url };
    const transport = createHttpTransport({ url: origin });
    expect(await transport.exchange(sent)).toMatchObject({ status: 200 });
    await transport.close();
    const line = lineFor(sent, split);
    if (!("command" in line)) throw new Error(line.because);
    const env = { PATH: process.env["PATH"], PASSWORD_ALICE: SECRET };
    const { stdout } = await promisify(execFile)("/bin/sh", ["-c", line.command], { env });
    expect(stdout).toMatch(/^HTTP\/1\.1 200 /);
    return { command: line.command, suite: got[0], byHand: got[1] };
  }

  it.each<[string, Partial<HttpRequest>]>([
    ["a login", { body: '{"username":"alice","password":"x"}' }],
    ["quotes", { body: `{"a":"it's \\"it\\" \`id\` $HOME !x"}` }],
    ["line breaks and tabs", { body: '{\r\n\t"a": 1\n}\n\n' }],
    ["a NUL", { body: "a\u0000b" }],
    ["what printf would take for its own", { body: "100%s\n\\n\\101" }],
    ["text that hides or reorders", { body: '"al\u200bice\u202e"' }],
    ["other alphabets", { body: '"jörg 😀"' }],
    ["half a character", { body: '"\ud800"' }],
    ["a body that begins with an @", { body: "@/etc/hostname" }],
    ["a body that begins with a dash", { body: "-d\n" }],
    ["an empty body", { body: "" }],
    ["bytes", { body: { base64: Buffer.from([0xff, 0x00, 0x0a, 0x27]).toString("base64") } }],
    ["a body without a type", { headers: [], body: "{}" }],
    ["a body with GET", { method: "GET", body: "{}" }],
    ["no body", { method: "GET", headers: [] }],
    ["no body with POST", { method: "POST", headers: [] }],
    ["another method", { method: "DELETE", headers: [] }],
    [
      "fields as they are spelt, twice, and empty",
      {
        headers: [
          ["X-Odd", 'it\'s; "1"'],
          ["x-odd", "2"],
          ["X-None", ""],
        ],
      },
    ],
    ["a field in one byte a character", { headers: [["x-odd", "j\u00f6rg"]], method: "GET" }],
    ["a path that a client would tidy up", { url: "/a/../b/./%2e%2e//c?x=1&y=%20", method: "GET", headers: [] }],
    ["brackets in the path", { url: "/{a}/[1-3]?x[]=1", method: "GET", headers: [] }],
    ["a fragment that is sent", { url: "/a#b?c", method: "GET", headers: [] }],
  ])("is the one that the suite sends, to the byte: %s", async (_, otherwise) => {
    const { suite, byHand } = await bothWays(request(otherwise));
    expect(byHand).toEqual(suite);
  });

  it.each<[string, Partial<HttpRequest>]>([
    ["a field", { headers: [["authorization", `Bearer ${SECRET}`]] }],
    ["a body", { body: `<${SECRET}>` }],
    ["a body with line breaks", { body: `\n${SECRET}\n` }],
  ])("has variables for secrets, and sends what they hold: %s", async (_, otherwise) => {
    const { suite, byHand, command } = await bothWays(request(otherwise), atLabel);
    expect(byHand).toEqual(suite);
    expect(command).toContain('"$PASSWORD_ALICE"');
    expect(command).not.toContain("fix");
  });
});

describe("the line of a request", () => {
  const URL = "https://127.0.0.1:1/login";
  it("is short where nothing is odd, and names the authority", () => {
    expect(lineFor(request({ url: URL, body: '{"password":"password#1"}' }), atLabel, "my ca.pem")).toEqual({
      command: `curl -i --http1.1 --path-as-is --cacert 'my ca.pem' -H 'content-type: application/json' --data-binary '{"password":"'"$PASSWORD_ALICE"'"}' ${URL}`,
    });
  });

  it("has the bytes of a path that no URL has", () => {
    expect(lineFor(request({ url: "http://[::1]:1/\u00e4", method: "GET", headers: [] }))).toEqual({
      command: `curl -i --http1.1 --path-as-is --request-target "$(printf '/\\344')" 'http://[::1]:1/'`,
    });
  });

  it("asks for the head alone as curl has it", () => {
    expect(lineFor(request({ url: URL, method: "HEAD", headers: [] }))).toEqual({
      command: `curl -i --http1.1 --path-as-is --head ${URL}`,
    });
  });

  it.each<[string, Partial<HttpRequest>, string]>([
    ["a long body", { body: "x ".repeat(3000) }, "its body is too long to be shown"],
    ["what looks like a token", { body: "‹43 characters that look like a token›" }, "it holds what looks like a token"],
    ["a secret among bytes", { body: { base64: "password#1" } }, "its body is bytes with a secret in them"],
    ["a body with HEAD", { method: "HEAD", body: "" }, "curl sends no body with HEAD"],
  ])("is none where the report does not show all: %s", (_, otherwise, because) => {
    expect(lineFor(request({ url: URL, ...otherwise }), atLabel)).toEqual({
      because: expect.stringContaining(because),
    });
  });
});
