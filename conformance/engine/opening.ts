import type { Clock, Counterpart, Mailbox } from "../model/ports.ts";
import type { Account, Target } from "../model/target.ts";
import { createKeeper } from "./keeper.ts";
import { type Liveness, SILENCE_MS } from "./liveness.ts";
import { createRandom } from "./ports.ts";
import { createRecorder, type Recorder } from "./recorder.ts";
import type { Secrets } from "./secrets.ts";
import { createSession, type Session } from "./session.ts";
import type { Opened, Suite } from "./suite.ts";

/** What a session before any check is opened with. */
export interface OpeningPorts {
  readonly clock: Clock;
  readonly secrets: Secrets;
  /** How long the target may keep silent, in milliseconds. */
  readonly silenceMs?: number;
  /** Called with each exchange. */
  readonly note?: Liveness["note"];
  /** Where the target's mails are, and where it asks the suite; without them, neither can be used. */
  readonly mailbox?: Pick<Mailbox, "mailsTo">;
  readonly counterpart?: Pick<Counterpart, "play">;
  /** Called with each account that was made. */
  readonly made?: (account: Account) => void;
}

/** Opens a record for what comes before any check. */
export function openRecord(
  { secretRoles }: { readonly secretRoles: readonly string[] },
  { clock, secrets, silenceMs = SILENCE_MS, note = () => {} }: OpeningPorts,
): Recorder {
  const liveness = { turn: async () => silenceMs, note };
  return createRecorder({ clock, secrets, secretRoles, liveness, keeper: createKeeper() });
}

/**
 * Opens a session for what comes before any check: it spoils nothing, waits for nothing, and has nothing done to the
 * target.
 */
export function openSession<Caller, Extra extends object>(
  suite: Suite<Caller, Extra>,
  way: Opened<Caller>,
  target: Target,
  ports: OpeningPorts,
  accounts: readonly Account[],
): { session: Session & Extra; recorder: Recorder } {
  const recorder = openRecord(suite, ports);
  const session = createSession({
    accounts,
    clock: ports.clock,
    random: createRandom(0, `before any check ${accounts[0]?.username}`),
    recorder,
    shared: new Map(),
    stock: new Map(),
    jwt: target.jwt ?? {},
    listener: { offer: notNow, offerOverTls: notNow },
    mailbox: ports.mailbox ?? { mailsTo: notNow },
    counterpart: ports.counterpart ?? { play: notNow },
    surroundings: { lease: notNow, hook: notNow, made: () => {}, gone: () => {} },
    pause: (waiting) => waiting,
    clockAheadMs: 0,
    leewayMs: target.lifetimes.leewayMs,
    maxWaitMs: 0,
  });
  return { session: Object.assign(session, suite.extend(session, way.caller(recorder), target)), recorder };
}

function notNow(): never {
  throw new Error("Before any check, nothing is done to the target.");
}
