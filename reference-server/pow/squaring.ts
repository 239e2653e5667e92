/** The two primes of a modulus, which only its maker knows. */
export type Factors = readonly [bigint, bigint];

/** A claim: `result` is a number squared `iterations` times modulo `modulus`. */
export interface Proof {
  readonly modulus: bigint;
  readonly iterations: number;
  readonly result: bigint;
}

/**
 * Verifies repeated squaring by a short cut that is closed to whoever does not know the factors.
 *
 * Squaring k times raises to the power 2^k. Modulo a prime p, an exponent counts only modulo p − 1 (Fermat), so that the
 * enormous 2^k shrinks to the size of p. The result is right where it is right modulo both primes.
 *
 * @param base what was squared
 * @returns whether the proof holds; its result has to be the least one, from 0 to the modulus
 * @see {@link https://people.csail.mit.edu/rivest/pubs/RSW96.pdf Rivest, Shamir and Wagner - Time-lock puzzles}
 */
export function holds({ modulus, iterations, result }: Proof, base: bigint, factors: Factors): boolean {
  const right = (prime: bigint) => power(base, power(2n, BigInt(iterations), prime - 1n), prime) === result % prime;
  return result < modulus && factors.every(right);
}

/** Raises to a power modulo `modulus`, in one squaring for each bit of the exponent. */
function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  const least = base % modulus;
  let product = 1n;
  for (const bit of exponent.toString(2)) {
    product = (product * product) % modulus;
    if (bit === "1") product = (product * least) % modulus;
  }
  return product;
}
