import { describe, expect, it } from "vitest";
import type { ProtocolId } from "../model/requirement.ts";
import { killsOf, testMutant } from "./kills.ts";
import { lifetimes } from "./mutants/session-lifetimes.ts";
import { type Stall, stalling } from "./stalling.ts";

/** Longer than what is left of a token's life where it is used late, or else a little longer than a check allows for. */
const STALLS_MS = [3000, 1500];
/** So many exchanges from the end on are those in which a check does what it is about. */
const LAST = 5;

/** Checks that use a token when most of its life is over. */
const LATE_USES: readonly [protocol: ProtocolId, id: string][] = [
  ["session", "session.told-lifetimes-are-true/refresh-token-to-a-second"],
  ["session", "session.told-lifetimes-are-true/access-token-to-a-second"],
  ["session", "session.refresh-token-is-good-until-it-expires/late-in-its-life"],
  ["session", "session.expired-access-token-does-not-hinder/after-its-access-tokens-expiry"],
  ["getnative", "getnative.newer-token-expires-later/beyond-the-first-tokens-life"],
  ["angen", "angen.renewal-begins-a-new-lifetime/beyond-two-lifetimes"],
  ["hmail", "hmail.refresh-token-is-not-consumed/late-in-its-life"],
  ["pattmayne", "pattmayne.logout-needs-tokens-of-its-user/after-the-jwts-expiry"],
];

/** Tests the sound server by one check, with one stall; what is found, and how many there were that could stall. */
async function tested(protocol: ProtocolId, id: string, stall?: { kind: Stall; at: number; milliseconds: number }) {
  const { seams, clock, counts } = stalling(
    stall?.milliseconds ?? 0,
    (kind, index) => kind === stall?.kind && index === stall.at,
  );
  const result = await testMutant(protocol, seams, { clock, only: [id] });
  return { kinds: result.results.map(({ verdict }) => verdict.kind), kills: killsOf(result), counts };
}

describe("a sound server is accused of nothing where the machine stalls", () => {
  it.each(LATE_USES)("%s: %s", { timeout: 120_000 }, async (protocol, id) => {
    const { kinds, counts } = await tested(protocol, id);
    expect(kinds).toEqual(["pass"]);
    for (const milliseconds of STALLS_MS) {
      for (const kind of ["request", "answer", "wait"] as const) {
        for (let at = Math.max(0, counts[kind] - LAST); at < counts[kind]; at++) {
          const { kills } = await tested(protocol, id, { kind, at, milliseconds });
          expect(kills, `${kind} ${at + 1} of ${counts[kind]}, ${milliseconds} ms late`).toEqual([]);
        }
      }
    }
  });
});

it("a server that tells a longer life than its tokens have is noticed though the machine stalls", async () => {
  const id = "session.told-lifetimes-are-true/access-token-to-a-second";
  const { seams, clock, counts } = stalling(3000, (kind, index) => kind === "answer" && index === 0);
  const mutant = lifetimes["a server that tells access tokens a longer life than they have"]();
  expect(killsOf(await testMutant("session", { ...seams, ...mutant }, { clock, only: [id] }))).toEqual([id]);
  expect(counts.answer).toBeGreaterThan(1);
});
