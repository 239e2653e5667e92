import type { PowFailureReason, PowResult } from "@authmark/protocols/hmail/types";
import type { Pow } from "../../pow/pow.ts";
import { parseBigUint } from "./biguint.ts";
import { workFor } from "./rules.ts";

const failures = { right: undefined, wrong: "FailedNoRetry", unknown: "NotFoundCanRetry" } as const;

/**
 * Decides whether a user name was worked for. Only a proof that decodes and is long enough costs its challenge.
 *
 * @param requirement squarings that are asked for; where it is 0, no proof is needed
 * @returns why the proof is not taken; undefined for a good one
 */
export async function judgeProof(
  proof: PowResult | null | undefined,
  username: string,
  { requirement, pow }: { readonly requirement: number; readonly pow: Pow },
): Promise<PowFailureReason | undefined> {
  const tooLittle = { DoesNotMeetPolicyMinimum: requirement };
  if (proof === null || proof === undefined) return requirement === 0 ? undefined : tooLittle;
  const [modulus, result] = [parseBigUint(proof.token), parseBigUint(proof.pow_result)];
  if (modulus === undefined || result === undefined) return "BadRequestCanRetry";
  if (proof.iters < requirement) return tooLittle;
  return failures[await pow.redeem({ modulus, iterations: proof.iters, result }, workFor(username))];
}
