import { describe, expect, it } from "vitest";
import type { CheckResult } from "../model/run.ts";
import { exchange, unanswered } from "../testing/exchanges.ts";
import { blocked, fail, NOT_TESTED, PASS, result, SUITE_ERROR } from "../testing/results.ts";
import { secondLook, secondLooks } from "./second-look.ts";

const first = (verdict: CheckResult["verdict"]) => ({ ...result("MUST", verdict), durationMs: 1 });
const second = (verdict: CheckResult["verdict"]) => ({ ...result("MUST", verdict), durationMs: 2 });

/** Looks twice; `late` are the looks whose tokens were about to expire. */
async function looks(one: CheckResult["verdict"], other: CheckResult["verdict"], late: readonly (1 | 2)[] = []) {
  let count = 0;
  const again = async () => {
    count++;
    return second(other);
  };
  const taken = await secondLook(first(one), again, ({ durationMs }) => late.includes(durationMs as 1 | 2));
  return { count, verdict: taken?.verdict, taken };
}

describe("a second look", () => {
  it.each([
    ["a pass", PASS, []],
    ["a fault that was found in time", fail(), []],
    ["what was not tested", NOT_TESTED, []],
    ["what was not tested, with late tokens", NOT_TESTED, [1]],
    ["a fault of the suite", SUITE_ERROR, [1]],
  ] as const)("is not taken after %s", async (_, verdict, late) => {
    const { count, taken } = await looks(verdict, fail(), late);
    expect([count, taken]).toEqual([0, undefined]);
  });

  it.each([
    ["finds nothing", PASS, [1]],
    ["finds fault in time", fail("second"), [1]],
    ["is blocked in time", blocked("second"), [1]],
    ["is not tested", NOT_TESTED, [1]],
    ["fails itself", SUITE_ERROR, [1]],
  ] as const)("after one with late tokens is the one that counts where it %s", async (_, verdict, late) => {
    for (const one of [fail("first"), PASS]) {
      const { count, taken } = await looks(one, verdict, late);
      expect([count, taken]).toEqual([1, second(verdict)]);
    }
  });

  it.each([
    ["a fault twice", fail(), fail()],
    ["a fault, and then blocked", fail(), blocked()],
    ["a fault, and then a pass", fail(), PASS],
    ["a pass twice", PASS, PASS],
    ["blocked twice", blocked(), blocked()],
  ])("with late tokens again shows nothing: %s", async (_, one, other) => {
    const { count, verdict, taken } = await looks(one, other, [1, 2]);
    expect(count).toBe(1);
    expect(verdict).toMatchObject({ kind: "not-tested", need: "longer-lifetimes" });
    expect(taken).toMatchObject({ id: second(other).id, durationMs: 2 });
  });

  it.each([
    ["passes", PASS],
    ["is blocked again", blocked("again")],
    ["is not tested", NOT_TESTED],
    ["fails itself", SUITE_ERROR],
  ])("after a blocked one in time leaves it blocked where it %s", async (_, verdict) => {
    expect(await looks(blocked(), verdict)).toMatchObject({ count: 1, taken: undefined });
  });

  it.each([[[]], [[2]]] as const)(
    "after a blocked one in time counts where it finds fault (late: %j)",
    async (late) => {
      expect((await looks(blocked(), fail(), late)).verdict).toEqual(fail());
    },
  );

  it.each([
    ["a pass", PASS, PASS],
    ["a pass, and then a fault", PASS, fail()],
    ["a fault, and then a pass", fail(), PASS],
    ["blocked, and then a pass", blocked(), PASS],
    ["a fault twice", fail(), fail()],
  ])("after one that timed out is the one that counts: %s", async (_, one, other) => {
    const silent = { ...first(one), exchanges: [exchange(), unanswered("timeout")] };
    const again = second(other);
    expect(
      await secondLook(
        silent,
        async () => again,
        () => false,
      ),
    ).toBe(again);
  });

  it("is not taken after one whose connection was closed, or refused", async () => {
    const closed = { ...first(fail()), exchanges: [unanswered("closed"), unanswered("unreachable")] };
    expect(
      await secondLook(
        closed,
        () => Promise.reject(new Error("again")),
        () => false,
      ),
    ).toBeUndefined();
  });
});

describe("the second looks of a run", () => {
  const silent = { ...first(fail("silence")), exchanges: [unanswered("timeout")] };
  const lost = first(blocked());

  /** Looks again at results, each of which then comes to `found`; how often, and what is taken. */
  async function look(firsts: readonly CheckResult[], found: CheckResult, goesOn = async () => true) {
    const again: CheckResult[] = [];
    const taken: CheckResult[] = [];
    const looks = {
      again: async (one: CheckResult) => {
        again.push(one);
        return found;
      },
      isLate: () => false,
      goesOn,
    };
    await secondLooks(firsts, looks, (result) => void taken.push(result));
    return { again, taken };
  }

  it("are taken one by one, of those that need one, and count where they are better", async () => {
    const { again, taken } = await look([first(PASS), silent, first(fail()), lost], second(fail("second")));
    expect(again).toEqual([silent, lost]);
    expect(taken).toEqual([second(fail("second")), second(fail("second"))]);
  });

  it("end after three that were silent again, but not for those that were blocked in time", async () => {
    const { again, taken } = await look([silent, silent, silent, silent, lost, silent], silent);
    expect(again).toEqual([silent, silent, silent, lost]);
    expect(taken).toEqual([silent, silent, silent, silent]);
  });

  it("go on where one got an answer", async () => {
    const { again } = await look(Array(9).fill(silent), second(PASS));
    expect(again).toHaveLength(9);
  });

  it("end after three that were blocked again by the same, and go on for what is blocked by something else", async () => {
    const other = first(blocked("another answer"));
    const { again, taken } = await look([lost, lost, other, lost, lost, lost, other], second(blocked()));
    expect(again).toEqual([lost, lost, other, lost, other]);
    expect(taken).toEqual([]);
  });

  it("go on where one of them was not blocked by the same again", async () => {
    expect((await look(Array(9).fill(lost), second(PASS))).again).toHaveLength(9);
    expect((await look(Array(9).fill(lost), second(blocked("another answer")))).again).toHaveLength(9);
  });

  it("end where there is nothing to look at any more", async () => {
    let looks = 0;
    const { again } = await look(Array(9).fill(silent), second(PASS), async () => looks++ < 2);
    expect(again).toHaveLength(2);
  });
});
