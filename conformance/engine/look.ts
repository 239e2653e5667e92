import { describe } from "../kit/expect.ts";
import { CannotTest, PreparationFailed } from "../model/errors.ts";
import type { Exchange, TransportError } from "../model/exchange.ts";
import type { Clock } from "../model/ports.ts";
import type { Account, Target } from "../model/target.ts";
import { createRandom } from "./ports.ts";
import { createRecorder } from "./recorder.ts";
import type { Secrets } from "./secrets.ts";
import { createSession, type Session } from "./session.ts";
import type { Observed, Opened, Suite } from "./suite.ts";

/** What a first look at a target shows. */
export interface Looked {
  /** The accounts that can log in. */
  readonly usable: readonly Account[];
  /** The accounts that were made for the run. */
  readonly made: readonly Account[];
  readonly observed: Observed;
  /** What the person who runs the suite should know. */
  readonly notes: readonly string[];
}

/** Lengths of the passwords of the accounts that are made: one is longer than any hash looks at by itself. */
const PASSWORDS = [140, 20, 20];

/**
 * Logs every account in once, before any check: a mistyped password is not the target's fault, and is no finding. Where
 * no account is given, it has the target make some. What the target file declares goes before what is observed.
 */
export async function look<Caller, Extra extends object>(
  suite: Suite<Caller, Extra>,
  way: Opened<Caller>,
  target: Target,
  ports: { clock: Clock; secrets: Secrets },
): Promise<Looked> {
  const { leewayMs, ...declared } = target.lifetimes;
  const open = (accounts: readonly Account[]): Session & Extra => {
    const recorder = createRecorder(ports.clock, ports.secrets, suite.secretRoles);
    const random = createRandom(0, `look ${accounts[0]?.username}`);
    const parts = { ...ports, ...NOTHING_AROUND, accounts, random, recorder, shared: new Map(), leewayMs };
    const session = createSession(parts);
    return Object.assign(session, suite.extend(session, way.caller(recorder), target));
  };
  const usable: Account[] = [];
  const made: Account[] = [];
  const notes: string[] = [];
  let observed: Observed = { clockAheadMs: 0 };
  const registration = await suite.registration?.(open([]));
  const create = target.hooks?.["create-account"];
  const makesAccounts = target.accounts.length === 0 && (create !== undefined || registration === "offered");
  try {
    for (const length of makesAccounts ? PASSWORDS : []) {
      const session = open([]);
      const account: Account = { username: session.newName(), password: session.newPassword(length) };
      await (create
        ? create({ username: account.username, password: account.password })
        : suite.register?.(session, account));
      made.push(account);
    }
    for (const account of [...target.accounts, ...made]) {
      try {
        observed = await suite.observe(open([account]), account);
        usable.push(account);
      } catch (error) {
        if (!(error instanceof PreparationFailed)) throw error;
        notes.push(noteOn(error.exchange, account, target));
        // Where nothing answers, asking for the other accounts is only waiting.
        if (error.exchange.error) break;
      }
    }
  } catch (error) {
    if (!(error instanceof PreparationFailed || error instanceof CannotTest)) throw error;
    notes.push(`no account is given, and none could be made: ${whyNot(error, target)} ${GIVE_ACCOUNTS}`);
  }
  if (target.accounts.length === 0 && !makesAccounts) notes.push(`no account is given. ${GIVE_ACCOUNTS}`);
  return { usable, made, observed: { ...observed, ...(registration && { registration }), ...declared }, notes };
}

/** A first look spoils nothing, waits for nothing and has nothing done to the target. */
const NOTHING_AROUND = {
  clockAheadMs: 0,
  pause: (waiting: Promise<void>) => waiting,
  surroundings: { lease: notNow, hook: notNow, made: () => {} },
};

function notNow(): never {
  throw new Error("A first look does not do that.");
}

function whyNot(error: PreparationFailed | CannotTest, target: Target): string {
  if (error instanceof CannotTest) return `${error.message}.`;
  return error.exchange.error ? noteOn(error.exchange, NOBODY, target) : `${describe(error.exchange)}.`;
}

const NOBODY: Account = { username: "nobody", password: "" };

const GIVE_ACCOUNTS = "Give some: --account USER:PASSWORD, or accounts: in the target file.";

/** Why a login failed, and what to look at. */
function noteOn(exchange: Exchange, { username }: Account, { url }: Target): string {
  const { error } = exchange;
  const remedy = error && (/wrong version number/i.test(error.message) ? NO_TLS : REMEDIES[error.code]);
  if (remedy) return `${url} did not answer: ${exchange.said.replace(/\s+/g, " ")}. ${remedy}`;
  const asked = `${exchange.request.method} ${exchange.request.url}`;
  return `${username} cannot log in: ${asked} said ${describe(exchange)}. Check the name, the password, and that path.`;
}

const NO_TLS = "It does not speak TLS there: try http://.";

const REMEDIES: Partial<Record<TransportError["code"], string>> = {
  unreachable: "Is the server running there?",
  tls: "Give the authority that signed its certificate: --ca FILE.",
  timeout: "Does it do anything at all?",
  malformed: "Is it HTTP that it speaks, and not HTTPS, or the other way round?",
  closed: "Is it HTTP that it speaks, and not HTTPS, or the other way round?",
};
