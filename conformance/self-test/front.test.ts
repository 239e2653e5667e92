import { createServer, request, type Server } from "node:http";
import { request as requestTls } from "node:https";
import { text } from "node:stream/consumers";
import { expect, it } from "vitest";
import { closeServersAfterEach, listen } from "../testing/servers.ts";
import { makeCertificate } from "./certificate.ts";
import { openFront } from "./front.ts";

closeServersAfterEach();

/** A server that answers with the path and the body that reach it. */
const echo = (): Server =>
  createServer(
    async (asked, response) => void response.end(`${asked.url} ${asked.headers["x-seen"]} ${await text(asked)}`),
  );

it("a front rewrites the head of a request, and lets its body and the answer pass as they are", async () => {
  const behind = new URL(`http://127.0.0.1:${await listen(echo())}`);
  const front = await openFront({ rewrite: (head) => `${head.replace("/a", "/b")}\r\nx-seen: yes` }, behind);
  try {
    const body = "/a\r\n\r\n/a ä".repeat(5000);
    const answer = await fetch(`${front.url}/a`, { method: "POST", body });
    expect(await answer.text()).toBe(`/b yes ${body}`);
  } finally {
    await front.close();
  }
});

it("a front rewrites a head that comes in pieces", async () => {
  const behind = new URL(`http://127.0.0.1:${await listen(echo())}`);
  const front = await openFront({ rewrite: (head) => `${head}\r\nx-seen: ${head.split("\r\n").length}` }, behind);
  try {
    const asked = request(`${front.url}/x`, { method: "POST", headers: { a: "1", b: "2" } });
    asked.flushHeaders();
    await new Promise((resolve) => setTimeout(resolve, 20));
    const answered = new Promise<string>((resolve) => asked.once("response", (response) => resolve(text(response))));
    asked.end("late");
    expect(await answered).toMatch(/^\/x \d+ late$/);
  } finally {
    await front.close();
  }
});

it("a front ends TLS, and what is behind it answers", async () => {
  const certificate = await makeCertificate();
  const behind = new URL(`http://127.0.0.1:${await listen(echo())}`);
  const tls = { minVersion: "TLSv1.2", ciphers: "DEFAULT" } as const;
  const front = await openFront({ tls }, behind, certificate);
  try {
    expect(front.url).toMatch(/^https:/);
    const asked = requestTls(`${front.url}/x`, { ca: certificate.cert });
    const answered = new Promise<string>((resolve, reject) =>
      asked.once("response", (response) => resolve(text(response))).once("error", reject),
    );
    asked.end();
    expect(await answered).toBe("/x undefined ");
  } finally {
    await front.close();
  }
});

it("a front that is closed keeps no connection, and nobody waiting", async () => {
  const hanging = createServer(() => {});
  const behind = new URL(`http://127.0.0.1:${await listen(hanging)}`);
  const front = await openFront({}, behind);
  const asked = fetch(front.url);
  await new Promise((resolve) => hanging.once("request", resolve));
  await front.close();
  await expect(asked).rejects.toThrow();
});
