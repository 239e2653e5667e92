import { describe, expect, it } from "vitest";
import { fakeClock } from "../testing/clock.ts";
import { fakeSuite } from "../testing/fake-suite.ts";
import { target } from "../testing/targets.ts";
import type { Looked } from "./look.ts";
import { withPolicy } from "./observe-policy.ts";
import { createSecrets } from "./secrets.ts";
import type { Suite } from "./suite.ts";

const alice = { username: "alice", password: "hunter22" };
const bob = { username: "bob", password: "hunter33" };
const looked: Looked = { accounts: [], usable: [alice, bob], observed: { clockAheadMs: 0 }, notes: [] };

describe("the policy of a target", () => {
  const { suite } = fakeSuite(async () => undefined, {});
  const asked: string[] = [];
  const observing: typeof suite = {
    ...suite,
    async observePolicy(_, { username }) {
      asked.push(username);
      return { oldAccess: "lives" };
    },
  };
  const ask = (which: Suite<never, never>, first: Looked) => {
    const ports = { clock: fakeClock(), secrets: createSecrets() };
    const means = { clock: ports.clock, maxWaitMs: 0 };
    return withPolicy(which, which.open(target(), means), target(), first, ports);
  };

  it("is observed with the first account that can log in, and with no other", async () => {
    const { observed } = await ask(observing as never, looked);
    expect(observed).toEqual({ clockAheadMs: 0, policy: { oldAccess: "lives" } });
    expect(asked).toEqual(["alice"]);
  });

  it.each([
    ["a protocol that leaves no choice", suite, looked],
    ["a target that nobody can log in to", observing, { ...looked, usable: [] }],
    ["a target that serves anything", observing, { ...looked, observed: { clockAheadMs: 0, servesAnything: true } }],
  ])("is not looked for of %s", async (_, which, first) => {
    asked.length = 0;
    expect(await ask(which as never, first)).toBe(first);
    expect(asked).toEqual([]);
  });
});
