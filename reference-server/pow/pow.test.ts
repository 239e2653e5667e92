import { beforeEach, describe, expect, it } from "vitest";
import { defaults } from "../config.ts";
import { createEnv, type Env } from "../env.ts";
import { createLog } from "../log.ts";

let now: number;
let env: Env;
beforeEach(() => {
  now = 1_000;
  const config = { ...defaults, pow: { ...defaults.pow, bits: 512 } };
  env = createEnv(config, createLog("silent"), (made) => ({ ...made, clock: { now: () => now } }));
});

const base = 5n;
/** Four squarings: the sixteenth power. */
const proofFor = (modulus: bigint) => ({ modulus, iterations: 4, result: base ** 16n % modulus });

describe("a challenge", () => {
  it.each([512, 513, 640])("has the %i bits that were asked for, and is new each time", async (bits) => {
    const config = { ...defaults, pow: { ...defaults.pow, bits } };
    const { pow } = createEnv(config, createLog("silent"));
    const moduli = await Promise.all(Array.from({ length: 8 }, () => pow.issue(2_000)));
    expect(new Set(moduli).size).toBe(8);
    expect(moduli.map((modulus) => modulus.toString(2).length)).toEqual(Array(8).fill(bits));
  });

  it("is redeemed by a right proof, once", async () => {
    const modulus = await env.pow.issue(2_000);
    expect(await env.pow.redeem(proofFor(modulus), base)).toBe("right");
    expect(await env.pow.redeem(proofFor(modulus), base)).toBe("unknown");
  });

  it("is redeemed by one of several proofs that come at once", async () => {
    const proof = proofFor(await env.pow.issue(2_000));
    const redemptions = await Promise.all(Array.from({ length: 8 }, () => env.pow.redeem(proof, base)));
    expect(redemptions.toSorted()).toEqual(["right", ...Array(7).fill("unknown")]);
  });

  it("is used up by a wrong proof", async () => {
    const modulus = await env.pow.issue(2_000);
    expect(await env.pow.redeem({ ...proofFor(modulus), result: 1n }, base)).toBe("wrong");
    expect(await env.pow.redeem(proofFor(modulus), base)).toBe("unknown");
  });

  it("is good for the work that it was done for only", async () => {
    const modulus = await env.pow.issue(2_000);
    expect(await env.pow.redeem(proofFor(modulus), base + 1n)).toBe("wrong");
  });

  it("is good until its expiry, and not at it", async () => {
    const [one, other] = [await env.pow.issue(2_000), await env.pow.issue(2_000)];
    now = 1_999;
    expect(await env.pow.redeem(proofFor(one), base)).toBe("right");
    now = 2_000;
    expect(await env.pow.redeem(proofFor(other), base)).toBe("unknown");
  });

  it("that was never issued is unknown", async () => {
    expect(await env.pow.redeem(proofFor(77n), base)).toBe("unknown");
    expect(await env.pow.redeem({ modulus: 0n, iterations: 0, result: 0n }, base)).toBe("unknown");
  });
});
