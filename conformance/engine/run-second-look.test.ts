import { describe, expect, it } from "vitest";
import { expecting } from "../kit/expect.ts";
import type { Check } from "../model/check.ts";
import type { Clock } from "../model/ports.ts";
import { fakeClock } from "../testing/clock.ts";
import { type FakeServer, type FakeSession, fakeSuite } from "../testing/fake-suite.ts";
import { target } from "../testing/targets.ts";
import { run } from "./run.ts";
import { createSecrets } from "./secrets.ts";
import type { AnyCatalogue } from "./suite.ts";

const alice = { username: "alice", password: "right" };
const LIFETIME = 5000;

interface Server {
  readonly clock: Clock;
  /** How long each use of a token takes, from the first on; the last goes on. */
  readonly slow?: readonly number[];
  /** What each use of a token comes to, whatever the token. */
  readonly uses?: readonly string[];
}

/** A server whose tokens live for {@link LIFETIME}, and which may be slow. */
function serverOf({ clock, slow = [0], uses = ["success"] }: Server): FakeServer {
  let used = 0;
  let issued = 0;
  return async (operation) => {
    if (operation !== "use") {
      const taken = { token: `token ${++issued}`, expiresAt: clock.now() + LIFETIME };
      return { outcome: "success", taken, said: "200" };
    }
    const index = used++;
    await clock.sleep(slow[index] ?? slow.at(-1) ?? 0);
    return { outcome: uses[index] ?? uses.at(-1) ?? "", taken: {}, said: "200" };
  };
}

/** A check that uses a token; `log` gets a line when it begins and when it ends. */
function usesToken(log: string[] = [], part: "judge" | "control" = "judge"): Check<FakeSession> {
  return {
    async act({ ask, account, shared }) {
      log.push("begin");
      const login = await shared("login", () => ask("login", { ...account }));
      const use = await ask("use", { token: login.taken["token"] });
      await new Promise((resolve) => setImmediate(resolve));
      log.push("end");
      return { login, use };
    },
    judge: () => [],
    [part]: ({ use }: Awaited<ReturnType<Check["act"]>>) => (use ? expecting(use, "success") : []),
  };
}

async function start(catalogue: AnyCatalogue<FakeSession>, server: Omit<Server, "clock">, abortion?: AbortController) {
  const clock = fakeClock();
  const { suite } = fakeSuite(serverOf({ ...server, clock }), catalogue);
  const options = { only: [], skip: [], seed: 1, concurrency: 4, maxWaitMs: 0 };
  const progress = () => setImmediate(() => abortion?.abort());
  const ports = { clock, secrets: createSecrets(), progress, ...(abortion && { signal: abortion.signal }) };
  return (await run(suite, target({ accounts: [alice] }), options, ports)).results;
}

describe("a run looks twice at a check", () => {
  it("whose tokens were about to expire, and takes the second verdict", async () => {
    const log: string[] = [];
    const results = await start({ "mail.a": { x: usesToken(log) } }, { slow: [9000, 0], uses: ["failure", "success"] });
    expect(results.map(({ verdict }) => verdict)).toEqual([{ kind: "pass" }]);
    expect(log).toEqual(["begin", "end", "begin", "end"]);
  });

  it("with a login of its own", async () => {
    const [result] = await start({ "mail.a": { x: usesToken() } }, { slow: [9000, 0], uses: ["failure"] });
    expect(result?.verdict.kind).toBe("fail");
    expect(result?.exchanges.map(({ step, sent }) => [step, sent["token"]])).toEqual([
      ["login", undefined],
      ["use", "token 3"],
    ]);
  });

  it("whose tokens expire again, and knows no more than before", async () => {
    const [result] = await start({ "mail.a": { x: usesToken() } }, { slow: [9000], uses: ["failure"] });
    expect(result?.verdict).toMatchObject({ kind: "not-tested", need: "longer-lifetimes" });
  });

  it.each([
    ["stays so where nothing is wrong any more", ["failure", "success"], "blocked"],
    ["stays so where it is blocked again", ["failure", "failure"], "blocked"],
  ])("that was blocked, which %s", async (_, uses, kind) => {
    const log: string[] = [];
    const [result] = await start({ "mail.a": { x: usesToken(log, "control") } }, { uses });
    expect(result?.verdict.kind).toBe(kind);
    expect(log).toHaveLength(4);
  });

  it("that was blocked, and reports the fault that it finds now", async () => {
    let acts = 0;
    const check: Check<FakeSession> = {
      async act({ ask }) {
        acts++;
        return { use: await ask("use") };
      },
      control: ({ use }) => (acts === 1 && use ? expecting(use, "never") : []),
      judge: ({ use }) => (use ? expecting(use, "never") : []),
    };
    const [result] = await start({ "mail.a": { x: check } }, {});
    expect(result?.verdict.kind).toBe("fail");
  });

  it("alone, after all others", async () => {
    const log: string[] = [];
    const checks = Object.fromEntries(["w", "x", "y", "z"].map((name) => [name, usesToken(log)]));
    await start({ "mail.a": checks }, { slow: [9000, 9000, 9000, 9000, 0], uses: ["failure"] });
    expect(log.slice(0, 4)).toEqual(Array(4).fill("begin"));
    expect(log.slice(8)).toEqual(Array(4).fill(["begin", "end"]).flat());
  });

  it.each([
    ["that passed, though late", [9000], ["success"]],
    ["that found fault in time", [0], ["failure"]],
  ])("but not at one %s", async (_, slow, uses) => {
    const log: string[] = [];
    await start({ "mail.a": { x: usesToken(log) } }, { slow, uses });
    expect(log).toEqual(["begin", "end"]);
  });

  it("but not where it was aborted", async () => {
    const log: string[] = [];
    const abortion = new AbortController();
    const hanging: Check<FakeSession> = { act: () => new Promise(() => {}), judge: () => [] };
    await start({ "mail.a": { x: usesToken(log), y: hanging } }, { slow: [9000], uses: ["failure"] }, abortion);
    expect(log).toEqual(["begin", "end"]);
  });
});
