import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it, vi } from "vitest";
import { RequestProblem } from "../../../http/problem.ts";
import { createBackChannel } from "./back-channel.ts";

const log = { info: vi.fn(), error: vi.fn() };
const clientIdentity = { clientId: "shop", clientSecret: "a secret of shop", jwtSecret: Buffer.alloc(32) };
const servers: { close(): unknown }[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
  vi.resetAllMocks();
});

/** Starts a server, and opens a back channel to it. */
async function open(listener: RequestListener) {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const whereabouts = new Map([["pattmayne/auth-app", url]]);
  const clientApp = { port: 0, clientId: "shop" };
  return { url, server, channel: createBackChannel(() => ({ clientIdentity, whereabouts, log }), { clientApp }) };
}

const answering = (status: number, body: unknown) =>
  open((_, response) => response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body)));

describe("the back channel", () => {
  it("shows the secret to the auth app, in the body alone", async () => {
    const seen: unknown[] = [];
    const { channel } = await open((request, response) => {
      let body = "";
      request.on("data", (chunk) => {
        body += chunk;
      });
      request.on("end", () => {
        seen.push([request.method, request.url, JSON.parse(body)]);
        response.end('{"is_valid":true}');
      });
    });
    expect(await channel.isValid(1, "a token")).toBe(true);
    const credentials = { client_id: "shop", client_secret: "a secret of shop" };
    expect(seen).toEqual([["POST", "/ext_auth/check_refresh", { ...credentials, user_id: 1, token: "a token" }]]);
  });

  it("knows a refusal from no answer", async () => {
    const { channel } = await answering(401, { error: "No.", code: 401 });
    expect(await channel.redeem("a code")).toBeUndefined();
    expect(await channel.exchange(1, "a token")).toBeUndefined();
    await expect(channel.isValid(1, "a token")).rejects.toThrow(RequestProblem);
    await expect(channel.logOut(1)).rejects.toThrow(RequestProblem);
  });

  it.each([
    ["a fault", 500, { is_valid: true }],
    ["too many requests", 429, { is_valid: true }],
    ["another shape", 200, { is_valid: "true" }],
    ["no JSON object", 200, null],
  ])("takes %s for no answer", async (_, status, body) => {
    const { channel } = await answering(status, body);
    await expect(channel.isValid(1, "a token")).rejects.toMatchObject({ status: 502 });
    expect(JSON.stringify(log.error.mock.calls)).not.toMatch(/a secret|a token/);
  });

  it("follows no redirect", async () => {
    let asked = 0;
    const other = await open((_, response) => {
      asked++;
      response.end('{"is_valid":true}');
    });
    const { channel } = await open((_, response) => response.writeHead(307, { location: other.url }).end());
    await expect(channel.isValid(1, "a token")).rejects.toMatchObject({ status: 502 });
    expect(asked).toBe(0);
  });

  it("gets no answer from where nobody listens", async () => {
    const { channel, server } = await answering(200, {});
    await new Promise((resolve) => server.close(resolve));
    await expect(channel.redeem("a code")).rejects.toMatchObject({ status: 502 });
  });
});
