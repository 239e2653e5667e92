import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { join } from "node:path";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { suiteOf } from "../../catalogue/suites.ts";
import { systemClock } from "../../engine/ports.ts";
import { startTarget } from "../../engine/starting.ts";
import { StartFailed, UsageError } from "../../model/errors.ts";
import { parseTargetFile } from "../../targets/target-file.ts";
import { temporaryFolder } from "../../testing/files.ts";
import { IMAGE, makeImages, NODE_IMAGE } from "./image.ts";

// What needs Docker, and nothing from elsewhere: the images are made of what is on this machine.

const folder = temporaryFolder();
const main = join(import.meta.dirname, "../../main.ts");
const ALICE = "alice:hunter22hunter22";
const docker = (...args: string[]) => execFileSync("docker", args, { encoding: "utf8" }).trim();
/** Containers that the suite has left. */
const left = () => docker("ps", "--all", "--quiet", "--filter", "label=org.authmark.owner");

beforeAll(makeImages, 300_000);
const suites: ChildProcess[] = [];
afterEach(() => {
  for (const each of suites.splice(0)) each.kill("SIGTERM");
});

const targetOf = (yaml: string) => parseTargetFile(parse(yaml), join(folder.path, "target.yaml"), {});

/** Why a target does not start. */
async function failure(at: string): Promise<Error> {
  const target = targetOf(`{ protocol: session, at: ${at} }`);
  const started = startTarget(suiteOf(target), target, { clock: systemClock });
  return started.then(
    (running) => running?.started.stop().then(() => Promise.reject(new Error("It started."))),
    (error) => error,
  );
}

/** Runs the suite to its end. */
function suite(...args: string[]) {
  const child = spawn(process.execPath, [main, ...args], { stdio: ["ignore", "pipe", "pipe"] });
  suites.push(child);
  let said = "";
  child.stdout.on("data", (chunk) => {
    said += chunk;
  });
  child.stderr.on("data", (chunk) => {
    said += chunk;
  });
  const exit = new Promise<{ code: number | null; said: string }>((resolve) =>
    child.once("close", (code) => resolve({ code, said })),
  );
  return { child, exit };
}

describe("an image", () => {
  it("that keeps the contract is tested without a target file, restarts and short lifetimes included", async () => {
    const only = ["--only", "session.dead-stays-dead-after-a-restart", "--only", "session.expired-refresh-*"];
    const words = ["--protocol", "session", "--image", IMAGE, "--account", ALICE, "--account", "bobby:bobobobobobobo"];
    const { code, said } = await suite("test", ...words, ...only).exit;
    expect(said).toContain("✓ MUST NOT   session.dead-stays-dead-after-a-restart");
    expect(said).toMatch(/profile short-lived[\s\S]*✓ MUST {7}session\.expired-refresh-token-is-refused/);
    expect([code, left()]).toEqual([0, ""]);
  }, 120_000);

  it("whose refresh tokens live for 30 days is seen to let them expire, in less than 30 seconds of waiting", async () => {
    const file = folder.write(
      "month.yaml",
      `protocol: session
at: { image: "${IMAGE}", env: { AUTHMARK_ACCESS_TTL: "3600", AUTHMARK_REFRESH_TTL: "2592000" } }
accounts: [{ username: alice, password: hunter22hunter22 }]
`,
    );
    const { code, said } = await suite("test", "--target", file, "--only", "session.expired-refresh-*").exit;
    expect(said).toMatch(/profile moved-clock[\s\S]*✓ MUST {7}session\.expired-refresh-token-is-refused/);
    expect([code, left()]).toEqual([0, ""]);
  }, 120_000);

  it.each<[string, string, RegExp, typeof StartFailed | typeof UsageError]>([
    [
      "that there is not",
      "{ image: authmark-self-test/none }",
      /at\.image: there is no such image here, and it cannot be pulled: .*Build it\.$/,
      UsageError,
    ],
    [
      "that exposes no port",
      `{ image: "${NODE_IMAGE}" }`,
      /at\.image: authmark-self-test\/node:latest exposes no port\. Say on which one it listens/,
      UsageError,
    ],
    [
      "that ends at once",
      `{ image: "${NODE_IMAGE}", port: 80, args: ["-e", "console.error('no database'); process.exit(7)"] }`,
      /at\.image: .* ended with exit code 7 before it was ready; the last that it wrote: no database$/,
      StartFailed,
    ],
    [
      "that ends a moment later",
      `{ image: "${NODE_IMAGE}", port: 80, args: ["-e", "setTimeout(() => process.exit(8), 1500)"] }`,
      /at\.image: .* ended with exit code 8 before it was ready; it wrote nothing$/,
      StartFailed,
    ],
    [
      "that never becomes ready",
      `{ image: "${NODE_IMAGE}", port: 80, args: ["-e", "console.log('warming up'); setInterval(() => {}, 9)"], ready: { within: 2s } }`,
      /at\.image: the target was not ready after 2 s: GET .*\. Does it listen .*; the last that it wrote: warming up$/,
      StartFailed,
    ],
    [
      "that is probed at the wrong path",
      `{ image: "${IMAGE}", ready: { path: /healthz, within: 3s } }`,
      /at\.image: the target was not ready after 3 s: GET http:\S+\/healthz says 404\. .* is at\.ready right/,
      StartFailed,
    ],
    [
      "whose command is not in it",
      `{ compose: "./none.yaml" }`,
      /at\.compose: docker compose could not bring it up: /,
      UsageError,
    ],
  ])(
    "%s is told in one message, and nothing is left of it",
    async (_, at, message, kind) => {
      const error = await failure(at);
      expect(error.message).toMatch(message);
      expect(error).toBeInstanceOf(kind);
      expect(left()).toBe("");
    },
    60_000,
  );
});

describe("a compose file", () => {
  const COMPOSE = `
services:
  auth:
    image: ${IMAGE}
    environment: { AUTHMARK_PROTOCOL: session, AUTHMARK_ACCOUNTS: "$\{AUTHMARK_ACCOUNTS}" }
    ports: ["$\{AUTHMARK_PORT}:8080"]
    volumes: ["store:/data"]
  beside:
    image: ${NODE_IMAGE}
    command: ["-e", "setInterval(() => {}, 1000)"]
volumes: { store: {} }
`;
  const projects = () => docker("ps", "--all", "--quiet", "--filter", "label=com.docker.compose.project");

  it("is brought up, tested through restarts, and taken down with its network and its volumes", async () => {
    const file = folder.write("compose.yaml", COMPOSE);
    const words = ["--protocol", "session", "--compose", file, "--account", ALICE];
    const { code, said } = await suite("test", ...words, "--only", "session.dead-stays-dead-after-a-restart/ended-*")
      .exit;
    expect(said).toContain("✓ MUST NOT   session.dead-stays-dead-after-a-restart");
    const networks = docker("network", "ls", "--quiet", "--filter", "label=com.docker.compose.project");
    const volumes = docker("volume", "ls", "--quiet", "--filter", "label=com.docker.compose.project");
    expect([code, projects(), networks, volumes]).toEqual([0, "", "", ""]);
  }, 240_000);

  it("has to have the service that is named", async () => {
    folder.write("compose.yaml", COMPOSE);
    const error = await failure("{ compose: ./compose.yaml, service: nobody }");
    expect(error.message).toMatch(
      /at\.compose: there is no service nobody, .* at\.service in a target file, one of .*auth/,
    );
    expect(projects()).toBe("");
  }, 60_000);
});

describe("nothing is left of a container", () => {
  it.each(["SIGINT", "SIGKILL"] as const)(
    "when the suite ends by %s in the middle",
    async (signal) => {
      const words = ["--protocol", "session", "--image", IMAGE, "--account", ALICE];
      const { child, exit } = suite("test", ...words);
      await expect.poll(left, { timeout: 100_000, interval: 500 }).not.toBe("");
      await new Promise((resolve) => setTimeout(resolve, 1500));
      child.kill(signal);
      const { code } = await exit;
      expect(code).toBe(signal === "SIGINT" ? 130 : null);
      await expect.poll(left, { timeout: 60_000, interval: 500 }).toBe("");
    },
    180_000,
  );

  it("at the next start, when both the suite and its watcher were killed", async () => {
    docker("create", "--label", "org.authmark.owner=0123456789ab-1-1", NODE_IMAGE);
    const elsewhere = left();
    const { owner } = await import("../../targets/start/owner.ts");
    const [machine] = owner().split("-");
    docker("create", "--label", `org.authmark.owner=${machine}-${process.pid}-1`, NODE_IMAGE);
    expect(left().split("\n")).toHaveLength(2);
    const { said } = await suite("doctor", "--protocol", "session", "--image", "authmark-self-test/none").exit;
    expect(said).toContain("there is no such image here");
    expect(left()).toBe(elsewhere);
    docker("rm", "--force", elsewhere);
  }, 60_000);
});

it("where no Docker answers, one message says so", async () => {
  const env = { ...process.env, DOCKER_HOST: "tcp://127.0.0.1:9" };
  const args = [main, "test", "--protocol", "session", "--image", IMAGE];
  const child = spawn(process.execPath, args, { env, stdio: ["ignore", "ignore", "pipe"] });
  let said = "";
  child.stderr.on("data", (chunk) => {
    said += chunk;
  });
  const code = await new Promise((resolve) => child.once("close", resolve));
  expect(said).toBe(
    "authmark: --image: no Docker answers at tcp://127.0.0.1:9. Start it, or say in DOCKER_HOST where it is.\n",
  );
  expect(code).toBe(2);
}, 60_000);
