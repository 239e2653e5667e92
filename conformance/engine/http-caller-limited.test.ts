import { createServer } from "node:http";
import { expect, it } from "vitest";
import { fakeClock } from "../testing/clock.ts";
import { recorderWith } from "../testing/recorder.ts";
import { closeServersAfterEach, listen } from "../testing/servers.ts";
import { target } from "../testing/targets.ts";
import { http } from "./http-caller.ts";

closeServersAfterEach();

it("a 429 that the check judges is not waited for, and is no lack of requests", async () => {
  let asked = 0;
  const server = createServer((_, response) => {
    asked++;
    response.writeHead(429, { "retry-after": "60" }).end();
  });
  const url = `http://127.0.0.1:${await listen(server)}`;
  const clock = fakeClock();
  const login = { method: "POST", path: "/login", json: {}, outcomes: {}, take: {} };
  const way = http.open(
    target({ url, wire: {} }),
    { transport: "http", secrets: [], operations: { login } },
    { clock, maxWaitMs: 600_000 },
  );
  const caller = way.caller(recorderWith({ clock }));
  const before = clock.now();
  const exchange = await caller.call("login", {}, { mayBeLimited: true });
  expect(exchange).toMatchObject({ outcome: "rateLimited", mayBeLimited: true });
  expect([asked, clock.now() - before]).toEqual([1, 0]);
  await way.close();
});
