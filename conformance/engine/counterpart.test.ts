import { request } from "node:http";
import { generate } from "selfsigned";
import { afterEach, describe, expect, it } from "vitest";
import type { HttpRequest, HttpResponse } from "../model/exchange.ts";
import type { Counterpart } from "../model/ports.ts";
import { deadUrl } from "../testing/servers.ts";
import { createCounterpart } from "./counterpart.ts";
import { createHttpTransport } from "./http-transport.ts";

const opened: Counterpart[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((counterpart) => counterpart.close()));
});

const answering = (body: string): HttpResponse => ({ kind: "http", status: 200, headers: [["x-one", "1"]], body });

async function open(tls?: { cert: string; key: string }) {
  const port = Number(new URL(await deadUrl()).port);
  const counterpart = createCounterpart({ host: "127.0.0.1", port, ...(tls && { tls }) });
  opened.push(counterpart);
  await counterpart.open();
  return { counterpart, port, url: `${tls ? "https" : "http"}://127.0.0.1:${port}` };
}

async function ask(url: string, body: string, ca?: string) {
  const transport = createHttpTransport({ url, ...(ca !== undefined && { ca }) });
  const answer = await transport.exchange({ kind: "http", method: "POST", url: `${url}/back?a=1`, headers: [], body });
  await transport.close();
  return answer;
}

describe("a counterpart", () => {
  it("has each request answered by the part that it is for, the newest first", async () => {
    const { counterpart, url } = await open();
    const asked: HttpRequest[] = [];
    const part = (word: string, answer: string) =>
      counterpart.play({
        isFor: ({ body }) => String(body).includes(word),
        answer: async (each) => {
          asked.push(each);
          return answering(answer);
        },
      });
    part("a", "first");
    part("b", "second");
    expect(await ask(url, "a")).toMatchObject({ status: 200, body: "first" });
    expect(await ask(url, "ab")).toMatchObject({ body: "second" });
    expect(asked[0]).toMatchObject({ method: "POST", url: `${url}/back?a=1`, body: "a" });
  });

  it("refuses what is for nobody", async () => {
    const { url } = await open();
    expect(await ask(url, "a")).toMatchObject({ status: 401 });
  });

  it("closes the connection where a part says nothing, and where it fails", async () => {
    const { counterpart, url } = await open();
    counterpart.play({ isFor: () => true, answer: async () => undefined });
    expect(await ask(url, "a")).toMatchObject({ code: "closed" });
    counterpart.play({ isFor: () => true, answer: () => Promise.reject(new Error("broken")) });
    expect(await ask(url, "a")).toMatchObject({ code: "closed" });
  });

  it("takes no more than a request could mean", async () => {
    const { counterpart, url } = await open();
    counterpart.play({ isFor: () => true, answer: async () => answering("taken") });
    expect(await ask(url, "x".repeat(70_000))).toMatchObject({ status: 413 });
  });

  it("speaks TLS with the certificate that it is given", async () => {
    const { cert, private: key } = await generate([{ name: "commonName", value: "127.0.0.1" }], {
      extensions: [{ name: "subjectAltName", altNames: [{ type: 7, ip: "127.0.0.1" }] }],
    });
    const { counterpart, url } = await open({ cert, key });
    counterpart.play({ isFor: () => true, answer: async () => answering("safe") });
    expect(await ask(url, "a", cert)).toMatchObject({ body: "safe" });
  });

  it("says where it cannot listen, by the key of the target file", async () => {
    const { port } = await open();
    const second = createCounterpart({ host: "127.0.0.1", port });
    await expect(second.open()).rejects.toThrow(/port \d+ \(EADDRINUSE\): give another clientApp\.listen\.port/);
    await second.close();
  });

  it("of a target that asks nobody is none: it opens nothing, and nothing can be played", async () => {
    const none = createCounterpart(undefined);
    await none.open();
    expect(() => none.play({ isFor: () => true, answer: async () => undefined })).toThrow("no address");
    await none.close();
  });
});

it("is gone once it is closed", async () => {
  const { counterpart, port } = await open();
  await counterpart.close();
  const failed = await new Promise<string>((resolve) => {
    request({ host: "127.0.0.1", port })
      .once("error", ({ message }) => resolve(message))
      .end();
  });
  expect(failed).toContain("ECONNREFUSED");
});
