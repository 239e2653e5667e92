import { execFileSync } from "node:child_process";
import { expect, it } from "vitest";
import type { Start } from "../model/start.ts";
import { target } from "../testing/targets.ts";
import { reproduce } from "./reproduce.ts";

const ID = "hmail.login/no-password" as never;
const settings = (seed: number, maxWaitMs = 60_000) => ({ seed, maxWaitMs });
const alice = { username: "alice", password: "hunter22" };

it("a check of a target by address is run again by its address, its authority, its accounts and its lifetimes", () => {
  const lifetimes = { accessMs: 2500, leewayMs: 1000 };
  const remote = target({ url: "https://mail.example/api", caFile: "ca.pem", accounts: [alice], lifetimes });
  expect(reproduce(remote, ID, settings(7))).toBe(
    'authmark test --protocol hmail --url https://mail.example/api --ca ca.pem --account alice:"$PASSWORD_ALICE"' +
      " --lifetime access=2.5 --lifetime leeway=1 --allow-remote --seed 7 --only hmail.login/no-password",
  );
});

it("a check of a target that the suite started is run again by what it started", () => {
  const start: Start = {
    ...{ kind: "image" as const, what: "acme/auth:1", as: "--image", folder: "/", port: 80, env: {} },
    ...{ ready: { withinMs: 1 }, lendsClock: true },
  };
  expect(reproduce(target({ start, url: "http://172.17.0.1:40000" }), ID, settings(7))).toBe(
    "authmark test --protocol hmail --image acme/auth:1 --port 80 --seed 7 --only hmail.login/no-password",
  );
});

it("a check that was asked for by --timing is asked for by it again", () => {
  const command = (timing?: boolean) =>
    reproduce(target(), ID, { ...settings(7), ...(timing !== undefined && { timing }) });
  expect(command(true)).toContain(" --timing --seed 7 ");
  expect(command(false)).toBe(command());
  expect(command()).not.toContain("--timing");
});

it("a check of a target file is run again by the file", () => {
  expect(reproduce(target({ file: "my target.yaml", accounts: [alice] }), ID, settings(7))).toBe(
    "authmark test --target 'my target.yaml' --seed 7 --only hmail.login/no-password",
  );
});

it.each(["a b", "it's", 'say "hi"', "$HOME `id` $(id)", "a;b&c|d>e", "*", "~", "a\\b", "ä", "line\nbreak", "!x", ""])(
  "a shell takes %j for one word, and for nothing else",
  (username) => {
    const command = reproduce(target({ accounts: [{ ...alice, username }] }), ID, settings(7));
    const script = `authmark() { shift 5; printf %s "$2"; printf '\\n%s' "$#"; }; ${command}`;
    expect(execFileSync("/bin/sh", ["-c", script], { encoding: "utf8" })).toBe(`${username}:\n6`);
    expect(command).not.toContain("hunter22");
  },
);

it.each([
  [{}, ""],
  [{ accessMs: 500, refreshMs: 3_600_000 }, " --lifetime access=0.5 --lifetime refresh=3600"],
  [{ codeMs: 4000 }, " --lifetime code=4"],
  [{ leewayMs: 1500 }, " --lifetime leeway=1.5"],
  [{ accessMs: 0 }, " --lifetime access=0"],
])("what was declared of lifetimes is declared again: %j", (lifetimes, said) => {
  const given = target({ lifetimes: { leewayMs: 0, ...lifetimes } });
  expect(reproduce(given, ID, settings(0))).toBe(
    `authmark test --protocol hmail --url http://127.0.0.1:1${said} --seed 0 --only hmail.login/no-password`,
  );
});

it.each([
  ["http://127.0.0.1:8080", false],
  ["http://localhost:8080/api", false],
  ["http://[::1]:8080", false],
  ["https://mail.example", true],
  ["http://127.0.0.1.example", true],
])("a target at %s is tested again with leave to go elsewhere: %s", (url, isRemote) => {
  expect(reproduce(target({ url }), ID, settings(1)).includes(" --allow-remote ")).toBe(isRemote);
  expect(reproduce(target({ url, file: "a.yaml" }), ID, settings(1)).includes(" --allow-remote ")).toBe(isRemote);
});

it.each([
  [60_000, ""],
  [0, " --max-wait 0"],
  [90_000, " --max-wait 90"],
])("the patience of the first run is that of the next: %i ms", (maxWaitMs, said) => {
  expect(reproduce(target({ file: "a.yaml" }), ID, settings(1, maxWaitMs))).toBe(
    `authmark test --target a.yaml${said} --seed 1 --only hmail.login/no-password`,
  );
});

it("no two users have the same variable", () => {
  const accounts = ["a.b", "a-b", "a_b", "a_b_2"].map((username) => ({ ...alice, username }));
  const variables = Array.from(
    reproduce(target({ accounts }), ID, settings(1)).matchAll(/\$(\w+)/g),
    ([, name]) => name,
  );
  expect(variables).toEqual(["PASSWORD_A_B", "PASSWORD_A_B_2", "PASSWORD_A_B_3", "PASSWORD_A_B_2_2"]);
});

it("every account of the first run is one of the next, in its order", () => {
  const accounts = [alice, { username: "bob.b", password: "x" }, { username: "j\u00f6rg", password: "y" }];
  expect(reproduce(target({ accounts }), ID, settings(1))).toContain(
    `--account alice:"$PASSWORD_ALICE" --account bob.b:"$PASSWORD_BOB_B" --account 'j\u00f6rg':"$PASSWORD_J_RG" --seed`,
  );
});
