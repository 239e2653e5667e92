import { describe, expect, it } from "vitest";
import type { Target } from "../model/target.ts";
import { fakeClock } from "../testing/clock.ts";
import { type FakeServer, fakeSuite } from "../testing/fake-suite.ts";
import { target } from "../testing/targets.ts";
import { look } from "./look.ts";
import { createSecrets } from "./secrets.ts";
import type { Observed } from "./suite.ts";

const alice = { username: "alice", password: "right" };
const bob = { username: "bob", password: "right" };
const mallory = { username: "mallory", password: "wrong" };

/** A first look at a server that takes the password `right`; `asked` are those who tried to log in. */
async function start(given: Partial<Target> & { server?: FakeServer; observed?: Observed } = {}) {
  const { server, observed, ...otherwise } = given;
  const asked: unknown[] = [];
  const answer: FakeServer = async (operation, sent) => {
    asked.push(sent["username"]);
    if (server) return server(operation, sent);
    return sent["password"] === "right"
      ? { outcome: "success", taken: { token: `${sent["username"]}'s` }, said: "200" }
      : { outcome: "failure", taken: {}, said: '200 "Failure"' };
  };
  const { suite } = fakeSuite(answer, {});
  const clock = fakeClock();
  const secrets = createSecrets();
  const whole = target(otherwise);
  const observe: typeof suite.observe = async (session, account, seen) => ({
    ...(await suite.observe(session, account, seen)),
    ...observed,
  });
  const way = suite.open(whole, { clock, maxWaitMs: 0 });
  return { asked, secrets, looked: await look({ ...suite, observe }, way, whole, { clock, secrets }) };
}

describe("a first look", () => {
  it("finds who can log in, and notes who cannot", async () => {
    const { looked, asked } = await start({ accounts: [mallory, alice, bob] });
    expect(asked).toEqual(["mallory", "alice", "bob"]);
    expect(looked.usable).toEqual([alice, bob]);
    expect(looked.notes).toEqual([
      'mallory cannot log in: GET http://127.0.0.1:1/ said failure: 200 "Failure". Check the name, the password, and that path.',
    ]);
  });

  it("asks for no other account where nothing answers", async () => {
    const { looked, asked } = await start({ accounts: [alice, bob], server: async () => undefined });
    expect(asked).toEqual(["alice"]);
    expect(looked.usable).toEqual([]);
    expect(looked.notes).toEqual([
      "http://127.0.0.1:1 did not answer: connect ECONNREFUSED (unreachable). Is the server running there?",
    ]);
  });

  it("keeps the accounts that could log in before the target went away", async () => {
    const server: FakeServer = async (_, { username }) =>
      username === "alice" ? { outcome: "success", taken: { token: "t" }, said: "200" } : undefined;
    const { looked } = await start({ accounts: [alice, bob], server });
    expect(looked.usable).toEqual([alice]);
    expect(looked.notes).toHaveLength(1);
  });

  it("asks nothing where no account is given", async () => {
    const { looked, asked } = await start();
    expect(asked).toEqual([]);
    expect(looked).toEqual({ accounts: [], usable: [], observed: { clockAheadMs: 0 }, notes: [] });
  });

  it("keeps what was asked for each account, and what did not go well", async () => {
    const { looked } = await start({ accounts: [mallory, alice], observed: { clockAheadMs: 0, identity: "al" } });
    expect(
      looked.accounts.map(({ account, exchanges, failed, identity }) => [
        account,
        exchanges.length,
        failed?.outcome,
        identity,
      ]),
    ).toEqual([
      [mallory, 1, "failure", undefined],
      [alice, 1, undefined, "al"],
    ]);
  });

  it("notes accounts that the target knows by one name", async () => {
    const twice = await start({ accounts: [alice, bob], observed: { clockAheadMs: 0, identity: "al" } });
    expect(twice.looked.usable).toEqual([alice, bob]);
    expect(twice.looked.notes).toEqual([
      expect.stringMatching(/^alice and bob are one user: the target knows both as al\. Give/),
    ]);
  });

  it("puts what is declared before what is observed, and the leeway aside", async () => {
    const observed = { clockAheadMs: 70, accessMs: 1, refreshMs: 2, servesAnything: true };
    const lifetimes = { accessMs: 1000, leewayMs: 5 };
    const { looked } = await start({ accounts: [alice], observed, lifetimes });
    expect(looked.observed).toEqual({ clockAheadMs: 70, accessMs: 1000, refreshMs: 2, servesAnything: true });
  });

  it("knows what is declared also where nobody can log in", async () => {
    const { looked } = await start({ accounts: [mallory], lifetimes: { refreshMs: 9, leewayMs: 0 } });
    expect(looked.observed).toEqual({ clockAheadMs: 0, refreshMs: 9 });
  });

  it("registers the tokens that it is given as secrets", async () => {
    const { secrets } = await start({ accounts: [alice] });
    expect(secrets.all().map(({ value }) => value)).toContain("alice's");
  });

  it("does not take a fault of the suite for an account that cannot log in", async () => {
    const server = () => Promise.reject(new TypeError("the suite is wrong"));
    await expect(start({ accounts: [alice], server })).rejects.toThrow("the suite is wrong");
  });
});
