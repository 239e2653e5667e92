import { describe } from "../kit/expect.ts";
import { PreparationFailed } from "../model/errors.ts";
import type { Exchange, TransportError } from "../model/exchange.ts";
import type { Clock } from "../model/ports.ts";
import type { Account, Target } from "../model/target.ts";
import { createKeeper } from "./keeper.ts";
import { type Liveness, SILENCE_MS } from "./liveness.ts";
import { createRandom } from "./ports.ts";
import { createRecorder } from "./recorder.ts";
import type { Secrets } from "./secrets.ts";
import { createSession, type Session } from "./session.ts";
import type { Observed, Opened, Suite } from "./suite.ts";

/** What a first look at a target shows. */
export interface Looked {
  /** The accounts that can log in. */
  readonly usable: readonly Account[];
  readonly observed: Observed;
  /** What the person who runs the suite should know. */
  readonly notes: readonly string[];
}

/** What a look is taken with. */
export interface LookPorts {
  readonly clock: Clock;
  readonly secrets: Secrets;
  /** How long the target may keep silent, in milliseconds. */
  readonly silenceMs?: number;
  /** Called with each exchange. */
  readonly note?: Liveness["note"];
}

/**
 * Logs every account in once, before any check: a mistyped password is not the target's fault, and is no finding. What
 * the target file declares goes before what is observed.
 */
export async function look<Caller, Extra extends object>(
  suite: Suite<Caller, Extra>,
  way: Opened<Caller>,
  target: Target,
  { clock, secrets, silenceMs = SILENCE_MS, note = () => {} }: LookPorts,
): Promise<Looked> {
  const liveness = { turn: async () => silenceMs, note };
  const keeper = createKeeper();
  const { leewayMs, ...declared } = target.lifetimes;
  const usable: Account[] = [];
  const notes: string[] = [];
  let observed: Observed = { clockAheadMs: 0 };
  for (const account of target.accounts) {
    const recorder = createRecorder({ clock, secrets, secretRoles: suite.secretRoles, liveness, keeper });
    const random = createRandom(0, `look ${account.username}`);
    const parts = {
      accounts: [account],
      clock,
      random,
      recorder,
      shared: new Map(),
      clockAheadMs: 0,
      leewayMs,
      maxWaitMs: 0,
    };
    const session: Session = createSession(parts);
    try {
      const extra = suite.extend(session, way.caller(recorder), target);
      observed = await suite.observe(Object.assign(session, extra), account);
      usable.push(account);
    } catch (error) {
      if (!(error instanceof PreparationFailed)) throw error;
      notes.push(noteOn(error.exchange, account, target));
      // Where nothing answers, asking for the other accounts is only waiting.
      if (error.exchange.error) break;
    }
  }
  if (target.accounts.length === 0)
    notes.push("no account is given: --account USER:PASSWORD, or accounts: in the target file");
  return { usable, observed: { ...observed, ...declared }, notes };
}

/** Whether a target answers anything at all: it is asked as at the first look, until something comes back. */
export function isThere<Caller, Extra extends object>(
  suite: Suite<Caller, Extra>,
  way: Opened<Caller>,
  target: Target,
  ports: LookPorts,
): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const note: Liveness["note"] = ({ response }) => response && resolve(true);
    look(suite, way, target, { ...ports, note }).then(() => resolve(false), reject);
  });
}

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
