import { existsSync } from "node:fs";
import { afterEach, describe, expect, it } from "vitest";
import { suiteOf } from "../catalogue/suites.ts";
import { StartFailed, UsageError } from "../model/errors.ts";
import type { Start } from "../model/start.ts";
import type { Target } from "../model/target.ts";
import { withOwnMeans } from "../targets/start/own-means.ts";
import { httpServer, isThere, script } from "../testing/programs.ts";
import { target } from "../testing/targets.ts";
import { systemClock } from "./ports.ts";
import { type Running, startTarget } from "./starting.ts";

const running: Running[] = [];
afterEach(() => Promise.all(running.splice(0).map(({ started }) => started.stop())));

function commandTarget(command: string, otherwise: Partial<Start> = {}): Target {
  const start: Start = {
    ...{ kind: "command", what: command, as: "--command", folder: process.cwd(), env: {} },
    ...{ ready: { withinMs: 20_000 }, lendsClock: false },
    ...otherwise,
  };
  return withOwnMeans(target({ start, url: "http://127.0.0.1:0" }));
}

async function start(given: Target, signal?: AbortSignal): Promise<Running> {
  const one = await startTarget(suiteOf(given), given, { clock: systemClock, ...(signal && { signal }) });
  if (!one) throw new Error("It was interrupted.");
  running.push(one);
  return one;
}

/** Why it did not start. */
async function failure(command: string, otherwise: Partial<Start> = {}): Promise<Error> {
  return start(commandTarget(command, otherwise)).then(
    () => Promise.reject(new Error("It started.")),
    (error) => error,
  );
}

const textAt = async (url: string) => (await fetch(url)).text();
/** Tells its number, its store, and what it has been asked before, which it keeps there. */
const KEEPS = httpServer(`
  const file = process.env.AUTHMARK_DATA + "/asked";
  const fs = require("fs");
  if (request.url !== "/") fs.appendFileSync(file, request.url);
  console.log("asked for", request.url);
  response.end(process.pid + " " + (fs.existsSync(file) ? fs.readFileSync(file) : "") + " " + process.env.AUTHMARK_DATA);
`);

describe("a command that is a target", () => {
  it("is started on a free port, waited for, and told apart in hooks", async () => {
    const told: unknown[] = [];
    const given = commandTarget(KEEPS);
    const hooks = { ...given.hooks, "remove-account": async (values: object) => void told.push(values) };
    const { target: there } = await start({ ...given, hooks });
    expect(there.url).toMatch(/^http:\/\/127\.0\.0\.1:[1-9]\d+$/);
    expect(await textAt(`${there.url}/x`)).toContain("/x");
    await there.hooks?.["remove-account"]?.({ username: "alice" });
    expect(told).toEqual([{ url: there.url, pid: expect.stringMatching(/^\d+$/), username: "alice" }]);
  });

  it("is restarted with its store at the same address, by a process of its own", async () => {
    const { target: there, started } = await start(commandTarget(KEEPS));
    const [before] = (await textAt(`${there.url}/x`)).split(" ");
    await there.hooks?.restart?.({});
    await suiteOf(there).ready(there, { withinMs: 20_000 }, { clock: systemClock });
    const [after, asked] = (await textAt(`${there.url}/y`)).split(" ");
    expect([asked, after === before, started.ended()]).toEqual(["/x/y", false, undefined]);
  });

  it("leaves nothing behind, neither what it started itself nor its store", async () => {
    const child = script('process.on("SIGTERM", () => {}); setInterval(() => {}, 1000); console.log(process.pid);');
    const { target: there, started } = await start(commandTarget(`${child} & ${KEEPS}`, {}));
    const folder = (await textAt(there.url)).split(" ").at(-1) ?? "";
    const pid = Number(started.log().find(({ text }) => /^\d+$/.test(text))?.text);
    expect([existsSync(folder), isThere(pid)]).toEqual([true, true]);
    await started.stop();
    expect(existsSync(folder)).toBe(false);
    await expect.poll(() => isThere(pid)).toBe(false);
  }, 40_000);

  it("has a log", async () => {
    const { target: there, started } = await start(commandTarget(KEEPS));
    const before = Date.now();
    await textAt(`${there.url}/hello`);
    await expect.poll(() => started.log()).toContainEqual({ at: expect.any(Number), text: "asked for /hello" });
    const line = started.log().find(({ text }) => text.includes("hello"));
    expect(line?.at).toBeGreaterThanOrEqual(before);
  });

  it("that ends by itself says with what", async () => {
    const { target: there, started } = await start(
      commandTarget(httpServer('response.end(); if (request.url === "/die") process.exit(3);')),
    );
    await textAt(`${there.url}/die`).catch(() => {});
    expect(await started.whenEnded).toMatchObject({ code: 3 });
    await expect(there.hooks?.restart?.({})).rejects.toThrow("the target ended by itself before (3)");
  });

  it("is nothing that an interruption leaves behind", async () => {
    const given = commandTarget(KEEPS);
    expect(
      await startTarget(suiteOf(given), given, { clock: systemClock, signal: AbortSignal.abort() }),
    ).toBeUndefined();
  });
});

describe("a command that does not come up is told in one message", () => {
  it("where it is not there", async () => {
    const error = await failure("no-such-server --port 1");
    expect(error).toBeInstanceOf(UsageError);
    expect(error.message).toMatch(
      /^--command: no-such-server --port 1: a command in it is not there; .*not found.*Check the path\.$/,
    );
  });

  it("where it ends, with its exit code and its last lines", async () => {
    const error = await failure(script('console.error("no database at db:5432"); process.exit(4)'));
    expect(error).toBeInstanceOf(StartFailed);
    expect(error.message).toBe(
      "--command: it ended with exit code 4 before it was ready; the last that it wrote: no database at db:5432",
    );
  });

  it("where it never listens", async () => {
    const ready = { withinMs: 500 };
    const error = await failure(script('console.log("warming up"); setInterval(() => {}, 1000)'), { ready });
    expect(error).toBeInstanceOf(StartFailed);
    expect(error.message).toMatch(
      /^--command: the target was not ready after 0\.5 s: GET http:\S+: .*ECONNREFUSED.*unreachable/,
    );
    expect(error.message).toContain("Does it listen on the port that it is told");
    expect(error.message).toContain("; the last that it wrote: warming up");
  });

  it("where the probe is wrong", async () => {
    const ready = { path: "/healthz", withinMs: 1000 };
    const error = await failure(httpServer("response.statusCode = 404; response.end();"), { ready });
    expect(error.message).toMatch(
      /not ready after 1 s: GET http:\S+\/healthz says 404\. Does it .* is at\.ready right/,
    );
  });
});
