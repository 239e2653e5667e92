import type { Check, Feature } from "../model/check.ts";
import type { Exchange } from "../model/exchange.ts";
import type { Jwk } from "../model/jwt.ts";
import type { ObservedPolicy } from "../model/policy.ts";
import type { Clock, Timers } from "../model/ports.ts";
import type { RequirementId } from "../model/requirement.ts";
import type { Readiness } from "../model/start.ts";
import type { Account, Target } from "../model/target.ts";
import type { Operations } from "../model/wire.ts";
import type { ExpiryOf } from "./lateness.ts";
import type { Recorder } from "./recorder.ts";
import type { Session } from "./session.ts";

/** What one successful login tells about a target. */
export interface Observed {
  readonly accessMs?: number;
  readonly refreshMs?: number;
  readonly clockAheadMs: number;
  readonly registration?: Registration;
  /** The keys that the target publishes for its JWTs. */
  readonly publicKeys?: readonly Jwk[];
  /** By which name the target knows the user. */
  readonly identity?: string;
  /** What the target was seen to do where the protocol leaves it a choice. */
  readonly policy?: ObservedPolicy;
  /** A wrong password and a garbage token were served like right ones: nothing that succeeds there means anything. */
  readonly servesAnything?: boolean;
}

/** What a way to a target is opened with. */
export interface Means {
  readonly clock: Clock;
  /** For whom nothing comes; without them, those of the system. */
  readonly timers?: Timers | undefined;
  /** How long to wait, in all, for a target that asks to be asked later. */
  readonly maxWaitMs: number;
  /** Called when the target asked to be asked later, and that was waited for. */
  waited?(milliseconds: number): void;
}

/** A way to a target that is open; every check asks on it with a record of its own. */
export interface Opened<Caller> {
  caller(recorder: Recorder): Caller;
  /** Ends what a caller has left open; called when its check has come to its verdict. */
  done?(caller: Caller): void;
  /** Resolves when the target answers; throws CannotTest if it does not in time, which is half a minute unless it is given. */
  ready(readiness?: Readiness): Promise<void>;
  /** What time the target says it is, in milliseconds since the epoch; for a transport whose answers tell it. */
  time?(): Promise<number | undefined>;
  /** Asks an operation with nothing in it, to see whether it is there; nothing where it cannot be asked so. */
  probe(recorder: Recorder, operation: string): Promise<Exchange | undefined>;
  close(): Promise<void>;
}

/** Whether a target makes accounts: there is no such operation, or it asks for more work than a run can do. */
export type Registration = "offered" | "absent" | "dear";

/**
 * Everything that makes a protocol testable. The engine knows this interface and no protocol; a protocol over another
 * transport brings the function that opens it.
 */
export interface Suite<Caller, Extra extends object> {
  readonly secretRoles: readonly string[];
  /** What a target file can spell, as the protocol spells it. */
  readonly operations: Operations;
  /** The roles of tokens. */
  readonly tokenRoles: readonly string[];
  /** By how many milliseconds their lifetimes may be rounded, where they are told in more than milliseconds. */
  readonly roundedByMs?: number;
  /** When they expire, where no `expiresAt` comes with them. */
  expiriesOf?(target: Target): ExpiryOf;
  open(target: Target, means: Means): Opened<Caller>;
  /** What the protocol adds to the session of a check: a client of its own. */
  extend(session: Session, caller: Caller, target: Target): Extra;
  /** Logs an account in and reads off what the wire tells; throws PreparationFailed if it cannot log in. */
  observe(session: Session & Extra, account: Account, target: Target): Promise<Observed>;
  /**
   * Finds out what the target does where the protocol leaves it a choice, by a few more logins; what cannot be seen is
   * left out. Sessions of the account may end by it, so that it comes before all checks.
   */
  observePolicy?(session: Session & Extra, account: Account, target: Target): Promise<ObservedPolicy>;
  /** Finds out whether the target makes accounts; for a protocol that has an operation for it. */
  registration?(session: Session & Extra): Promise<Registration>;
  /** Makes an account; throws PreparationFailed if the target does not make it. */
  register?(session: Session & Extra, account: Account): Promise<void>;
  /** The users of a target that has none of its own: the suite vouches for them. */
  users?(target: Target): readonly Account[];
  /** The lengths of the passwords of accounts that are made, longest first; without it, one is over 128 bytes. */
  readonly passwordLengths?: readonly number[];
  /** How the protocol spells the name of a user; without it, as it is: lower-case letters and digits. */
  nameOf?(name: string): string;
  /** Where mail reaches a user of that name who is made; for a protocol whose accounts have an email. */
  emailOf?(name: string): string;
  /**
   * Removes an account that the run made, by the protocol's own operation for it; throws PreparationFailed if the
   * target does not, and CannotTest where it has no such operation.
   */
  remove?(session: Session & Extra, account: Account): Promise<void>;
  /** The parts that the target has, as its wire spells them; without it, a target has them all. */
  features?(target: Target): ReadonlySet<Feature>;
  /** Whether a check ends what others have prepared with this target, so that it comes after them, alone. */
  comesAlone?(check: Check<never>, target: Target): boolean;
  /** The requirements that what a target declares falls short of, each with the choice that does. */
  shortfalls?(target: Target): ReadonlyMap<RequirementId, string>;
  /** Known deviations from requirements, by the names that target files use. */
  readonly dialects: Readonly<Record<string, readonly RequirementId[]>>;
  readonly catalogue: AnyCatalogue<Session & Extra>;
}

/** Checks by requirement, then by circumstance. */
export type AnyCatalogue<S> = Readonly<Record<string, Readonly<Record<string, Check<S>>>>>;
