import type { Variation } from "../../engine/http-caller.ts";
import { expecting } from "../../kit/expect.ts";
import { withHeader } from "../../kit/http.ts";
import { baseFor, readNumber, writeNumber } from "../../kit/proof-of-work.ts";
import { checkFor } from "../../model/check.ts";
import type { Exchange } from "../../model/exchange.ts";
import type { Account } from "../../model/target.ts";
import type { Catalogue } from "../catalogue.ts";
import type { HmailSession } from "./client.ts";
import { isNotMade, isRefused, needs, rightCreation } from "./creation.ts";
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

/** A challenge that is answered by a proof which makes no account, and then by the right one for another name. */
function isSpent(spend: (session: HmailSession, challenge: Challenge) => Promise<Exchange>) {
  return check({
    needs,
    act: async (session) => {
      const { hmail } = session;
      const challenge = await hmail.realChallenge();
      const account = hmail.newAccount();
      return {
        control: await rightCreation(session),
        spent: await spend(session, challenge),
        attempt: await hmail.createAccount(account, await hmail.prove(account.username, challenge)),
        login: await hmail.authenticate({ ...account }),
      };
    },
    control: ({ control, spent }) => [...expecting(control, "success"), ...isNotMade(spent)],
    judge: ({ attempt, login }) => isNotMade(attempt, login),
  });
}

/** A name that is refused, or taken, is asked for with a right proof. */
const spentOn = (account: (session: HmailSession) => Promise<Account>) =>
  isSpent(async (session, challenge) => {
    const refused = await account(session);
    return session.hmail.createAccount(refused, await session.hmail.prove(refused.username, challenge));
  });

/** An account that is asked for without a proof, in a way that may pass for one. */
const withoutProof = (variation: (session: HmailSession) => Promise<Variation>) =>
  isRefused(async (session, account) => {
    await session.hmail.realChallenge();
    return session.hmail.createAccount(account, undefined, await variation(session));
  });

/** Beside the accounts that other checks have made meanwhile. */
const MANY_OTHERS = 3;

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
    "one-squaring": withProof(async ({ hmail }, challenge, { username }) => ({
      ...(await hmail.prove(username, { ...challenge, iterations: 1 })),
      iters: challenge.iterations,
    })),
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
  "hmail.challenge-is-the-servers-own": {
    "challenge-of-our-own": forModulus(({ modulus }, { random }) => {
      const length = Math.ceil(modulus.toString(16).length / 2);
      return BigInt(`0x${Buffer.from(random.bytes(length)).toString("hex")}`) | 1n;
    }),
    "challenge-of-our-own-and-endless-work": withProof(async (_, { token }) => ({
      iters: 2 ** 32 - 1,
      token: withZeroBehind(altered(token)),
      pow_result: writeNumber(1n),
    })),
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
    "used-challenge-with-a-zero-behind": check({
      needs,
      act: async ({ hmail }) => {
        const challenge = await hmail.realChallenge();
        const [first, second] = [hmail.newAccount(), hmail.newAccount()];
        const control = await hmail.createAccount(first, await hmail.prove(first.username, challenge));
        const proof = await hmail.prove(second.username, challenge);
        const attempt = await hmail.createAccount(second, { ...proof, token: withZeroBehind(proof.token) });
        return { control, attempt, login: await hmail.authenticate({ ...second }) };
      },
      control: ({ control }) => expecting(control, "success"),
      judge: ({ attempt, login }) => isNotMade(attempt, login),
    }),
    "used-before-many-others": check({
      needs,
      exclusive: true,
      act: async (session) => {
        const { hmail } = session;
        await hmail.realChallenge();
        const control = await rightCreation(session);
        const { token, iters: iterations } = control.sent["proof"] as Proof;
        for (let other = 0; other < MANY_OTHERS; other++) await hmail.registered();
        const account = hmail.newAccount();
        const proof = await hmail.prove(account.username, { token, iterations, modulus: readNumber(token) });
        const attempt = await hmail.createAccount(account, proof);
        return { control, attempt, login: await hmail.authenticate({ ...account }) };
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
  "hmail.wrong-answer-spends-its-challenge": {
    "after-a-wrong-answer": isSpent(async ({ hmail }, challenge) => {
      const account = hmail.newAccount();
      const proof = await hmail.prove(account.username, challenge);
      return hmail.createAccount(account, { ...proof, pow_result: altered(proof.pow_result) });
    }),
  },
  "hmail.refused-name-spends-its-challenge": {
    "after-a-short-name": spentOn(async ({ hmail }) => ({ ...hmail.newAccount(), username: "abc" })),
    "after-a-taken-name": spentOn(({ hmail }) => hmail.registered()),
  },
} as const satisfies Partial<Catalogue<"hmail", HmailSession>>;

/** The number with a bit changed somewhere in its middle. */
function altered(base64: string): string {
  const bytes = Buffer.from(base64, "base64");
  const middle = Math.floor(bytes.length / 2);
  bytes[middle] = (bytes[middle] ?? 0) ^ 1;
  return bytes.toString("base64");
}

/** The same number, spelt with a byte more: its bytes are written from the lowest. */
function withZeroBehind(base64: string): string {
  return Buffer.concat([Buffer.from(base64, "base64"), Buffer.of(0)]).toString("base64");
}

function reversed(base64: string): string {
  return Buffer.from(base64, "base64").reverse().toString("base64");
}
