import { describe, expect, it } from "vitest";
import { CannotTest } from "../model/errors.ts";
import { fakeClock } from "../testing/clock.ts";
import { exchange } from "../testing/exchanges.ts";
import { recorderWith } from "../testing/recorder.ts";
import { target } from "../testing/targets.ts";
import { createCounterpart } from "./counterpart.ts";
import { createListener } from "./listener.ts";
import { createMailbox } from "./mailbox/mailbox.ts";
import { createRandom } from "./ports.ts";
import { createSession, type SessionParts } from "./session.ts";
import { createWorld } from "./surroundings.ts";

const alice = { username: "alice", password: "a" };
const bob = { username: "bob", password: "b" };

function start(parts: Partial<SessionParts> = {}) {
  const clock = fakeClock();
  const recorder = recorderWith({ clock });
  const random = createRandom(1, "test");
  const all = {
    accounts: [alice, bob],
    clock,
    random,
    recorder,
    shared: new Map(),
    stock: new Map(),
    surroundings: createWorld(
      target(),
      async () => {},
      () => {},
    ),
    listener: createListener({}),
    mailbox: createMailbox(undefined),
    counterpart: createCounterpart(undefined),
    jwt: {},
    pause: (waiting: Promise<void>) => waiting,
    clockAheadMs: 0,
    leewayMs: 0,
    maxWaitMs: 60_000,
    ...parts,
  };
  return { clock, recorder, session: createSession(all) };
}

describe("a session", () => {
  it("knows the time at the target", () => {
    expect(start({ clockAheadMs: 300 }).session.targetNow()).toBe(300);
  });

  it("waits a moment for what a target fetches, and no longer where it has fetched already", async () => {
    const fetches = ["GET"];
    const bait = { url: "http://127.0.0.1:1/x", newFetches: () => fetches.splice(0) };
    const { clock, recorder, session } = start();
    const asked = recorder.adopt(exchange());
    const first = await session.withFetches(asked, bait);
    expect([first.fetched, clock.now()]).toEqual([["GET"], 0]);
    expect((await session.withFetches(first, bait)).fetched).toEqual([]);
    expect(clock.now()).toBeGreaterThan(0);
  });

  it("has two users, if there are two", () => {
    const { account, other } = start().session;
    expect([account, other]).toEqual([alice, bob]);
  });

  it("does not let a check have a user that it does not say it needs", () => {
    expect(() => start({ accounts: [alice] }).session.other).toThrow("that it does not say it needs");
  });

  it("waits until the target's clock is past an instant, by its leeway and a second", async () => {
    const { clock, session } = start({ clockAheadMs: 300, leewayMs: 50 });
    await session.until(10_000);
    expect(clock.now()).toBe(10_000 - 300 + 50 + 1000);
    await session.until(5000);
    // A moment tells what was asked before from what is asked afterwards.
    expect(clock.now()).toBe(10_751);
  });

  it("notes which expiry it has waited for, and since when, and none that it only comes close to", async () => {
    const { recorder, session } = start();
    await session.until(10_000, -1700);
    expect([...recorder.awaited()]).toEqual([]);
    await session.until(10_000);
    await session.until(10_000);
    expect([...recorder.awaited()]).toEqual([[10_000, 11_000]]);
  });

  it("does not wait for an expiry that is farther away than anybody waits", async () => {
    const { clock, session } = start({ maxWaitMs: 3000, leewayMs: 50 });
    for (const instant of [86_400_000, 1e300, Number.POSITIVE_INFINITY]) {
      await expect(session.until(instant)).rejects.toThrow(CannotTest);
      await expect(session.nearly(instant)).rejects.toThrow("raise --max-wait");
    }
    expect(clock.now()).toBe(0);
  });
});

describe("what is done to a target", () => {
  it.each([
    [1, 1, "done"],
    [3, 3, "done"],
    [9, 5, "not yet"],
  ])("is asked for until it shows, which takes %i answers, and for two seconds at most", async (at, asked, said) => {
    const { clock, session } = start();
    const before = clock.now();
    let count = 0;
    const ask = async () => exchange({ said: ++count < at ? "not yet" : "done" });
    const answer = await session.eventually(ask, (each) => each.said === "done");
    expect([answer.said, count]).toEqual([said, asked]);
    expect(clock.now() - before).toBeLessThanOrEqual(2000);
  });
});

describe("what checks share", () => {
  const counting = () => {
    let made = 0;
    return { make: async () => exchange({ said: String(++made) }), count: () => made };
  };

  it("is made once, also by checks that ask at the same time, and is on the record of each", async () => {
    const shared = new Map();
    const { make, count } = counting();
    const [one, other] = [start({ shared }), start({ shared })];
    const both = await Promise.all([one.session.shared("login", make), other.session.shared("login", make)]);
    expect(count()).toBe(1);
    expect(both.map(({ said }) => said)).toEqual(["1", "1"]);
    expect(other.recorder.exchanges()).toEqual([both[1]]);
  });

  it("is made for each key", async () => {
    const { make, count } = counting();
    const { session } = start();
    await session.shared("one", make);
    await session.shared("other", make);
    expect(count()).toBe(2);
  });

  it("is made again by the next check where it could not be made", async () => {
    const { session } = start();
    await expect(session.shared("login", () => Promise.reject(new CannotTest("not now")))).rejects.toThrow("not now");
    expect(await session.shared("login", async () => exchange({ said: "now" }))).toMatchObject({ said: "now" });
  });

  it("is made again once where it is not fresh any more", async () => {
    const shared = new Map();
    const { make, count } = counting();
    const sessions = [start({ shared }), start({ shared }), start({ shared })];
    await sessions[0]?.session.shared("login", make);
    const fresh = ({ said }: { said: string }) => said !== "1";
    const all = await Promise.all(sessions.map(({ session }) => session.shared("login", make, fresh)));
    expect(all.map(({ said }) => said)).toEqual(["2", "2", "2"]);
    expect(count()).toBe(2);
  });
});
