import { describe, expect, it } from "vitest";
import { CannotTest } from "../model/errors.ts";
import type { Target } from "../model/target.ts";
import { target } from "../testing/targets.ts";
import { createWorld } from "./surroundings.ts";

/** The surroundings of a run, and what was done in them, in order. */
function start(otherwise: Partial<Target> = {}) {
  const done: string[] = [];
  const hooks = {
    restart: async () => void done.push("restart"),
    "remove-account": async ({ username = "" }) => {
      if (username === "nobody") throw new Error("there is no nobody");
      done.push(`remove ${username}`);
    },
    ...otherwise.hooks,
  };
  const ready = async () => void done.push("ready");
  return { done, world: createWorld(target({ ...otherwise, hooks }), ready, () => void done.push("forget")) };
}
const user = (username: string) => ({ username, password: "x" });

describe("accounts", () => {
  it("that may be spoilt are leased one by one, each once, and no other is", () => {
    const disposable = { disposable: true as const };
    const { world } = start({
      accounts: [user("ann"), user("abe"), { ...user("ben"), ...disposable }, { ...user("cleo"), ...disposable }],
    });
    expect([world.lease().username, world.lease().username]).toEqual(["ben", "cleo"]);
    expect(() => world.lease()).toThrow(CannotTest);
    expect(() => world.lease()).toThrow("mark more as disposable: true");
  });

  it("that checks made are there to be removed, unless a check removed them itself", async () => {
    const { world, done } = start();
    for (const name of ["ann", "ben", "ann"]) world.made(user(name));
    await world.hook("remove-account", { username: "ann" });
    expect(world.accountsMade()).toEqual([user("ben")]);
    expect(done).toEqual(["remove ann"]);
  });

  it("stay noted where the removal failed", async () => {
    const { world } = start();
    world.made(user("nobody"));
    await expect(world.hook("remove-account", { username: "nobody" })).rejects.toThrow(
      new CannotTest("hooks.remove-account failed: there is no nobody"),
    );
    expect(world.accountsMade()).toEqual([user("nobody")]);
  });
});

it("hooks are called one at a time, also after one that failed", async () => {
  const events: string[] = [];
  const slow = async ({ username = "" }) => {
    events.push(`${username} begins`);
    await new Promise((resolve) => setImmediate(resolve));
    if (username === "ben") throw new Error("no");
    events.push(`${username} ends`);
  };
  const { world } = start({ hooks: { "remove-account": slow, "change-password": slow } });
  const calls = (["ann", "ben", "cleo"] as const).map((username, index) =>
    world.hook(index === 2 ? "change-password" : "remove-account", { username }),
  );
  expect((await Promise.allSettled(calls)).map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
  expect(events).toEqual(["ann begins", "ann ends", "ben begins", "cleo begins", "cleo ends"]);
});

describe("a restart", () => {
  it("is over when the target answers again, and what was prepared before it is forgotten", async () => {
    const { world, done } = start();
    await world.hook("restart");
    expect(done).toEqual(["restart", "ready", "forget"]);
  });

  it("serves all works that may ask for one, when the last of them has asked or is through without", async () => {
    const { world, done } = start();
    const share = world.shareRestart(3);
    const asks = async () => {
      await world.hook("restart");
      done.push("goes on");
    };
    const early = [share(asks), share(asks)];
    await new Promise((resolve) => setImmediate(resolve));
    expect(done).toEqual([]);
    await share(async () => {});
    await Promise.all(early);
    expect(done).toEqual(["restart", "ready", "forget", "goes on", "goes on"]);
  });

  it("is one of its own again, once that is said", async () => {
    const { world, done } = start();
    await world.shareRestart(1)(() => world.hook("restart"));
    world.restartAtOnce();
    await world.hook("restart");
    expect(done.filter((each) => each === "restart")).toHaveLength(2);
  });

  it("that fails is told to everybody who shares it, and nothing is forgotten", async () => {
    const { world, done } = start({ hooks: { restart: () => Promise.reject(new Error("no such service")) } });
    const share = world.shareRestart(2);
    const works = [share(() => world.hook("restart")), share(() => world.hook("restart"))];
    const settled = await Promise.allSettled(works);
    const reason = new CannotTest("hooks.restart failed: no such service");
    expect(settled).toEqual(Array(2).fill({ status: "rejected", reason }));
    expect(done).toEqual([]);
  });
});

it("a check that uses a hook which it does not say it needs is a mistake of the suite, not a missing means", async () => {
  const { world } = start();
  const asked = world.hook("change-password", {});
  await expect(asked).rejects.toThrow("uses the hook change-password, and does not say that it needs it");
  await expect(asked).rejects.not.toBeInstanceOf(CannotTest);
});
