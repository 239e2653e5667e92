import { describe, expect, it } from "vitest";
import { expecting } from "../kit/expect.ts";
import type { Check } from "../model/check.ts";
import type { Meaning } from "../model/exchange.ts";
import type { Target } from "../model/target.ts";
import { fakeClock } from "../testing/clock.ts";
import { type FakeServer, type FakeSession, fakeSuite } from "../testing/fake-suite.ts";
import { target } from "../testing/targets.ts";
import { type RunPorts, run } from "./run.ts";
import { createSecrets } from "./secrets.ts";
import type { AnyCatalogue } from "./suite.ts";

const alice = { username: "alice", password: "right" };
const LOGGED_IN: Meaning = { outcome: "success", taken: { token: "t" }, said: "200 welcome" };
const FAILED: Meaning = { outcome: "failure", taken: {}, said: '200 "Failure"' };
const good: FakeServer = async (_, { password }) => (password === "wrong" ? FAILED : LOGGED_IN);

interface Given {
  server?: FakeServer;
  target?: Partial<Target>;
  options?: Partial<Parameters<typeof run>[2]>;
  ports?: Partial<RunPorts>;
}

async function start(catalogue: AnyCatalogue<FakeSession>, given: Given = {}) {
  const { suite, isClosed } = fakeSuite(given.server ?? good, catalogue);
  const options = { only: [], skip: [], seed: 1, concurrency: 4, maxWaitMs: 0, ...given.options };
  const ports = { clock: fakeClock(), secrets: createSecrets(), ...given.ports };
  const result = await run(suite, target({ accounts: [alice], ...given.target }), options, ports);
  expect(isClosed()).toBe(true);
  return result;
}

const logsIn: Check<FakeSession> = {
  act: async ({ ask, account }) => ({ login: await ask("login", { ...account }) }),
  judge: ({ login }) => (login ? expecting(login, "success") : []),
};
/** So many checks under one requirement. */
const many = (count: number, check: Check<FakeSession>) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`number-${index}`, check]));

describe("a run", () => {
  it("has a result for each check, in the order of the catalogue", async () => {
    const { results, notes } = await start({ "mail.b": { x: logsIn, y: logsIn }, "mail.a": { z: logsIn } });
    expect(results.map(({ id, verdict }) => [id, verdict.kind])).toEqual([
      ["mail.b/x", "pass"],
      ["mail.b/y", "pass"],
      ["mail.a/z", "pass"],
    ]);
    expect(results[0]?.exchanges).toMatchObject([{ step: "login", operation: "login" }]);
    expect(notes).toEqual([]);
  });

  it("runs what is selected, and tells how far it is", async () => {
    const seen: [number, number][] = [];
    const progress = (done: number, total: number) => seen.push([done, total]);
    const options = { only: ["**/number-*"], skip: ["**/number-0"] };
    const { results } = await start(
      { "mail.a": { ...many(3, logsIn), other: logsIn } },
      { options, ports: { progress } },
    );
    expect(results).toHaveLength(2);
    expect(seen).toEqual([
      [1, 2],
      [2, 2],
    ]);
  });

  it.each([1, 3, 8])("has at most %i checks under way, and exclusive ones alone", async (concurrency) => {
    const under: boolean[] = [];
    let most = 0;
    const busy = (exclusive: boolean): Check<FakeSession> => ({
      async act() {
        expect(under.includes(true) || (exclusive && under.length > 0)).toBe(false);
        under.push(exclusive);
        most = Math.max(most, under.length);
        await new Promise((resolve) => setTimeout(resolve, 1));
        under.splice(under.indexOf(exclusive), 1);
        return {};
      },
      judge: () => [],
      ...(exclusive && { exclusive }),
    });
    const catalogue = { "mail.a": many(20, busy(false)), "mail.b": many(3, busy(true)) };
    const { results } = await start(catalogue, { options: { concurrency } });
    expect(results.filter(({ verdict }) => verdict.kind === "pass")).toHaveLength(23);
    expect(most).toBe(concurrency);
  });

  it("ends early where it is aborted, and keeps the verdicts so far", async () => {
    const abortion = new AbortController();
    const hanging: Check<FakeSession> = { act: () => new Promise(() => {}), judge: () => [] };
    const progress = () => setImmediate(() => abortion.abort());
    const ports = { progress, signal: abortion.signal };
    const { results } = await start({ "mail.a": { x: logsIn }, "mail.b": many(5, hanging) }, { ports });
    expect(results.map(({ id }) => id)).toEqual(["mail.a/x"]);
  });

  it("removes the accounts that it made where it is aborted before any check", async () => {
    const abortion = new AbortController();
    const removed: unknown[] = [];
    let created = 0;
    const create = async () =>
      created++ === 0 ? undefined : new Promise<void>(() => setImmediate(() => abortion.abort()));
    const hooks: NonNullable<Target["hooks"]> = {
      "create-account": create,
      "remove-account": async ({ username }) => void removed.push(username),
    };
    const given = { target: { accounts: [], hooks }, ports: { signal: abortion.signal } };
    expect(await start({ "mail.a": { x: logsIn } }, given)).toMatchObject({ notes: [], results: [] });
    expect(removed).toEqual([expect.stringMatching(/^am/)]);
  });

  it("begins nothing where it was aborted before", async () => {
    const { results } = await start({ "mail.a": many(3, logsIn) }, { ports: { signal: AbortSignal.abort() } });
    expect(results).toEqual([]);
  });

  it("registers every password before anything is asked", async () => {
    const secrets = createSecrets();
    await start({ "mail.a": { x: logsIn } }, { ports: { secrets } });
    expect(secrets.all().map(({ label }) => label)).toEqual(["password#1", "token#1"]);
  });

  it("closes its listener whatever happens, and opens none where no check offers anything", async () => {
    const urls: string[] = [];
    const offers: Check<FakeSession> = {
      async act({ ask, account, offer }) {
        urls.push((await offer(() => ({ type: "text/plain", body: "x" }))).url);
        expect(await (await fetch(urls[0] ?? "")).text()).toBe("x");
        return { login: await ask("login", { ...account }) };
      },
      judge: () => {
        throw new TypeError("the suite is wrong");
      },
    };
    await start({ "mail.a": { x: offers } });
    expect(urls).toHaveLength(1);
    await expect(fetch(urls[0] ?? "")).rejects.toThrow();
  });

  it("tells checks and judges of the keys that the target publishes", async () => {
    const jwk = { kty: "RSA", n: "AQAB", e: "AQAB" };
    const seen: unknown[] = [];
    const asks: Check<FakeSession> = {
      needs: ["public-key"],
      async act({ ask, account, jwt }) {
        seen.push(jwt);
        return { login: await ask("login", { ...account }) };
      },
      judge(_, { jwt }) {
        seen.push(jwt);
        return [];
      },
    };
    const { suite } = fakeSuite(good, { "mail.a": { x: asks } });
    const observing = { ...suite, observe: async () => ({ clockAheadMs: 0, publicKeys: [jwk] }) };
    const options = { only: [], skip: [], seed: 1, concurrency: 4, maxWaitMs: 0 };
    const ports = { clock: fakeClock(), secrets: createSecrets() };
    await run(observing, target({ accounts: [alice], jwt: { issuer: "a" } }), options, ports);
    expect(seen).toEqual([
      { issuer: "a", publicKeys: [jwk] },
      { issuer: "a", publicKeys: [jwk] },
    ]);
  });

  it("ends in a fault of the suite where its first look does, and leaves nothing open", async () => {
    const broken: FakeServer = () => Promise.reject(new TypeError("the suite is wrong"));
    await expect(start({ "mail.a": { x: logsIn } }, { server: broken })).rejects.toThrow("the suite is wrong");
  });
});

describe("accounts", () => {
  const wrong = { username: "mallory", password: "wrong" };

  it("that cannot log in are noted and left out", async () => {
    const { results, notes } = await start({ "mail.a": many(5, logsIn) }, { target: { accounts: [wrong, alice] } });
    expect(notes).toEqual([expect.stringMatching(/^mallory cannot log in: GET \S+ said failure: .* Check /)]);
    expect(results.map(({ verdict }) => verdict.kind)).toEqual(Array(5).fill("pass"));
  });

  it.each([
    ["none is given", [], good, "no account is given. Give some: --account USER:PASSWORD, or accounts:"],
    ["none can log in", [wrong], good, 'GET http://127.0.0.1:1/ said failure: 200 "Failure". Check the name'],
    [
      "nothing answers, which one account shows",
      [alice, wrong],
      async () => undefined,
      "http://127.0.0.1:1 did not answer: connect ECONNREFUSED (unreachable). Is the server running there?",
    ],
  ])("block every check where %s", async (_, accounts, server, reason) => {
    const { results, notes } = await start({ "mail.a": many(3, logsIn) }, { target: { accounts }, server });
    expect(notes).toEqual([expect.stringContaining(reason)]);
    const verdict = { kind: "blocked", reason: notes[0], findings: [] };
    expect(results.map((result) => result.verdict)).toEqual(Array(3).fill(verdict));
  });

  it("are spread over the checks", async () => {
    const users = ["a", "b", "c"].map((username) => ({ username, password: "right" }));
    const { results } = await start({ "mail.a": many(20, logsIn) }, { target: { accounts: users } });
    const asked = new Set(results.map(({ exchanges }) => exchanges[0]?.sent["username"]));
    expect(asked.size).toBe(3);
  });
});

describe("a hook that fails", () => {
  const failing = () => Promise.reject(new Error("there is no such user"));
  const changes: Check<FakeSession> = {
    needs: ["change-password-hook"],
    act: async ({ hook }) => {
      await hook("change-password", { username: "alice" });
      return {};
    },
    judge: () => [],
  };
  const makes: Check<FakeSession> = {
    act: async ({ made, ask, account }) => {
      made({ username: "new", password: "x" });
      return { login: await ask("login", { ...account }) };
    },
    judge: () => [],
  };

  it("during a check leaves that check not tested, says why, and keeps no other from its verdict", async () => {
    const target = { hooks: { "change-password": failing } };
    const { results } = await start({ "mail.a": { x: changes, y: logsIn } }, { target });
    const reason = "hooks.change-password failed: there is no such user";
    expect(results.map(({ verdict }) => verdict)).toEqual([
      { kind: "not-tested", need: "something-else", reason },
      { kind: "pass" },
    ]);
  });

  it("where the target is restarted leaves every check not tested that needs the restart", async () => {
    const restarts: Check<FakeSession> = {
      ...changes,
      needs: ["restart-hook"],
      act: async ({ hook }) => {
        await hook("restart");
        return {};
      },
    };
    const target = { hooks: { restart: failing } };
    const { results } = await start({ "mail.a": { ...many(3, restarts), y: logsIn } }, { target });
    expect(results.map(({ verdict }) => verdict.kind)).toEqual([...Array(3).fill("not-tested"), "pass"]);
  });

  it("restarts no target under the checks that leave it alone, also where all who ask for it come early", async () => {
    const order: string[] = [];
    const { promise: asked, resolve: ask } = Promise.withResolvers<void>();
    const restarts: Check<FakeSession> = {
      needs: ["restart-hook"],
      waits: true,
      act: async ({ hook }) => {
        ask();
        await hook("restart");
        return {};
      },
      judge: () => [],
    };
    const slow: Check<FakeSession> = {
      act: async () => {
        await asked;
        await new Promise((resolve) => setTimeout(resolve, 20));
        order.push("asked");
        return {};
      },
      judge: () => [],
    };
    const target = { hooks: { restart: async () => void order.push("restarted") } };
    const { results } = await start({ "mail.a": { x: restarts, y: slow } }, { target });
    expect(results.map(({ verdict }) => verdict.kind)).toEqual(["pass", "pass"]);
    expect(order).toEqual(["asked", "restarted"]);
  });

  it("after the checks becomes a note, and the results are there all the same", async () => {
    const target = { hooks: { "remove-account": failing } };
    const { results, notes } = await start({ "mail.a": { x: makes } }, { target });
    expect(results.map(({ verdict }) => verdict.kind)).toEqual(["pass"]);
    expect(notes).toEqual(["the account new could not be removed: hooks.remove-account failed: there is no such user"]);
  });
});
