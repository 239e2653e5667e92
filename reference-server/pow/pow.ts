import { generatePrime } from "node:crypto";
import type { Clock } from "../env.ts";
import type { Store } from "../store/port.ts";
import { type Factors, holds, type Proof } from "./squaring.ts";

/** How many open challenges are kept. Asking for more costs the oldest ones their life, and the server no memory. */
const capacity = 10_000;

/** What a proof is worth: only a `wrong` one used its challenge up for nothing. */
export type Redemption = "right" | "wrong" | "unknown";

/** Proof of work: a challenge is issued, worked on for as long as its squarings take, and redeemed once. */
export interface Pow {
  /**
   * Makes a challenge and remembers how its proof is verified.
   *
   * @param expiresAt milliseconds since the Unix epoch, from which on the challenge is unknown
   * @returns the modulus
   */
  issue(expiresAt: number): Promise<bigint>;
  /**
   * Verifies a proof. Whatever comes out, its challenge is used up: of several proofs for it, one is looked at.
   *
   * @param base what the work was to begin with
   * @returns `unknown` where the challenge was never issued, has expired, or was redeemed before
   */
  redeem(proof: Proof, base: bigint): Promise<Redemption>;
}

/**
 * Creates proof of work over a store and a clock, which are asked for at each call.
 *
 * @param bits the length of a modulus
 */
export function createPow(ports: () => { clock: Clock; store: Store }, { bits }: { readonly bits: number }): Pow {
  const nextFactors = oneAtATime(() => generateFactors(bits));
  return {
    async issue(expiresAt) {
      const factors = await nextFactors();
      const modulus = factors[0] * factors[1];
      await ports().store.insertChallenge({ modulus, factors, expiresAt }, capacity);
      return modulus;
    },
    async redeem(proof, base) {
      const { clock, store } = ports();
      const challenge = await store.takeChallenge(proof.modulus);
      if (challenge === undefined || challenge.expiresAt <= clock.now()) return "unknown";
      return holds(proof, base, challenge.factors) ? "right" : "wrong";
    },
  };
}

/** Makes two primes whose product has exactly `bits` bits: OpenSSL sets the two highest bits of each. */
function generateFactors(bits: number): Promise<Factors> {
  return Promise.all([newPrime(Math.ceil(bits / 2)), newPrime(Math.floor(bits / 2))]);
}

function newPrime(bits: number): Promise<bigint> {
  return new Promise((resolve, reject) => {
    generatePrime(bits, { bigint: true }, (error, prime) => (error ? reject(error) : resolve(prime)));
  });
}

/** Lets calls wait for each other, so that who asks for many challenges does not keep passwords from being hashed. */
function oneAtATime<T>(work: () => Promise<T>): () => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return () => {
    const next = last.then(work);
    last = next.catch(() => undefined);
    return next;
  };
}
