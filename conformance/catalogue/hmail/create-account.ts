import { describe, expecting, expectSame, expectThat } from "../../kit/expect.ts";
import { baseFor, writeNumber } from "../../kit/proof-of-work.ts";
import { checkFor } from "../../model/check.ts";
import type { Evidence, Exchange } from "../../model/exchange.ts";
import type { Account } from "../../model/target.ts";
import type { Finding } from "../../model/verdict.ts";
import type { Catalogue } from "../catalogue.ts";
import { numbered, releasedTogether } from "../common/parallel.ts";
import { namesOfTries, raced } from "../common/raced.ts";
import type { HmailSession } from "./client.ts";
import type { Challenge, Proof } from "./registration.ts";

const check = checkFor<HmailSession>();
const needs = ["registration", "affordable-registration"] as const;

/** How many ask at once for one name, and how often: each hashes a password first, and comes out of it at its own time. */
const RIVALS = 4;
const TRIES = [1, 12] as const;
const madeTwice = (evidence: Evidence, name: string) => [
  ...onceAtMost(evidence, `${name}, creation`),
  ...onceAtMost(evidence, `${name}, login`),
];

/** An account made with everything in order, which checks share: the control of those that spoil something. */
export function rightCreation({ hmail, shared }: HmailSession): Promise<Exchange> {
  return shared("creation", () => hmail.register(hmail.newAccount()));
}

/** Finds fault with an account that was made, or that can be used. */
export function isNotMade(...attempts: readonly Exchange[]): readonly Finding[] {
  return attempts.flatMap((attempt) =>
    expectThat(attempt.outcome !== "success", attempt.step, "no account", describe(attempt)),
  );
}

/** An account that is asked for with something wrong about it: it is not made, and nobody can log in to it. */
function isRefused(ask: (session: HmailSession, account: Account) => Promise<Exchange>, change = asItIs) {
  return check({
    needs,
    act: async (session) => {
      const account = change(session.hmail.newAccount());
      return {
        control: await rightCreation(session),
        attempt: await ask(session, account),
        login: await session.hmail.authenticate({ ...account }),
      };
    },
    control: ({ control }) => expecting(control, "success"),
    judge: ({ attempt, login }) => isNotMade(attempt, login),
  });
}

/** An account that is asked for with its proof in order, and a name or a password that may not be. */
const asked = ({ hmail }: HmailSession, account: Account) => hmail.register(account);

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

/** An account that is made under its name, which is then a user's. */
function isMade(change: (account: Account) => Account) {
  return check({
    needs,
    act: async ({ hmail }) => {
      const account = change(hmail.newAccount());
      const creation = await hmail.register(account);
      const login = await hmail.authenticate({ ...account });
      const trade = await hmail.refreshAccess(login.taken["refreshToken"]);
      return { creation, login, who: await hmail.checkAuth(trade.taken["accessToken"]) };
    },
    judge: ({ creation, login, who }) => [
      ...expecting(creation, "success"),
      ...expecting(login, "success"),
      ...expectSame(who, "username", login.sent["username"]),
    ],
  });
}

/** The name, made as long as that. */
const ofLength = (length: number) => (account: Account) => ({
  ...account,
  username: account.username.slice(-length).padStart(length, "m"),
});
const withPassword = (change: (password: string) => string) => (account: Account) => ({
  ...account,
  password: change(account.password),
});
const asItIs = (account: Account): Account => account;

/** A name that somebody has is asked for again; its owner's password still works, and no other. */
function keepsItsOwner(
  ask: (session: HmailSession, owner: Account) => Promise<{ attempt: Exchange; password: string }>,
) {
  return check({
    needs,
    act: async (session) => {
      const { hmail } = session;
      const owner = await hmail.registered();
      const { attempt, password } = await ask(session, owner);
      return {
        attempt,
        owner: await hmail.authenticate({ ...owner }),
        other: await hmail.authenticate({ ...owner, password: `${password}!` }),
        taker: await hmail.authenticate({ ...owner, password }),
      };
    },
    judge: ({ attempt, owner, other, taker }) => {
      const isOwners = taker.sent["password"] === owner.sent["password"];
      return [...isNotMade(attempt, other, ...(isOwners ? [] : [taker])), ...expecting(owner, "success")];
    },
  });
}

/** Checks of how accounts come to be. */
export const createAccount = {
  "hmail.account-is-created-for-a-proof": { "new-account": isMade(asItIs) },
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
  "hmail.taken-name-is-refused": {
    "taken-name": keepsItsOwner(async ({ hmail, newPassword }, { username }) => {
      const password = newPassword(20);
      return { attempt: await hmail.register({ username, password }), password };
    }),
    "taken-name-with-its-own-password": keepsItsOwner(async ({ hmail }, owner) => ({
      attempt: await hmail.register(owner),
      password: owner.password,
    })),
    "four-at-once": check({
      needs,
      exclusive: true,
      act: async (session): Promise<Evidence & { control: Exchange }> => {
        const { hmail, newPassword } = session;
        const control = await rightCreation(session);
        const evidence = await raced(
          session,
          TRIES,
          async (name, index) => {
            const { username } = hmail.newAccount();
            const rivals = Array.from({ length: RIVALS }, () => ({ username, password: newPassword(20) }));
            const proofs = await Promise.all(rivals.map(async () => hmail.prove(username, await hmail.challenge())));
            const creations = await releasedTogether(session, RIVALS, 0, (index, variation) =>
              hmail.createAccount(rivals[index] ?? { username, password: "" }, proofs[index], variation),
            );
            // Once shows whether what is said is what is done; more would look like an attack.
            const logging = index === 0 ? rivals : [];
            const logins = await Promise.all(logging.map((rival) => hmail.authenticate({ ...rival })));
            return { ...numbered(`${name}, creation`, creations), ...numbered(`${name}, login`, logins) };
          },
          madeTwice,
        );
        return { ...evidence, control };
      },
      control: ({ control }) => expecting(control, "success"),
      judge: (evidence) => namesOfTries(TRIES[1]).flatMap((name) => madeTwice(evidence, name)),
    }),
  },
  "hmail.name-has-4-to-64-characters": {
    "name-of-3": isRefused(asked, ofLength(3)),
    "name-of-65": isRefused(asked, ofLength(65)),
    "name-of-4": isMade(ofLength(4)),
    "name-of-64": isMade(ofLength(64)),
  },
  "hmail.name-is-ascii": {
    "letter-with-an-accent": isRefused(asked, (account) => ({ ...account, username: `${account.username}\u00e9` })),
    "full-width-letter": isRefused(asked, (account) => ({ ...account, username: `${account.username}\uff41` })),
    "zero-width-space": isRefused(asked, (account) => ({ ...account, username: `${account.username}\u200b` })),
  },
  "hmail.password-has-8-characters": {
    "password-of-7": isRefused(
      asked,
      withPassword((password) => password.slice(0, 7)),
    ),
    "password-of-8": isMade(withPassword((password) => password.slice(0, 8))),
  },
} as const satisfies Partial<Catalogue<"hmail", HmailSession>>;

/** Finds fault where more than one of the exchanges of a name succeeded. */
export function onceAtMost(evidence: Evidence, name: string): readonly Finding[] {
  const all = Object.values(evidence).filter(({ step }) => step.startsWith(`${name} `));
  const successes = all.filter(({ outcome }) => outcome === "success");
  const at = successes.map(({ step }) => step).join(", ");
  return expectThat(
    successes.length <= 1,
    at,
    `at most one of ${all.length} to succeed`,
    `${successes.length} of them`,
  );
}

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
