import { createServer } from "node:http";
import { expect, it } from "vitest";
import { closeServersAfterEach, listen } from "../../testing/servers.ts";
import { isWhole, type Load, renderRequest, requestsPerSecond } from "./load.ts";

closeServersAfterEach();
const load = (url: string): Load => ({ url, method: "POST", path: "/a", body: "{}", holds: '"good"' });

it("a request is written as HTTP wants it", () => {
  expect(renderRequest({ ...load("http://127.0.0.1:8080"), headers: { authorization: "Bearer x" } })).toBe(
    "POST /a HTTP/1.1\r\nhost: 127.0.0.1:8080\r\nauthorization: Bearer x\r\ncontent-length: 2\r\n\r\n{}",
  );
});

it.each([
  ["HTTP/1.1 200 OK\r\nContent-Le", false],
  ["HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nab", false],
  ["HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc", true],
])("an answer is whole where its body is: %j", (text, whole) => {
  expect(isWhole(text)).toBe(whole);
});

it("an answer that does not tell its length is none to count", () => {
  expect(() => isWhole("HTTP/1.1 200 OK\r\n\r\n")).toThrow("does not tell its length");
});

it("requests are counted where they are answered as they should be, and nothing is measured where they are not", async () => {
  const answers = ['"good"', '"bad"'].map((body) => createServer((_, response) => void response.end(body)));
  const [good, bad] = await Promise.all(answers.map(async (server) => `http://127.0.0.1:${await listen(server)}`));
  expect(await requestsPerSecond(load(good ?? ""))).toBeGreaterThan(100);
  await expect(requestsPerSecond(load(bad ?? ""))).rejects.toThrow("An unexpected answer");
});
