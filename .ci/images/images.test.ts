import { execFileSync, spawnSync } from "node:child_process";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { buildImages, type ImageName, requireDocker } from "./build.ts";
import { BASES, makeBases } from "./local-bases.ts";

const root = join(import.meta.dirname, "../..");
/** Milliseconds that one command may take. */
const patience = 200_000;
const OWN = `authmark-test-${process.pid}`;
const ALICE = { username: "alice", password: "hunter22hunter22" };
const BOBBY = { username: "bobby", password: "bobobobobobobo" };
const ACCOUNTS = [ALICE, BOBBY].map(({ username, password }) => `--account=${username}:${password}`);
const HARDENED = ["--read-only", "--cap-drop=ALL", "--security-opt=no-new-privileges:true"];

const docker = (...args: string[]) => execFileSync("docker", args, { encoding: "utf8", timeout: patience }).trim();
/** Runs a command to its end; what it says on both channels, and its exit code. */
function run(command: string, args: readonly string[], env: Record<string, string> = {}) {
  const options = {
    encoding: "utf8",
    timeout: patience,
    maxBuffer: 64_000_000,
    cwd: root,
    env: { ...process.env, ...env },
  } as const;
  const { status, stdout, stderr } = spawnSync(command, args, options);
  return { code: status, said: stdout + stderr };
}

let images: Record<ImageName, string>;
beforeAll(() => {
  requireDocker();
  makeBases();
  images = buildImages({ base: BASES.node, prefix: "authmark-test/" });
});
afterAll(() => {
  const left = docker("ps", "--all", "--quiet", "--filter", `name=${OWN}`).split("\n").filter(Boolean);
  if (left.length > 0) docker("rm", "--force", "--volumes", ...left);
});

describe.each(["authmark", "authmark-reference"] as const)("the image %s", (name) => {
  it("is not root's, and adds less than 20 MB to its base", () => {
    const [{ Config, Size }] = JSON.parse(docker("image", "inspect", images[name]));
    expect(Config.User).toBe("1000:1000");
    expect(Config.Entrypoint[0]).toBe("node");
    const [base] = JSON.parse(docker("image", "inspect", BASES.node));
    expect(Size - base.Size).toBeLessThan(20_000_000);
  });

  it("says how it is used, where it has nothing that it may write to", () => {
    const { code, said } = run("docker", ["run", "--rm", ...HARDENED, images[name], "--help"]);
    expect([code, said]).toEqual([0, expect.stringMatching(/^Usage: authmark/)]);
  });
});

describe("the suite's image against the reference's", () => {
  const server = `${OWN}-server`;
  const health = () => docker("inspect", "--format", "{{.State.Health.Status}}", server);
  const untilHealthy = () => vi.waitUntil(() => health() === "healthy", { timeout: 60_000, interval: 500 });
  const suite = (...args: string[]) =>
    run("docker", [
      "run",
      "--rm",
      ...HARDENED,
      `--name=${OWN}-suite`,
      `--network=container:${server}`,
      images.authmark,
      ...args,
    ]);

  beforeAll(async () => {
    const env = ["AUTHMARK_PROTOCOL=session", `AUTHMARK_ACCOUNTS=${JSON.stringify([ALICE, BOBBY])}`];
    const told = [...env, "AUTHMARK_ACCESS_TTL=5", "AUTHMARK_REFRESH_TTL=10"].flatMap((each) => ["--env", each]);
    const often = "--health-interval=1s";
    docker(
      "run",
      "--detach",
      ...HARDENED,
      `--name=${server}`,
      often,
      ...told,
      images["authmark-reference"],
      "--rate-limit=off",
    );
    await untilHealthy();
  });

  it("finds it conformant, both on a root that is only read, and without any right of root's", () => {
    const { code, said } = suite(
      "test",
      "--protocol=session",
      "--url=http://127.0.0.1:8080",
      ...ACCOUNTS,
      "--min-verified=60",
    );
    expect(said).toMatch(/^conformant: \d+ of \d+ MUSTs verified/m);
    expect(code).toBe(0);
  });

  it("tells a server that is not there in one line", () => {
    const { code, said } = suite("test", "--protocol=session", "--url=http://127.0.0.1:9", ...ACCOUNTS);
    expect([code, said]).toEqual([3, expect.stringContaining("ECONNREFUSED")]);
  });

  it("the server keeps what it knows in its volume through a restart, and ends at once when it is asked to", async () => {
    const before = Date.now();
    docker("stop", "-t", "10", server);
    expect(Date.now() - before).toBeLessThan(9_000);
    expect(docker("inspect", "--format", "{{.State.ExitCode}}", server)).toBe("0");
    docker("start", server);
    await untilHealthy();
    const command = ["exec", server, "node", "/app/node_modules/@authmark/reference-server/main.js"];
    const store = "--store=sqlite:/data/authmark.db";
    expect(docker(...command, "account", "remove", "alice", store)).toBe("alice is removed.");
  });
});

describe("the compose example", () => {
  const plugin = run("docker", ["compose", "version"]).code === 0;
  const compose = (args: readonly string[], env: Record<string, string> = {}) => {
    const [command, first] = plugin ? ["docker", ["compose"]] : ["docker-compose", []];
    const told = {
      POSTGRES_IMAGE: BASES.postgres,
      REFERENCE_IMAGE: images["authmark-reference"],
      SUITE_IMAGE: images.authmark,
    };
    const file = ["--project-name", OWN, "--file", "docs/examples/compose.yaml"];
    return run(command, [...first, ...file, ...args], { ...told, ...env });
  };
  const down = () => compose(["down", "--volumes", "--timeout", "5"]);
  afterAll(down);

  it.each([
    ["ends in 0 where the server on PostgreSQL conforms", "60", 0],
    ["ends as the suite does where too little was verified", "78", 3],
  ])("%s", (_, minimum, expected) => {
    const { code, said } = compose(["up", "--no-color", "--exit-code-from", "suite"], { MIN_VERIFIED: minimum });
    const removed = down().code;
    const verdict = said
      .split("\n")
      .filter((line) => /^suite.*(MUSTs verified|violation|blocked|authmark:)/.test(line));
    expect(verdict.join("\n")).toMatch(/conformant: \d+ of \d+ MUSTs verified/);
    expect([code, removed]).toEqual([expected, 0]);
    expect(docker("ps", "--all", "--quiet", "--filter", `name=${OWN}_`)).toBe("");
  });
});
