import { describe, expect, it } from "vitest";
import { systemClock } from "../engine/ports.ts";
import type { ProtocolId } from "../model/requirement.ts";
import { killsOf, testMutant } from "./kills.ts";
import { registersLater, renewsLater } from "./mutants/angen-races.ts";
import type { Broken } from "./mutants/broken.ts";
import { deletesLater, revivesLater, spendsLater, takesEmailLater, takesLater } from "./mutants/check-then-act.ts";

/** What a busy server may well take from a look into its store to the change that it makes there. */
const WINDOW_MS = 1;
const RUNS = Number(process.env["RACE_RUNS"] ?? 20);
/** One in twenty may be missed, and of a few runs one more by bad luck. */
const LEAST = RUNS < 100 ? 0.95 * RUNS - 1 : 0.95 * RUNS;
/** For one check, with what it waits for. */
const BOUND_MS = 2000;

const RACES: readonly [what: string, protocol: ProtocolId, id: string, server: (windowMs: number) => Broken][] = [
  ["a challenge", "hmail", "hmail.single-use-credential-is-redeemed-once/three-at-once", deletesLater],
  ["a name", "hmail", "hmail.taken-name-is-refused/several-at-once", takesLater],
  ["an email", "getnative", "getnative.parallel-registrations-have-one-winner/several-at-once", takesEmailLater],
  ["a refresh token", "session", "session.parallel-refreshes-have-one-winner/eight-at-once", spendsLater],
  ["one of two refreshes", "session", "session.single-use-credential-is-redeemed-once/two-at-once", spendsLater],
  ["two codes", "angen", "angen.single-use-credential-is-redeemed-once/eight-at-once", renewsLater],
  ["one of two renewals", "angen", "angen.single-use-credential-is-redeemed-once/two-at-once", renewsLater],
  ["a new name", "angen", "angen.parallel-registrations-have-one-winner/several-at-once", registersLater],
  ["a logout", "session", "session.logout-beats-refresh/logout-beside-a-refresh", revivesLater],
];

/** Tests so many servers, one after the other; how often the race was found, and how long the check took at most. */
async function race(
  protocol: ProtocolId,
  id: string,
  server: () => Broken,
): Promise<{ found: number; longestMs: number; runs: string }> {
  let found = 0;
  const times: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    const result = await testMutant(protocol, server(), { clock: systemClock, only: [id] });
    expect(result.results.map(({ verdict }) => verdict.kind)).not.toContain("suite-error");
    found += killsOf(result).length;
    times.push(...result.results.map(({ durationMs }) => durationMs));
  }
  const longestMs = Math.max(...times);
  const typicalMs = times.toSorted((one, other) => one - other)[Math.floor(times.length / 2)];
  return { found, longestMs, runs: `${found} of ${RUNS}; ${typicalMs} ms, at most ${longestMs} ms` };
}

describe(`a window of ${WINDOW_MS} ms between a look and an act`, () => {
  it.each(RACES)(
    "is found for %s, nearly always and in time",
    { timeout: RUNS * 3 * BOUND_MS },
    async (_, ...raced) => {
      const [protocol, id, server] = raced;
      const { found, longestMs, runs } = await race(protocol, id, () => server(WINDOW_MS));
      expect(found, runs).toBeGreaterThanOrEqual(LEAST);
      expect(longestMs, runs).toBeLessThan(BOUND_MS);
      if (process.env["RACE_RUNS"]) console.log(`${id}: ${runs}`);
    },
  );
});
