import { expect, it } from "vitest";
import { exchange } from "../../testing/exchanges.ts";
import { echoes } from "./secrets.ts";

const TOKEN = "Abcdefghijklmnop123";

/** A request with a cookie that carries a token, and an answer that sets cookies. */
const answered = (...lines: readonly string[]) =>
  exchange({
    sent: { refreshToken: TOKEN },
    request: { headers: [["cookie", `a=b; refresh_token=${TOKEN}`]] },
    response: { headers: lines.map((line) => ["set-cookie", line]) },
  });

it.each([
  ["is ended in its last second by what sets it again", 0, `refresh_token=${TOKEN}; Max-Age=0; Path=/; HttpOnly`],
  ["is set under another name", 1, `other=${TOKEN}; Max-Age=0; Path=/`],
  ["is set to last, and not as a token", 1, `refresh_token=${TOKEN}; Max-Age=9; Path=/`],
  ["is ended without its value", 0, "refresh_token=; Max-Age=0; Path=/"],
])("a token that was sent in a cookie, and that %s: %i findings", (_, count, line) => {
  expect(echoes(answered(line), ["refreshToken"])).toHaveLength(count);
});
