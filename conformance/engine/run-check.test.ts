import { describe, expect, it } from "vitest";
import { expecting } from "../kit/expect.ts";
import type { Check } from "../model/check.ts";
import { PreparationFailed } from "../model/errors.ts";
import type { Evidence, Exchange } from "../model/exchange.ts";
import { exchange } from "../testing/exchanges.ts";
import type { Recorder } from "./recorder.ts";
import { runCheck } from "./run-check.ts";

const GIVEN = { leewayMs: 0, clockAheadMs: 0 };

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
      expect(outcome.verdict).toMatchObject({ kind: "not-tested", need: "rate-limit" });
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

function raise(message: string): never {
  throw new Error(message);
}
