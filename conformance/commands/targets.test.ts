import { join } from "node:path";
import { Command } from "commander";
import { describe, expect, it } from "vitest";
import { UsageError } from "../model/errors.ts";
import { temporaryFolder } from "../testing/files.ts";
import { targetsOf } from "./targets.ts";
import { type TestOptions, withTestOptions } from "./test-options.ts";

const folder = temporaryFolder();
const PEM = folder.write("ca.pem", "-----BEGIN CERTIFICATE-----\n");
const FILE = folder.write("target.yaml", "protocol: hmail\nat: { url: http://127.0.0.1:1 }\n");
const OTHER = folder.write("other.yaml", "protocol: hmail\nat: { url: http://127.0.0.1:1 }\n");
const REMOTE = folder.write("remote.yaml", "protocol: hmail\nat: { url: http://mail.example }\n");
const URL_GIVEN = ["--protocol", "hmail", "--url", "http://127.0.0.1:1"];

function options(...words: string[]): TestOptions {
  return withTestOptions(new Command()).exitOverride().parse(words, { from: "user" }).opts();
}
const targets = (words: string[], environment = {}) => targetsOf(options(...words), ["hmail"], environment);

function complaint(words: string[], environment = {}): string {
  try {
    targets(words, environment);
  } catch (error) {
    if (error instanceof UsageError) return error.message;
  }
  return "none";
}

describe("a target by its address", () => {
  it("has what the options say", () => {
    const words = [
      "--ca",
      PEM,
      "--account",
      "alice:a:b:",
      "--account",
      "bob",
      "--lifetime",
      "access=2",
      "--lifetime",
      "leeway=0.5",
    ];
    expect(targets([...URL_GIVEN, ...words], { AUTHMARK_PASSWORD: "from outside" })).toEqual([
      {
        name: "http://127.0.0.1:1",
        protocol: "hmail",
        url: "http://127.0.0.1:1",
        ca: "-----BEGIN CERTIFICATE-----\n",
        caFile: PEM,
        accounts: [
          { username: "alice", password: "a:b:" },
          { username: "bob", password: "from outside" },
        ],
        lifetimes: { accessMs: 2000, leewayMs: 500 },
        wire: {},
      },
    ]);
  });

  it("may be tested together with target files", () => {
    expect(targets(["--target", FILE, "--target", OTHER, ...URL_GIVEN])).toHaveLength(3);
  });

  it.each(["http://localhost:1", "http://[::1]:1", "http://127.9.9.9", "http://api.localhost"])(
    "is tested without further ado on this machine: %s",
    (url) => {
      expect(targets(["--protocol", "hmail", "--url", url])).toMatchObject([{ url }]);
    },
  );

  it.each(["http://localhost.evil.com", "https://mail.example", "http://10.0.0.1", "http://127.0.0.1.nip.io"])(
    "is not tested elsewhere unless that is allowed: %s",
    (url) => {
      const words = ["--protocol", "hmail", "--url", url];
      expect(complaint(words)).toMatch(`${url} is not on this machine`);
      expect(complaint(words)).toContain("say --allow-remote");
      expect(targets([...words, "--allow-remote"])).toMatchObject([{ url }]);
    },
  );
});

describe("a target that the suite starts", () => {
  it("is a command, an image or a compose file, at the port that is given, and can be restarted", () => {
    const [image] = targets(["--protocol", "hmail", "--image", "acme/auth:1", "--port", "8080", "--ca", PEM]);
    expect(image).toMatchObject({
      name: "acme/auth:1",
      url: "https://localhost:8080",
      start: { kind: "image", what: "acme/auth:1", as: "--image", port: 8080 },
      profiles: [{ profile: "short-lived" }, { profile: "moved-clock" }],
    });
    expect(image?.hooks?.restart).toBeDefined();
    const [command] = targets(["--protocol", "hmail", "--command", "run"]);
    expect([command?.url, command?.start?.folder]).toEqual(["http://127.0.0.1:0", process.cwd()]);
    const [compose] = targets(["--protocol", "hmail", "--compose", "compose.yaml"]);
    expect(compose?.start?.what).toBe(join(process.cwd(), "compose.yaml"));
  });

  it("has a name that fits at the head of a report", () => {
    const [command] = targets(["--protocol", "hmail", "--command", "x".repeat(200)]);
    expect(command?.name).toBe(`${"x".repeat(60)}…`);
  });
});

describe("a mistake is named, with its remedy", () => {
  it.each<[string, string[], string]>([
    ["nothing to test", [], "Name a target: --target FILE, or --protocol P with --url URL, --command C, --image I"],
    ["two of them", [...URL_GIVEN, "--image", "acme/auth"], "--url and --image: a target is one of them. Write one."],
    ["a port beside an address", [...URL_GIVEN, "--port", "80"], "--port: goes with --command, --image or --compose."],
    [
      "a port that is none",
      ["--protocol", "hmail", "--image", "a", "--port", "http"],
      "--port http: write a whole number from 1 to 65535.",
    ],
    ["a port beside a file", ["--target", FILE, "--port", "80"], "--port goes with --url, --command, --image"],
    ["no protocol", ["--url", "http://127.0.0.1"], "--protocol is missing: write one of hmail."],
    [
      "an unknown protocol",
      ["--protocol", "smtp", "--url", "http://127.0.0.1"],
      "--protocol smtp: write one of hmail.",
    ],
    [
      "no address",
      ["--protocol", "hmail"],
      "--url is missing: write the server's address, such as https://127.0.0.1:8081.",
    ],
    ["no URL", ["--protocol", "hmail", "--url", "127.0.0.1:80"], "--url: write the server's address, such as https://"],
    [
      "a password in the URL",
      ["--protocol", "hmail", "--url", "http://a:hunter22@127.0.0.1"],
      "--url: write the address without a user",
    ],
    [
      "no password",
      [...URL_GIVEN, "--account", "alice"],
      "--account alice: there is no password. Write USER:PASSWORD, or set AUTHMARK_PASSWORD.",
    ],
    ["an empty password", [...URL_GIVEN, "--account", "alice:"], "--account alice: there is no password."],
    ["no user", [...URL_GIVEN, "--account", ":hunter22"], "--account: there is no user. Write USER:PASSWORD"],
    [
      "an unknown lifetime",
      [...URL_GIVEN, "--lifetime", "acess=2"],
      "--lifetime acess=2: write access=SECONDS, refresh=SECONDS, code=SECONDS or leeway=SECONDS.",
    ],
    [
      "a lifetime that is none",
      [...URL_GIVEN, "--lifetime", "access=soon"],
      "--lifetime access=soon: write access=SECONDS",
    ],
    ["a lifetime without a value", [...URL_GIVEN, "--lifetime", "access"], "--lifetime access: write access=SECONDS"],
    [
      "a CA that is not there",
      [...URL_GIVEN, "--ca", "no.pem"],
      "--ca no.pem: cannot be read (ENOENT). Check the path.",
    ],
    ["a CA that is none", [...URL_GIVEN, "--ca", FILE], "no certificate in PEM. Give the certificate of the authority"],
    ["a file that is not there", ["--target", "no.yaml"], "no.yaml: cannot be read (ENOENT). Check the path."],
    ["a file that is given twice", ["--target", FILE, "--target", FILE], "both are called"],
    ["a file with a server elsewhere", ["--target", REMOTE], "http://mail.example is not on this machine."],
    [
      "an account beside a file",
      ["--target", FILE, "--account", "a:hunter22"],
      "--account goes with --url, --command, --image or --compose. In a target file write at.ca, at.port, accounts",
    ],
    ["a lifetime beside a file", ["--target", FILE, "--lifetime", "access=1"], "--lifetime goes with --url, --command"],
    ["an authority beside a file", ["--target", FILE, "--ca", PEM], "--ca goes with --url, --command"],
  ])("%s", (_, words, message) => {
    expect(complaint(words)).toContain(message);
    expect(complaint(words)).not.toContain("hunter22");
  });
});
