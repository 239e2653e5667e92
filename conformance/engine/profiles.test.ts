import { describe, expect, it } from "vitest";
import type { CheckResult, RunResult } from "../model/run.ts";
import type { Target } from "../model/target.ts";
import type { Verdict } from "../model/verdict.ts";
import { fakeClock } from "../testing/clock.ts";
import { fail, NOT_TESTED, PASS } from "../testing/results.ts";
import { target } from "../testing/targets.ts";
import { runProfiles } from "./profiles.ts";
import type { RunOptions, RunPorts } from "./run.ts";
import { createSecrets } from "./secrets.ts";

const OPTIONS: RunOptions = { only: ["a/**"], skip: ["a/slow"], seed: 1, concurrency: 1, maxWaitMs: 0 };

/** Tests a target and its profiles, whose verdicts by the check's id are given; `runs` are those that took place. */
async function start(
  verdicts: readonly Readonly<Record<string, Verdict>>[],
  signal?: AbortSignal,
  further: Partial<Target> = {},
) {
  const [first, ...profiles] = verdicts.map((_, index) => target({ name: `way ${index}`, ...(index > 0 && further) }));
  const runs: { name: string; only: readonly string[]; skip: readonly string[] }[] = [];
  const run = async (tested: Target, { only, skip }: RunOptions): Promise<RunResult> => {
    runs.push({ name: tested.name, only, skip });
    const results = Object.entries(verdicts[Number(tested.name.at(-1))] ?? {}).map(
      ([id, verdict]) => ({ id, requirement: "a", verdict, exchanges: [], durationMs: 0 }) as unknown as CheckResult,
    );
    return { target: tested, startedAt: 0, durationMs: 0, notes: [`of ${tested.name}`], results };
  };
  const ports: RunPorts = { clock: fakeClock(), secrets: createSecrets(), ...(signal && { signal }) };
  const found = await runProfiles({ run }, { ...(first as Target), profiles }, OPTIONS, ports);
  return {
    runs,
    notes: found.map(({ notes }) => notes),
    reasons: found.flatMap(({ results }) =>
      results.flatMap(({ verdict }) => ("reason" in verdict ? verdict.reason : [])),
    ),
    found: found.map(({ target, results }) => [
      target.name,
      ...results.map(({ id, verdict }) => `${id} ${verdict.kind}`),
    ]),
  };
}

describe("a target that is started in several ways", () => {
  it("is asked in a further way only what could not be tested before", async () => {
    const { runs, found } = await start([
      { "a/x": PASS, "a/y": NOT_TESTED, "a/z": NOT_TESTED },
      { "a/y": PASS, "a/z": NOT_TESTED },
      { "a/z": fail() },
    ]);
    expect(runs.map(({ name, only }) => [name, ...only])).toEqual([
      ["way 0", "a/**"],
      ["way 1", "a/y", "a/z"],
      ["way 2", "a/z"],
    ]);
    expect(found).toEqual([
      ["way 0", "a/x pass"],
      ["way 1", "a/y pass"],
      ["way 2", "a/z fail"],
    ]);
  });

  it("is not asked again what --skip left out, and what is named is not left out twice", async () => {
    const { runs } = await start([{ "a/y": NOT_TESTED }, { "a/y": PASS }]);
    expect(runs.map(({ skip }) => skip)).toEqual([["a/slow"], []]);
  });

  it("is not started again where everything was tested", async () => {
    const { runs } = await start([{ "a/x": fail() }, { "a/x": PASS }]);
    expect(runs.map(({ name }) => name)).toEqual(["way 0"]);
  });

  it("keeps a check not tested, once, where no way could test it, and has no result of a way that showed nothing", async () => {
    const { found } = await start([{ "a/x": NOT_TESTED }, { "a/x": NOT_TESTED }, { "a/x": NOT_TESTED }]);
    expect(found).toEqual([["way 0", "a/x not-tested"]]);
  });

  it("lacks what a check found missing that began in a further way, though it found no means elsewhere", async () => {
    const late = { kind: "not-tested", need: "something-else", reason: "no answer tells" } as const;
    const { reasons } = await start([{ "a/x": NOT_TESTED }, { "a/x": late }, { "a/x": NOT_TESTED }]);
    expect(reasons).toEqual(["no answer tells"]);
  });

  it("is asked in a way that is there for a certain means only what lacks that", async () => {
    const short = { kind: "not-tested", need: "short-access-lifetime", reason: "lives too long" } as const;
    const means = { meets: ["short-access-lifetime"] } as const;
    const { runs } = await start([{ "a/x": short, "a/y": NOT_TESTED }, { "a/x": PASS }], undefined, means);
    expect(runs.map(({ only }) => only)).toEqual([["a/**"], ["a/x"]]);
    const { runs: none } = await start([{ "a/y": NOT_TESTED }, {}], undefined, means);
    expect(none).toHaveLength(1);
  });

  it("has the notes of a way in which nothing could be asked, and of a first one that has nothing else to say", async () => {
    const { notes } = await start([{ "a/x": NOT_TESTED, "a/y": PASS }, {}, { "a/x": PASS }]);
    expect(notes).toEqual([["of way 0", "of way 1"], ["of way 2"]]);
    const { notes: moved, found } = await start([{ "a/x": NOT_TESTED }, { "a/x": PASS }]);
    expect(found).toEqual([["way 1", "a/x pass"]]);
    expect(moved).toEqual([["of way 0", "of way 1"]]);
  });

  it("is started in no further way once the run is interrupted", async () => {
    const { runs } = await start([{ "a/x": NOT_TESTED }, { "a/x": PASS }], AbortSignal.abort());
    expect(runs).toHaveLength(1);
  });
});
