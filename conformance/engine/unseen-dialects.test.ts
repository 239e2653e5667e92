import { describe, expect, it } from "vitest";
import type { RunResult } from "../model/run.ts";
import type { Verdict } from "../model/verdict.ts";
import { fakeClock } from "../testing/clock.ts";
import { deviating, fail, NOT_TESTED, PASS, runOf } from "../testing/results.ts";
import { target } from "../testing/targets.ts";
import { runProfiles } from "./profiles.ts";
import type { RunOptions } from "./run.ts";
import { createSecrets } from "./secrets.ts";

const OPTIONS: RunOptions = { only: [], skip: [], seed: 1, concurrency: 1, maxWaitMs: 0 };
const short = target({ profile: "short" });
const LENIENT = [{ id: "lenient", because: "clients rely on it" }];

/** Runs a target whose runs come to these results, one after the other. */
async function start(results: RunResult["results"][], options: Partial<RunOptions> = {}, signal?: AbortSignal) {
  const asked: RunOptions[] = [];
  const run = async (_: unknown, given: RunOptions) => {
    asked.push(given);
    return runOf(results[asked.length - 1] ?? []);
  };
  const ports = { clock: fakeClock(), secrets: createSecrets(), ...(signal && { signal }) };
  const whole = target({ profiles: [short], dialects: LENIENT });
  const runs = await runProfiles({ run }, whole, { ...OPTIONS, ...options }, ports);
  return { runs, asked };
}

describe("a declared deviation that did not show", () => {
  const NOTED = [[expect.stringMatching(/^declares lenient, and it was not seen/)]];
  const notes = async (verdicts: Verdict[][], ...more: [Partial<RunOptions>?, AbortSignal?]) => {
    const results = verdicts.map((each) => each.map((verdict, index) => deviating(verdict, index)));
    return (await start(results, ...more)).runs.map((run) => run.notes);
  };

  it("is noted, with the first result", async () => {
    expect(await notes([[PASS]])).toEqual(NOTED);
  });

  it.each<[string, Verdict[][], [Partial<RunOptions>?, AbortSignal?]]>([
    ["it shows in a profile", [[NOT_TESTED], [fail()]], []],
    ["only some checks are asked for", [[PASS]], [{ only: ["hmail.*"] }]],
    ["some checks are left out", [[PASS]], [{ skip: ["hmail.*"] }]],
    ["the run is interrupted", [[PASS]], [{}, AbortSignal.abort()]],
  ])("is not noted where %s", async (_, verdicts, more) => {
    expect((await notes(verdicts, ...more)).flat()).toEqual([]);
  });
});
