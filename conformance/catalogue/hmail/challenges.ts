import { expecting } from "../../kit/expect.ts";
import { readNumber, writeNumber } from "../../kit/proof-of-work.ts";
import { altered } from "../../kit/tokens.ts";
import { checkFor, type Need } from "../../model/check.ts";
import type { Evidence, Exchange } from "../../model/exchange.ts";
import type { Account } from "../../model/target.ts";
import type { Catalogue } from "../catalogue.ts";
import type { HmailSession } from "./client.ts";
import { isNotMade, needs, rightCreation } from "./creation.ts";
import { withProof } from "./proofs.ts";
import type { Challenge, Proof } from "./registration.ts";

const check = checkFor<HmailSession>();

/** A challenge that the server did not issue. */
const forModulus = (choose: (challenge: Challenge, session: HmailSession) => bigint) =>
  withProof((session, challenge, { username }) => {
    const modulus = choose(challenge, session);
    return session.hmail.prove(username, { ...challenge, modulus, token: writeNumber(modulus) });
  });

/** A challenge that made an account, and then is answered for another one. */
export function isUsedAgain({ spelt = asItIs, between, more = [] }: Again = {}) {
  return check({
    needs: [...more, ...needs],
    act: async (session) => {
      const { hmail } = session;
      const challenge = await hmail.realChallenge();
      const [first, second] = [hmail.newAccount(), hmail.newAccount()];
      const control = await hmail.createAccount(first, await hmail.prove(first.username, challenge));
      const meanwhile = await between?.(session, first, challenge);
      const proof = await hmail.prove(second.username, challenge);
      const attempt = await hmail.createAccount(second, { ...proof, token: spelt(proof.token) });
      return { ...meanwhile, control, attempt, login: await hmail.authenticate({ ...second }) };
    },
    control: ({ control }) => expecting(control, "success"),
    judge: ({ control: _, ...others }) => isNotMade(...Object.values(others)),
  });
}

interface Again {
  /** How the challenge is spelt the second time. */
  readonly spelt?: (token: string) => string;
  /** What happens before the second time, and what was asked meanwhile, which makes no account either. */
  readonly between?: (session: HmailSession, first: Account, challenge: Challenge) => Promise<Evidence>;
  readonly more?: readonly Need[];
}

const asItIs = (token: string): string => token;

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

/** Beside the accounts that other checks have made meanwhile. */
const MANY_OTHERS = 3;

/** Checks of what a challenge is good for. */
export const challenges = {
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
    "used-challenge": isUsedAgain(),
    "used-challenge-with-a-zero-behind": isUsedAgain({ spelt: withZeroBehind }),
    "used-on-a-refused-name": isUsedAgain({
      between: async ({ hmail }, first, challenge) => ({
        again: await hmail.createAccount(first, await hmail.prove(first.username, challenge)),
      }),
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

/** The same number, spelt with a byte more: its bytes are written from the lowest. */
function withZeroBehind(base64: string): string {
  return Buffer.concat([Buffer.from(base64, "base64"), Buffer.of(0)]).toString("base64");
}
