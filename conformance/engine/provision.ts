import { describe } from "../kit/expect.ts";
import { CannotTest, PreparationFailed } from "../model/errors.ts";
import type { Account, Target } from "../model/target.ts";
import { noteOn } from "./look.ts";
import { type OpeningPorts, openSession } from "./opening.ts";
import type { Opened, Registration, Suite } from "./suite.ts";

/** The accounts of a run. */
export interface Provisioned {
  readonly accounts: readonly Account[];
  /** Those of them that were made for the run. */
  readonly made: readonly Account[];
  readonly registration?: Registration;
  /** What the person who runs the suite should know. */
  readonly notes: readonly string[];
}

/** Lengths of the passwords of the accounts that are made: one is longer than any hash looks at by itself. */
const PASSWORDS = [140, 20, 20];

/**
 * Finds out whether a target makes accounts, and has it make some where none are given: by the command of its file, or
 * else by the protocol's own registration.
 */
export async function provision<Caller, Extra extends object>(
  suite: Suite<Caller, Extra>,
  way: Opened<Caller>,
  target: Target,
  ports: OpeningPorts,
): Promise<Provisioned> {
  const registration = await suite.registration?.(openSession(suite, way, target, ports, []).session);
  const found = registration ? { registration } : {};
  const create = target.hooks?.["create-account"];
  const { accounts } = target;
  if (accounts.length > 0 || !(create || registration === "offered"))
    return { accounts, made: [], notes: [], ...found };
  const made: Account[] = [];
  try {
    for (const length of PASSWORDS) {
      const { session } = openSession(suite, way, target, ports, []);
      const account: Account = { username: session.newName(), password: session.newPassword(length) };
      await (create
        ? create({ username: account.username, password: account.password })
        : suite.register?.(session, account));
      made.push(account);
    }
    return { accounts: made, made, notes: [], ...found };
  } catch (error) {
    if (!(error instanceof PreparationFailed || error instanceof CannotTest)) throw error;
    return { accounts: made, made, notes: [`no account could be made: ${whyNot(error, target)}`], ...found };
  }
}

function whyNot(error: PreparationFailed | CannotTest, target: Target): string {
  if (error instanceof CannotTest) return `${error.message}.`;
  return error.exchange.error ? noteOn(error.exchange, NOBODY, target) : `${describe(error.exchange)}.`;
}

const NOBODY: Account = { username: "nobody", password: "" };
