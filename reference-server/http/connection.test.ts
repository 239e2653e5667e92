import { once } from "node:events";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { operations } from "@authmark/protocols/hmail/schemas";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Running, serve } from "../app.ts";
import { defaults } from "../config.ts";

// What a whole server makes of requests as they come over a connection, byte by byte.

const password = "correct horse";
let server: Running;
let url: string;
beforeAll(async () => {
  const accounts = ["alice", "bob.builder"].map((username) => ({ username, password }));
  const cheap = { argon2: { memory: 8, passes: 1 }, rateLimit: "off" } as const;
  server = await serve({ ...defaults, ...cheap, protocols: ["hmail"], port: 0, log: "silent", accounts });
  url = server.listeners[0]?.url ?? "";
});
afterAll(() => server.close());

/** Sends requests over one connection, and reads until the server ends it, as the last request asks for. */
async function send(...requests: string[]): Promise<string> {
  const { port, hostname } = new URL(url);
  const socket = connect(Number(port), hostname);
  await once(socket, "connect");
  socket.write(requests.join(""));
  return text(socket);
}

const last = "Host: a\r\nConnection: close\r\n\r\n";
const statusesOf = (answers: string) =>
  [...answers.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status]) => Number(status));
const bodiesOf = (answers: string) => answers.split(/HTTP\/1\.1 \d{3} [\s\S]*?\r\n\r\n/).slice(1);

async function accessTokenOf(username: string): Promise<string> {
  const post = async (path: string, body: object) => {
    const headers = { "content-type": "application/json" };
    const response = await fetch(url + path, { method: "POST", body: JSON.stringify(body), headers });
    return ((await response.json()) as { Success: { token: string } }).Success.token;
  };
  return post("/auth/refresh_access", { refresh_token: await post("/auth/authenticate", { username, password }) });
}

describe("a server", () => {
  it.each([["Host: a\r\nHost: b\r\n"], ["Host: a\r\nhost: a\r\n"], ["Host: a\r\nHost:\r\n"], ["Host:\r\nHost: a\r\n"]])(
    "refuses a request with the fields %j",
    async (hosts) => {
      const answer = await send(`GET /auth/check_auth HTTP/1.1\r\n${hosts}Connection: close\r\n\r\n`);
      expect(statusesOf(answer)).toEqual([400]);
    },
  );

  it.each(Object.values(operations).map(({ path }) => path))("answers HEAD %s with 405 and no body", async (path) => {
    const answer = await send(`HEAD ${path} HTTP/1.1\r\n${last}`);
    expect([statusesOf(answer), bodiesOf(answer)]).toEqual([[405], [""]]);
  });

  it("answers pipelined requests in their order, each for its own bearer", async () => {
    const [alice, bob] = [await accessTokenOf("alice"), await accessTokenOf("bob.builder")];
    const check = (field: string) => `GET /auth/check_auth HTTP/1.1\r\nHost: a\r\n${field}\r\n`;
    const [asAlice, asBob] = [alice, bob].map((token) => check(`Authorization: Bearer ${token}\r\n`));
    const answers = await send(`${asAlice}${asBob}${check("")}${asAlice}`, `GET /auth/check_auth HTTP/1.1\r\n${last}`);
    expect(bodiesOf(answers).map((body) => JSON.parse(body))).toEqual([
      { Success: { username: "alice" } },
      { Success: { username: "bob.builder" } },
      "Unauthorized",
      { Success: { username: "alice" } },
      "Unauthorized",
    ]);
  });

  it.each([
    ["on an unknown path", "POST /nothing", 404],
    ["with a wrong method", "PUT /auth/authenticate", 405],
    ["that is read by nobody", "GET /auth/check_auth", 200],
    ["of a wrong type", "POST /auth/authenticate", 415],
  ])("takes the body of a request %s for no request", async (_, line, status) => {
    const inner = `GET /native/get_create_account_pow_policy HTTP/1.1\r\n${last}`;
    const outer = `${line} HTTP/1.1\r\nHost: a\r\nContent-Length: ${inner.length}\r\n\r\n${inner}`;
    expect(statusesOf(await send(outer, `GET /nothing HTTP/1.1\r\n${last}`))).toEqual([status, 404]);
  });

  it.each(["https://evil.example", "null"])("shares nothing with pages of the origin %s", async (origin) => {
    const from = `Host: a\r\nOrigin: ${origin}\r\nConnection: close\r\n`;
    const answers = [
      await send(`GET /auth/check_auth HTTP/1.1\r\n${from}\r\n`),
      await send(`OPTIONS /auth/check_auth HTTP/1.1\r\n${from}Access-Control-Request-Method: GET\r\n\r\n`),
    ];
    expect(answers.flatMap(statusesOf)).toEqual([200, 405]);
    expect(answers.join("")).not.toMatch(/access-control-/i);
  });
});
