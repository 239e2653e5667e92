import type { HttpCaller, Variation } from "../../engine/http-caller.ts";
import type { Session } from "../../engine/session.ts";
import type { Registration } from "../../engine/suite.ts";
import { statusOf } from "../../kit/http.ts";
import { isText, prepared } from "../../kit/prepared.ts";
import { baseFor, readNumber, squareRepeatedly, writeNumber } from "../../kit/proof-of-work.ts";
import { CannotTest, PreparationFailed } from "../../model/errors.ts";
import type { Exchange } from "../../model/exchange.ts";
import type { Account, Target } from "../../model/target.ts";

/** An answer to a challenge, as the wire spells it; a check may make it wrong. */
export interface Proof {
  readonly iters: number;
  readonly token: string;
  readonly pow_result: string;
}

/** A challenge, and how many iterations its answer takes. */
export interface Challenge {
  readonly modulus: bigint;
  /** As the server wrote it. */
  readonly token: string;
  readonly iterations: number;
}

/** More work than this takes a processor some seconds, for each of the accounts that a run makes. */
const MOST_ITERATIONS = 2_000_000;

/** Base64 of a modulus of 16,384 bits: a longer one only wastes time. */
const LONGEST_TOKEN = 2732;

const isCount = (value: unknown): value is number => Number.isInteger(value) && Number(value) >= 0;

/** Statuses by which a server says that it has no such operation. */
const ABSENT = [404, 405, 501];

/** The operations of a registration; without one of them there is none. */
const OPERATIONS = ["getCreateAccountPowPolicy", "getPowToken", "createAccount"];

/** Creates what checks make accounts with: the client's side of the proof of work. */
export function createRegistration(http: HttpCaller, session: Session, { without = [] }: Pick<Target, "without">) {
  const policy = () => session.shared("policy", () => http.call("getCreateAccountPowPolicy", {}));

  /** A challenge of the check's own; a policy that asks for no work at all has none that means anything. */
  const challenge = async (): Promise<Challenge> => {
    const iterations = prepared(await policy(), "requirement", isCount);
    const issued = await http.call("getPowToken", {});
    const token = prepared(issued, "challenge", isText);
    const modulus = token.length <= LONGEST_TOKEN ? readNumber(token) : 0n;
    if (modulus < 2n) throw new PreparationFailed("the challenge is no modulus", issued);
    return { modulus, token, iterations };
  };

  const create = (account: Account, proof: unknown, variation?: Variation) =>
    http.call("createAccount", { username: account.username, password: account.password, proof }, variation);

  const made = (account: Account, creation: Exchange): Exchange => {
    const { username = account.username } = creation.taken;
    if (creation.outcome === "success") session.made({ ...account, username: String(username) });
    return creation;
  };

  /** Does the work for a name; on another base, for nothing. */
  const prove = async (name: string, challenge: Challenge, base = baseFor(name)): Promise<Proof> => {
    const { modulus, token, iterations } = challenge;
    const answer = await squareRepeatedly(base, iterations, modulus);
    return { iters: iterations, token, pow_result: writeNumber(answer) };
  };

  const newAccount = (passwordLength = 20): Account => ({
    username: session.newName(),
    password: session.newPassword(passwordLength),
  });

  /** Asks for an account with everything in order; the account need not be so. */
  const register = async (account: Account): Promise<Exchange> =>
    made(account, await create(account, await prove(account.username, await challenge())));

  return {
    challenge,
    prove,
    newAccount,
    register,

    /** Whether accounts are made here, and for how much work. */
    async isOffered(): Promise<Registration> {
      if (OPERATIONS.some((operation) => without.includes(operation))) return "absent";
      const answer = await policy();
      const status = statusOf(answer);
      if (status !== undefined && ABSENT.includes(status)) return "absent";
      return Number(answer.taken["requirement"]) > MOST_ITERATIONS ? "dear" : "offered";
    },

    /** The challenge of a policy that asks for work; throws CannotTest where it asks for none. */
    async realChallenge(): Promise<Challenge> {
      const real = await challenge();
      if (real.iterations === 0) throw new CannotTest("the target asks for no proof of work");
      return real;
    },

    /** Asks for an account with the proof that is given, whatever it is. */
    async createAccount(account: Account, proof: unknown, variation?: Variation): Promise<Exchange> {
      return made(account, await create(account, proof, variation));
    },

    /** A new account, which nobody else uses; throws PreparationFailed if the target does not make it. */
    async registered(account: Account = newAccount()): Promise<Account> {
      const creation = await register(account);
      if (creation.outcome !== "success") throw new PreparationFailed("no account was made", creation);
      return account;
    },
  };
}
