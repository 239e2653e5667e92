import { describe } from "../kit/expect.ts";
import { requestText } from "../kit/request-text.ts";
import { CannotTest, PreparationFailed } from "../model/errors.ts";
import type { Exchange } from "../model/exchange.ts";
import type { Account, Target } from "../model/target.ts";
import { callHook } from "./hooks.ts";
import { noteOn } from "./look-notes.ts";
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

/** What there is to make accounts with. */
export interface Offer {
  readonly registration?: Registration;
  /** What was asked to find that out. */
  readonly exchanges: readonly Exchange[];
}

/** Lengths of the passwords of the accounts that are made: one is longer than any hash looks at by itself. */
const PASSWORDS = [140, 20, 20];

/** What stands for the accounts of a run where they have yet to be made. */
export const TO_BE_MADE: readonly Account[] = PASSWORDS.map((length, index) => ({
  username: `account-${index + 1}`,
  password: "x".repeat(length),
}));

/** Asks whether a target makes accounts, by the protocol's own registration. */
export async function askForRegistration<Caller, Extra extends object>(
  suite: Suite<Caller, Extra>,
  way: Opened<Caller>,
  target: Target,
  ports: OpeningPorts,
): Promise<Offer> {
  const { session, recorder } = openSession(suite, way, target, ports, []);
  const registration = await suite.registration?.(session);
  return { exchanges: recorder.exchanges(), ...(registration && { registration }) };
}

/** Whether a run makes its accounts: none are given, and there is a way to make some. */
export function makesAccounts({ accounts, hooks }: Target, registration: Registration | undefined): boolean {
  return accounts.length === 0 && (hooks?.["create-account"] !== undefined || registration === "offered");
}

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
  const { registration } = await askForRegistration(suite, way, target, ports);
  const found = registration ? { registration } : {};
  const { accounts } = target;
  if (!makesAccounts(target, registration)) {
    return { accounts, made: [], notes: accounts.length > 0 ? [] : [noAccount(registration)], ...found };
  }
  const { made, failure } = await make(suite, way, target, ports);
  return { accounts: made, made, notes: failure === undefined ? [] : [failure], ...found };
}

/** Makes accounts one by one, until one cannot be made. */
async function make<Caller, Extra extends object>(
  suite: Suite<Caller, Extra>,
  way: Opened<Caller>,
  target: Target,
  ports: OpeningPorts,
): Promise<{ made: readonly Account[]; failure?: string }> {
  const { session } = openSession(suite, way, target, ports, []);
  const create = target.hooks?.["create-account"];
  const made: Account[] = [];
  const { passwordLengths: lengths = PASSWORDS } = suite;
  try {
    for (const length of lengths) {
      const name = session.newName();
      const email = suite.emailOf?.(name);
      const account: Account = {
        username: nameIn(suite, name),
        password: session.newPassword(length),
        ...(email !== undefined && { email }),
      };
      await (create
        ? callHook("create-account", create, { username: account.username, password: account.password })
        : suite.register?.(session, account));
      made.push(account);
      ports.made?.(account);
    }
    return { made };
  } catch (error) {
    if (!(error instanceof PreparationFailed || error instanceof CannotTest)) throw error;
    const count = made.length === 0 ? "no account" : `only ${made.length} of ${lengths.length} accounts`;
    return { made, failure: `${count} could be made: ${whyNot(error, target)}` };
  }
}

/** A new name as the protocol spells the names of its users. */
function nameIn<Caller, Extra extends object>({ nameOf = asItIs }: Suite<Caller, Extra>, name: string): string {
  return nameOf(name);
}

const asItIs = (name: string): string => name;

/** Why there is no account, and what to do about it. */
export function noAccount(registration: Registration | undefined): string {
  const why = registration === undefined ? "" : REASONS[registration];
  return `no account is given${why}. ${GIVE_ACCOUNTS}`;
}

const REASONS: Readonly<Record<Registration, string>> = {
  offered: "",
  absent: ", and the target makes none: it offers no registration",
  dear: ", and to make one the target asks for more work than a run can do",
};
const GIVE_ACCOUNTS = "Give some: --account USER:PASSWORD, or accounts: or provision: in the target file.";

function whyNot(error: PreparationFailed | CannotTest, target: Target): string {
  if (error instanceof CannotTest) return `${error.message}. ${GIVE_ACCOUNTS}`;
  if (error.exchange.error) return noteOn(error.exchange, NOBODY, target);
  return `${requestText(error.exchange.request)} said ${describe(error.exchange)}. ${GIVE_ACCOUNTS}`;
}

/** Who is meant where no account is. */
export const NOBODY: Account = { username: "nobody", password: "" };
