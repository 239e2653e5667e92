import { expect, it } from "vitest";
import { target } from "../../testing/targets.ts";
import { environmentOf } from "./environment.ts";

const alice = { username: "alice", password: "hunter22" };

it("a target is told its protocol, its port, its accounts, and the lifetimes that are declared", () => {
  const told = target({ accounts: [alice, { ...alice, email: "a@b.c" }], lifetimes: { accessMs: 2000, leewayMs: 0 } });
  expect(environmentOf(told, { env: {} }, { port: 8080, plainPort: 8081 })).toEqual({
    AUTHMARK_PROTOCOL: "hmail",
    AUTHMARK_PORT: "8080",
    AUTHMARK_PLAIN_PORT: "8081",
    AUTHMARK_ACCESS_TTL: "2",
    AUTHMARK_ACCOUNTS: JSON.stringify([alice, { ...alice, email: "a@b.c" }]),
  });
});

it("what the target file says goes before, and what nobody says is left out", () => {
  const told = environmentOf(target(), { env: { AUTHMARK_PROTOCOL: "other", LEVEL: "debug" } }, {});
  expect(told).toEqual({ AUTHMARK_PROTOCOL: "other", LEVEL: "debug" });
});
