import { generatePrimeSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import { holds } from "./squaring.ts";

/** What a client does. */
function square(base: bigint, times: number, modulus: bigint): bigint {
  let value = base % modulus;
  for (let i = 0; i < times; i++) value = (value * value) % modulus;
  return value;
}

const newPrime = () => generatePrimeSync(256, { bigint: true });
const factors = [newPrime(), newPrime()] as const;
const modulus = factors[0] * factors[1];
const base = BigInt(`0x${"c0ffee".repeat(10)}`);

describe("a proof", () => {
  it.each([0, 1, 2, 255, 256, 1_000, 65_537])("of %i squarings holds, and no other result does", (iterations) => {
    const result = square(base, iterations, modulus);
    expect(holds({ modulus, iterations, result }, base, factors)).toBe(true);
    expect(holds({ modulus, iterations, result: result + 1n }, base, factors)).toBe(false);
    expect(holds({ modulus, iterations, result: modulus - result }, base, factors)).toBe(false);
    expect(holds({ modulus, iterations: iterations + 1, result }, base, factors)).toBe(false);
    expect(holds({ modulus, iterations, result }, base + 1n, factors)).toBe(false);
  });

  it("agrees with plain squaring for every base and count of a small modulus", () => {
    for (let small = 0n; small < 77n; small++) {
      for (let iterations = 0; iterations < 12; iterations++) {
        const result = square(small, iterations, 77n);
        expect(holds({ modulus: 77n, iterations, result }, small, [7n, 11n])).toBe(true);
      }
    }
  });

  it("that is right modulo one prime only does not hold", () => {
    const result = square(base, 1_000, modulus);
    const elsewhere = (result + factors[0]) % modulus;
    expect(holds({ modulus, iterations: 1_000, result: elsewhere }, base, factors)).toBe(false);
  });

  it("gives the least result", () => {
    const result = square(base, 10, modulus) + modulus;
    expect(holds({ modulus, iterations: 10, result }, base, factors)).toBe(false);
  });

  it("of as many squarings as can be claimed is judged at once", () => {
    const startedAt = performance.now();
    expect(holds({ modulus, iterations: 0xffff_ffff, result: 1n }, base, factors)).toBe(false);
    expect(performance.now() - startedAt).toBeLessThan(1_000);
  });
});
