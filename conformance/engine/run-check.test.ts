import { describe, expect, it } from "vitest";
import { expecting } from "../kit/expect.ts";
import type { Check } from "../model/check.ts";
import { PreparationFailed } from "../model/errors.ts";
import type { Evidence, Exchange } from "../model/exchange.ts";
import { DEFAULT_POLICY } from "../model/policy.ts";
import { exchange, unanswered } from "../testing/exchanges.ts";
import type { Recorder } from "./recorder.ts";
import { judgeWhole, runCheck } from "./run-check.ts";

const GIVEN = { leewayMs: 0, clockAheadMs: 0, policy: DEFAULT_POLICY, jwt: {} };

/** Decides on a check whose exchanges are these; those that are no evidence prepared it. */
async function verdictOn(
  check: Omit<Check<undefined>, "act">,
  evidence: Evidence,
  preparing: readonly Exchange[] = [],
) {
  return decided({ ...check, act: async () => evidence }, [...preparing, ...Object.values(evidence)]);
}

async function decided(check: Check<undefined>, exchanges: readonly Exchange[]) {
  const recorder = { exchanges: () => [...new Set(exchanges)] } as unknown as Recorder;
  return runCheck(check, undefined, recorder, GIVEN);
}

const fine: Omit<Check<undefined>, "act"> = {
  control: (evidence) => (evidence["control"] ? expecting(evidence["control"], "success") : []),
  judge: (evidence) => (evidence["attempt"] ? expecting(evidence["attempt"], "failure") : []),
};
const succeeded = exchange();
const failed = exchange({ outcome: "failure", said: '200 "Failure"' });
const crashed = exchange({ step: "authenticate", outcome: "serverError", said: "500 oops", response: { status: 500 } });
const limited = exchange({ outcome: "rateLimited", response: { status: 429 } });
const wrong = { at: "attempt", expected: "failure", actual: "success: 200 {}" };

describe("the verdict on a check", () => {
  it("is a pass where neither control nor judge finds fault", async () => {
    expect((await verdictOn(fine, { control: succeeded, attempt: failed })).verdict).toEqual({ kind: "pass" });
  });

  it("is a fail with what the judge found", async () => {
    const { verdict } = await verdictOn(fine, { control: succeeded, attempt: exchange() });
    expect(verdict).toEqual({ kind: "fail", findings: [wrong] });
  });

  it("is blocked where the control fails, whatever the judge found", async () => {
    const { verdict } = await verdictOn(fine, { control: failed, attempt: exchange() });
    const findings = [{ at: "control", expected: "success", actual: 'failure: 200 "Failure"' }];
    expect(verdict).toEqual({ kind: "blocked", reason: "the same with everything in order did not succeed", findings });
  });

  it("is a fail where a target that has answered falls silent on what it should survive, and blocked elsewhere", async () => {
    const silent = unanswered("timeout");
    const evidence = { odd: silent, control: failed };
    const survival = await verdictOn({ ...fine, survival: true }, evidence, [succeeded]);
    expect(survival.verdict).toMatchObject({ kind: "fail", findings: [{ expected: "an answer" }] });
    expect((await verdictOn(fine, evidence, [succeeded])).verdict.kind).toBe("blocked");
    expect((await verdictOn({ ...fine, survival: true }, { control: silent })).verdict.kind).toBe("blocked");
  });

  it("is blocked where the target did not carry out a preparation", async () => {
    const act = () => Promise.reject(new PreparationFailed("authenticate did not yield a token", failed));
    const { verdict } = await decided({ ...fine, act }, [failed]);
    const findings = [{ at: "attempt", expected: "success", actual: 'failure: 200 "Failure"' }];
    expect(verdict).toEqual({ kind: "blocked", reason: "authenticate did not yield a token", findings });
  });

  it("is not-tested where the target said that there were too many requests, wherever", async () => {
    const throwing = { ...fine, act: () => Promise.reject(new PreparationFailed("no token", limited)) };
    for (const outcome of [
      await verdictOn(fine, { control: succeeded, attempt: limited }),
      await verdictOn(fine, { control: succeeded, attempt: exchange() }, [limited]),
      await decided(throwing, [limited]),
    ]) {
      expect(outcome.verdict).toMatchObject({ kind: "not-tested", need: "fewer-requests" });
    }
  });

  it.each([
    ["act", { act: () => Promise.reject(new TypeError("act is wrong")) }],
    ["act, with something that is no error", { act: () => Promise.reject("act is wrong") }],
    ["control", { control: () => raise("control is wrong") }],
    ["judge", { judge: () => raise("judge is wrong") }],
  ])("is a suite error where something is thrown in %s", async (_, broken) => {
    const check = { ...fine, act: async () => ({ control: succeeded, attempt: failed }), ...broken };
    const { verdict } = await decided(check, [succeeded, failed]);
    expect(verdict).toMatchObject({ kind: "suite-error", reason: expect.stringContaining("is wrong") });
  });

  it("is a suite error where the evidence was never recorded", async () => {
    const { verdict } = await decided({ ...fine, act: async () => ({ attempt: failed }) }, []);
    expect(verdict).toMatchObject({ kind: "suite-error" });
  });
});

describe("the exchanges of a check", () => {
  const steps = (outcome: { exchanges: readonly Exchange[] }) => outcome.exchanges.map(({ step }) => step);

  it("have the names that the check gives them, and otherwise keep their own", async () => {
    expect(steps(await verdictOn(fine, { control: succeeded, attempt: failed }, [crashed]))).toEqual([
      "authenticate",
      "control",
      "attempt",
    ]);
  });

  it("are told apart where a name is also that of an operation", async () => {
    const first = exchange({ step: "attempt" });
    const outcome = await verdictOn(fine, { attempt: failed }, [first]);
    expect(steps(outcome)).toEqual(["attempt (preparing)", "attempt"]);
    expect(outcome.verdict).toEqual({ kind: "pass" });
  });

  it("may have several names", async () => {
    const outcome = await verdictOn(fine, { control: succeeded, login: succeeded, attempt: failed });
    expect(steps(outcome)).toEqual(["control", "login", "attempt"]);
    expect(outcome.verdict).toEqual({ kind: "pass" });
  });
});

describe("a check of the whole run", () => {
  const whole: Check<undefined> = {
    whole: true,
    act: async () => ({}),
    judge: (evidence) => Object.values(evidence).flatMap((each) => expecting(each, "success")),
  };
  const seen = (...exchanges: Exchange[]) => ({ verdict: { kind: "pass" } as const, exchanges });

  it("is judged on the exchanges of all others, and shows those that it found fault with", () => {
    const { verdict, exchanges } = judgeWhole(whole, [seen(exchange()), seen(exchange(), crashed)], GIVEN);
    const at = "3. authenticate";
    expect(verdict).toEqual({ kind: "fail", findings: [{ at, expected: "success", actual: "serverError: 500 oops" }] });
    expect(exchanges.map(({ step }) => step)).toEqual([at]);
  });

  it("finds what several checks share once", () => {
    const { verdict } = judgeWhole(whole, [seen(crashed), seen({ ...crashed, step: "control" })], GIVEN);
    expect(verdict).toMatchObject({ findings: [{ expected: "success" }] });
    expect("findings" in verdict && verdict.findings).toHaveLength(1);
  });

  it("is a pass where nothing was wrong, blocked where nothing was asked, and a suite error where it throws", () => {
    const seen = [{ verdict: { kind: "pass" } as const, exchanges: [exchange()] }];
    expect(judgeWhole(whole, seen, GIVEN)).toEqual({ verdict: { kind: "pass" }, exchanges: [] });
    expect(judgeWhole(whole, [], GIVEN).verdict).toMatchObject({ kind: "blocked" });
    const broken = { ...whole, judge: () => raise("judge is wrong") };
    expect(judgeWhole(broken, seen, GIVEN).verdict).toMatchObject({ kind: "suite-error" });
  });
});

function raise(message: string): never {
  throw new Error(message);
}
