import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { createProcesses } from "./testing/processes.ts";

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "authmark-"));
  await writeFile(join(directory, "accounts.json"), '[{"username": "alice", "password": "hunter22hunter22"}]');
});
afterAll(() => rm(directory, { recursive: true }));

const { run, start, killAll } = createProcesses(() => directory);
afterEach(killAll);

describe("the command", () => {
  it.each(["SIGINT", "SIGTERM"] as const)("prints one line, serves, and stops cleanly on %s", async (signal) => {
    const { child, exited, url } = await start("--log", "silent");
    expect(await (await fetch(`${url}/auth/check_auth`)).json()).toBe("Unauthorized");
    child.kill(signal);
    const { code, stdout, stderr } = await exited;
    expect([code, stdout.split("\n").length, stderr]).toEqual([0, 2, ""]);
  });

  it("logs to standard error, and never a secret", async () => {
    const { child, exited, url } = await start("--accounts", "accounts.json");
    const send = (path: string, body: unknown) =>
      fetch(url + path, {
        method: "POST",
        body: JSON.stringify(body),
        headers: { "content-type": "application/json" },
      });
    const login = await send("/auth/authenticate", { username: "alice", password: "hunter22hunter22" });
    const { token } = z.object({ Success: z.object({ token: z.string() }) }).parse(await login.json()).Success;
    await send("/auth/refresh_access", { refresh_token: token });
    await send("/auth/authenticate", { username: "alice", password: ["hunter22hunter22"] });
    await fetch(`${url}/auth/check_auth?access_token=${token}`, { headers: { authorization: `Bearer ${token}` } });
    child.kill("SIGTERM");
    const { stderr } = await exited;
    const lines = stderr
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    const { time, ms, ...rest } = lines[3];
    expect(lines).toHaveLength(4);
    expect(rest).toEqual({ level: 30, method: "GET", route: "/auth/check_auth", status: 200, msg: "request" });
    expect(stderr).not.toContain("hunter22");
    expect(stderr).not.toContain(token.slice(0, 16));
    expect(stderr).not.toContain("alice");
  });

  it.each([
    ["an unknown protocol", ["imap"], "PROTOCOL: give one or more of: hmail, session"],
    ["no protocol", [], "PROTOCOL: give one or more of: hmail, session"],
    ["a command that account does not have", ["account", "rename"], "unknown command 'rename'"],
    [
      "a store that no other process sees",
      ["account", "remove", "alice", "--store", "memory"],
      "--store: names no file and no database",
    ],
    ["no store", ["account", "remove", "alice"], "--store: names no file and no database; name the server's"],
    [
      "a store that is not there",
      ["account", "remove", "alice", "--store", "sqlite:no.db"],
      "--store: there is no no.db",
    ],
    ["an unknown option", ["hmail", "--prot", "1"], "unknown option '--prot'"],
    ["a bad value", ["hmail", "--port", "http"], "--port: give an integer from 0 to 65535"],
    ["an unreadable file", ["hmail", "--accounts", "none.json"], "--accounts: cannot read none.json"],
    ["only a certificate", ["hmail", "--tls-cert", "cert.pem"], "--tls-key: missing"],
    ["a store that cannot be opened", ["hmail", "--store", "sqlite:no/such/directory/a.db"], "--store: cannot use"],
    ["an address of another machine", ["hmail", "--host", "192.0.2.1", "--port", "0"], "--port, --host: cannot listen"],
  ])("answers %s with one line and exit code 2", async (_, args, message) => {
    const { code, stdout, stderr } = await run(args).exited;
    expect(stderr.split("\n")[0]).toContain(message);
    expect(stderr).not.toContain("    at ");
    expect([code, stdout]).toEqual([2, ""]);
  });

  it("answers a port that is taken with exit code 2", async () => {
    const { url } = await start("--log", "silent");
    const { code, stderr } = await run(["hmail", "--port", new URL(url).port]).exited;
    expect([code, stderr]).toEqual([2, expect.stringContaining("choose another, or --port 0")]);
  });

  it("explains itself", async () => {
    const { code, stdout } = await run(["--help"]).exited;
    expect([code, stdout]).toEqual([0, expect.stringContaining("--access-ttl <seconds>")]);
  });
});
