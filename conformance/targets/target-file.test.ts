import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { temporaryFolder } from "../testing/files.ts";
import { readCa, readTargetFile } from "./target-file.ts";

const folder = temporaryFolder();
const PEM = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n";
const LEAST = "protocol: hmail\nat: { url: http://127.0.0.1:1 }\n";

function read(content: string, environment: NodeJS.ProcessEnv = {}, name = "target.yaml") {
  return readTargetFile(folder.write(name, content), environment);
}

const NOTHING_ELSE = { without: [], hooks: {}, dialects: [], limits: {}, profiles: [] };

describe("a target file", () => {
  it("needs no more than a protocol and an address", () => {
    const file = join(folder.path, "target.yaml");
    const url = "http://127.0.0.1:1";
    expect(read(LEAST)).toEqual({
      name: file,
      file,
      protocol: "hmail",
      url,
      accounts: [],
      lifetimes: { leewayMs: 0 },
      wire: {},
      ...NOTHING_ELSE,
    });
  });

  it("may say everything, in YAML", () => {
    folder.write("ca.pem", PEM);
    const full = `
      name: Acme mail
      protocol: hmail
      at: { url: https://127.0.0.1:8081/api/, ca: ./ca.pem }
      accounts: [{ username: alice, password: "\${ALICE}-\${BOB}" }, { username: bob, password: secret }]
      domain: mail.example
      lifetimes: { access: 2s, refresh: 1.5, code: 1m, leeway: 500ms }
      wire:
        authenticate:
          method: POST
          path: /login
          json: { user: { name: "{username}", kind: 1, tags: [true, null] } }
          outcomes: { success: { status: 200, at: /token }, failure: { status: 4xx, at: "", equals: null } }
          take: { refreshToken: { at: /token } }`;
    expect(read(full, { ALICE: "a:b", BOB: "$&" })).toEqual({
      name: "Acme mail",
      file: join(folder.path, "target.yaml"),
      protocol: "hmail",
      url: "https://127.0.0.1:8081/api",
      ca: PEM,
      caFile: "./ca.pem",
      accounts: [
        { username: "alice", password: "a:b-$&" },
        { username: "bob", password: "secret" },
      ],
      domain: "mail.example",
      lifetimes: { accessMs: 2000, refreshMs: 1500, codeMs: 60_000, leewayMs: 500 },
      wire: {
        authenticate: {
          method: "POST",
          path: "/login",
          json: { user: { name: "{username}", kind: 1, tags: [true, null] } },
          outcomes: { success: { status: "200", at: "/token" }, failure: { status: "4xx", at: "", equals: null } },
          take: { refreshToken: { at: "/token" } },
        },
      },
      ...NOTHING_ELSE,
    });
  });

  it("says what may be done to the target, and what is known of it", () => {
    const target = read(`
      protocol: hmail
      at: { url: https://127.0.0.1:1, plain: http://127.0.0.1:2/ }
      accounts: [{ username: alice, password: secret, disposable: true }]
      provision: { command: make-user }
      profiles: { short: { at: { url: https://127.0.0.1:3 }, lifetimes: { access: 1s } } }
      limits: { failedLogins: 10 per 60s, suspension: 2m, requests: 100 per 1s }
      hooks: { restart: "true", remove-account: "true" }
      dialects: [{ id: bearer-case-sensitive, because: old clients }]
      wire: { createAccount: none }`);
    expect(target).toMatchObject({
      plainUrl: "http://127.0.0.1:2",
      accounts: [{ username: "alice", password: "secret", disposable: true }],
      limits: {
        failedLogins: { count: 10, perMs: 60_000 },
        suspensionMs: 120_000,
        requests: { count: 100, perMs: 1000 },
      },
      dialects: [{ id: "bearer-case-sensitive", because: "old clients" }],
      wire: {},
      without: ["createAccount"],
    });
    expect(Object.keys(target.hooks ?? {}).toSorted()).toEqual(["create-account", "remove-account", "restart"]);
    const [short] = target.profiles ?? [];
    expect(short).toMatchObject({ profile: "short", url: "https://127.0.0.1:3", lifetimes: { accessMs: 1000 } });
    expect(short?.accounts).toEqual(target.accounts);
  });

  it("says how long a line may be, of a protocol in lines", () => {
    const lines = (protocol: string, url: string) =>
      read(`{ protocol: ${protocol}, at: { url: "${url}" }, limits: { line: 65536 } }`);
    expect(lines("angen", "tcp://127.0.0.1:1").limits).toEqual({ line: 65_536 });
    expect(() => lines("hmail", "http://127.0.0.1:1")).toThrow("limits");
  });

  it("may be JSON", () => {
    const target = { protocol: "hmail", at: { url: "http://localhost:1" }, lifetimes: { access: 3 } };
    expect(read(JSON.stringify(target), {}, "target.json")).toMatchObject({
      url: "http://localhost:1",
      lifetimes: { accessMs: 3000, leewayMs: 0 },
    });
  });
});

it("a certificate authority is in PEM", () => {
  expect(readCa(folder.write("good.pem", PEM), "--ca")).toBe(PEM);
  const key = folder.write("key.pem", "-----BEGIN PRIVATE KEY-----");
  expect(() => readCa(key, "--ca key.pem")).toThrow(
    `--ca key.pem: no certificate in PEM. Give the certificate of the authority`,
  );
});
