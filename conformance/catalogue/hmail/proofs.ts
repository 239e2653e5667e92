import { expecting } from "../../kit/expect.ts";
import { baseFor, writeNumber } from "../../kit/proof-of-work.ts";
import { checkFor } from "../../model/check.ts";
import type { Account } from "../../model/target.ts";
import type { Catalogue } from "../catalogue.ts";
import type { HmailSession } from "./client.ts";
import { isNotMade, isRefused, needs } from "./creation.ts";
import type { Challenge, Proof } from "./registration.ts";

const check = checkFor<HmailSession>();

/** A proof that is wrong in some way, made from a challenge that asks for work. */
const withProof = (spoil: (session: HmailSession, challenge: Challenge, account: Account) => Promise<unknown>) =>
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

/** A challenge that the server did not issue. */
const forModulus = (choose: (challenge: Challenge, session: HmailSession) => bigint) =>
  withProof((session, challenge, { username }) => {
    const modulus = choose(challenge, session);
    return session.hmail.prove(username, { ...challenge, modulus, token: writeNumber(modulus) });
  });

/** Checks of the work that an account takes. */
export const proofs = {
  "hmail.proof-must-be-right": {
    "wrong-answer": withAnswer(({ pow_result }) => altered(pow_result)),
    "answer-of-one": withAnswer(() => writeNumber(1n)),
    "answer-from-the-highest-byte": withAnswer(({ pow_result }) => reversed(pow_result)),
    "proof-for-another-name": withProof(({ hmail }, challenge, { username }) => hmail.prove(`${username}x`, challenge)),
    "one-squaring-less": withProof(async ({ hmail }, challenge, { username }) => {
      const short = await hmail.prove(username, { ...challenge, iterations: challenge.iterations - 1 });
      return { ...short, iters: challenge.iterations };
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
    "no-proof": withProof(async () => undefined),
    "null-for-proof": withProof(async () => null),
  },
  "hmail.challenge-is-the-servers-own": {
    "challenge-of-our-own": forModulus(({ modulus }, { random }) => {
      const length = Math.ceil(modulus.toString(16).length / 2);
      return BigInt(`0x${Buffer.from(random.bytes(length)).toString("hex")}`) | 1n;
    }),
    "modulus-of-one": forModulus(() => 1n),
    "modulus-of-three": forModulus(() => 3n),
    "altered-challenge": forModulus(({ modulus }) => modulus ^ (1n << 100n)),
  },
  "hmail.challenge-is-used-once": {
    "used-challenge": check({
      needs,
      act: async (session) => {
        const { hmail } = session;
        const challenge = await hmail.realChallenge();
        const [first, second] = [hmail.newAccount(), hmail.newAccount()];
        const control = await hmail.createAccount(first, await hmail.prove(first.username, challenge));
        const attempt = await hmail.createAccount(second, await hmail.prove(second.username, challenge));
        return { control, attempt, login: await hmail.authenticate({ ...second }) };
      },
      control: ({ control }) => expecting(control, "success"),
      judge: ({ attempt, login }) => isNotMade(attempt, login),
    }),
    "used-on-a-refused-name": check({
      needs,
      act: async ({ hmail }) => {
        const challenge = await hmail.realChallenge();
        const [first, second] = [hmail.newAccount(), hmail.newAccount()];
        const control = await hmail.createAccount(first, await hmail.prove(first.username, challenge));
        const again = await hmail.createAccount(first, await hmail.prove(first.username, challenge));
        const attempt = await hmail.createAccount(second, await hmail.prove(second.username, challenge));
        return { control, again, attempt, login: await hmail.authenticate({ ...second }) };
      },
      control: ({ control }) => expecting(control, "success"),
      judge: ({ again, attempt, login }) => isNotMade(again, attempt, login),
    }),
  },
} as const satisfies Partial<Catalogue<"hmail", HmailSession>>;

/** The number with a bit changed somewhere in its middle. */
function altered(base64: string): string {
  const bytes = Buffer.from(base64, "base64");
  const middle = Math.floor(bytes.length / 2);
  bytes[middle] = (bytes[middle] ?? 0) ^ 1;
  return bytes.toString("base64");
}

function reversed(base64: string): string {
  return Buffer.from(base64, "base64").reverse().toString("base64");
}
