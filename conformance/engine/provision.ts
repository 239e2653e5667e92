import { describe } from "../kit/expect.ts";
import { CannotTest, PreparationFailed } from "../model/errors.ts";
import type { Account, Target } from "../model/target.ts";
import { callHook } from "./hooks.ts";
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
  // One session for all: two of them would draw the same names and passwords.
  const { session } = openSession(suite, way, target, ports, []);
  const registration = await suite.registration?.(session);
  const found = registration ? { registration } : {};
  const create = target.hooks?.["create-account"];
  const { accounts } = target;
  if (accounts.length > 0) return { accounts, made: [], notes: [], ...found };
  if (!create && registration !== "offered")
    return { accounts, made: [], notes: [`no account is given. ${REMEDY}`], ...found };
  const made: Account[] = [];
  try {
    for (const length of PASSWORDS) {
      const account: Account = { username: session.newName(), password: session.newPassword(length) };
      await (create
        ? callHook("create-account", create, { username: account.username, password: account.password })
        : suite.register?.(session, account));
      made.push(account);
    }
    return { accounts: made, made, notes: [], ...found };
  } catch (error) {
    if (!(error instanceof PreparationFailed || error instanceof CannotTest)) throw error;
    const few = made.length > 0 ? `only ${made.length} of ${PASSWORDS.length} accounts` : "none";
    const note = `no account is given, and ${few} could be made: ${whyNot(error, target)} ${REMEDY}`;
    return { accounts: made, made, notes: [note], ...found };
  }
}

function whyNot(error: PreparationFailed | CannotTest, target: Target): string {
  if (error instanceof CannotTest) return `${error.message}.`;
  return error.exchange.error ? noteOn(error.exchange, NOBODY, target) : `${describe(error.exchange)}.`;
}

const REMEDY = "Give some: --account USER:PASSWORD, or accounts: in the target file.";
const NOBODY: Account = { username: "nobody", password: "" };
