import type { Variation } from "../../engine/http-caller.ts";
import { withHeader } from "../../kit/http.ts";
import { baseFor, readNumber, writeNumber } from "../../kit/proof-of-work.ts";
import { altered } from "../../kit/tokens.ts";
import { CannotTest } from "../../model/errors.ts";
import type { Account } from "../../model/target.ts";
import type { Catalogue } from "../catalogue.ts";
import type { HmailSession } from "./client.ts";
import { isRefused } from "./creation.ts";
import type { Challenge, Proof } from "./registration.ts";

/** A proof that is wrong in some way, made from a challenge that asks for work. */
export const withProof = (spoil: (session: HmailSession, challenge: Challenge, account: Account) => Promise<unknown>) =>
  isRefused(async (session, account) => {
    const proof = await spoil(session, await session.hmail.realChallenge(), account);
    return session.hmail.createAccount(account, proof);
  });

/** A proof whose answer is altered. */
const withAnswer = (alter: (answer: Proof) => string) =>
  withProof(async ({ hmail }, challenge, { username }) => {
    const proof = await hmail.prove(username, challenge);
    return { ...proof, pow_result: alter(proof) };
  });

/** A proof that has fewer iterations than are asked for, and says so. */
const withFewer = (fewer: (iterations: number) => number) =>
  withProof(({ hmail }, challenge, { username }) =>
    hmail.prove(username, { ...challenge, iterations: fewer(challenge.iterations) }),
  );

/** An account that is asked for without a proof, in a way that may pass for one. */
const withoutProof = (variation: (session: HmailSession) => Promise<Variation>) =>
  isRefused(async (session, account) => {
    await session.hmail.realChallenge();
    return session.hmail.createAccount(account, undefined, await variation(session));
  });

/** Checks of the work that an account takes. */
export const proofs = {
  "hmail.proof-must-be-right": {
    "wrong-answer": withAnswer(({ pow_result }) => altered(pow_result)),
    "answer-of-one": withAnswer(() => writeNumber(1n)),
    "answer-from-the-highest-byte": withAnswer(({ pow_result }) => reversed(pow_result)),
    "proof-for-another-name": withProof(({ hmail }, challenge, { username }) => hmail.prove(`${username}x`, challenge)),
    "proof-for-no-name": withProof(({ hmail }, challenge) => hmail.prove("", challenge)),
    "hash-read-from-its-highest-byte": withProof(({ hmail }, challenge, { username }) =>
      hmail.prove(username, challenge, readNumber(reversed(writeNumber(baseFor(username))))),
    ),
    "no-answer": withProof(async (_, { iterations, token }) => ({ iters: iterations, token })),
    "null-for-answer": withProof(async (_, { iterations, token }) => ({ iters: iterations, token, pow_result: null })),
    "one-squaring-less": withProof(async ({ hmail }, challenge, { username }) => {
      const short = await hmail.prove(username, { ...challenge, iterations: challenge.iterations - 1 });
      return { ...short, iters: challenge.iterations };
    }),
    "one-squaring": withProof(async ({ hmail }, challenge, { username }) => {
      if (challenge.iterations === 1) throw new CannotTest("the target asks for one squaring");
      return { ...(await hmail.prove(username, { ...challenge, iterations: 1 })), iters: challenge.iterations };
    }),
    "no-work-at-all": withProof(async (_, { iterations, token, modulus }, { username }) => ({
      iters: iterations,
      token,
      pow_result: writeNumber(baseFor(username) % modulus),
    })),
  },
  "hmail.proof-meets-the-policy": {
    "one-iteration-less": withFewer((iterations) => iterations - 1),
    "no-iterations": withFewer(() => 0),
    "negative-iterations": withProof(async ({ hmail }, challenge, { username }) => ({
      ...(await hmail.prove(username, { ...challenge, iterations: 0 })),
      iters: -1,
    })),
    "no-proof": withProof(async () => undefined),
    "null-for-proof": withProof(async () => null),
    "no-proof-after-another-account": withoutProof(async ({ hmail }) => {
      const on = hmail.http.connect();
      const { username, password } = hmail.newAccount();
      const proof = await hmail.prove(username, await hmail.challenge());
      await hmail.createAccount({ username, password }, proof, { on });
      return { on };
    }),
    "no-proof-with-a-token": withoutProof(async ({ hmail, account }) => {
      const { access } = await hmail.authorized(account);
      return { request: withHeader("authorization", `Bearer ${access}`) };
    }),
  },
} as const satisfies Partial<Catalogue<"hmail", HmailSession>>;

function reversed(base64: string): string {
  return Buffer.from(base64, "base64").reverse().toString("base64");
}
