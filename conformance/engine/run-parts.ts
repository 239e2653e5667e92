import type { Given } from "../model/check.ts";
import type { Clock, Counterpart, Listener, Mailbox, Timers } from "../model/ports.ts";
import type { Target } from "../model/target.ts";
import type { Keeper } from "./keeper.ts";
import type { Liveness } from "./liveness.ts";
import type { Looked } from "./look.ts";
import type { Selection } from "./plan.ts";
import type { Secrets } from "./secrets.ts";
import type { SharedExchanges, Stock } from "./session.ts";
import type { Opened, Suite } from "./suite.ts";
import type { World } from "./surroundings.ts";

/** What is run, and how. */
export interface RunOptions extends Selection {
  readonly seed: number;
  readonly concurrency: number;
  readonly maxWaitMs: number;
  /** How long the target may keep silent, in milliseconds. */
  readonly silenceMs?: number;
}

/** What the engine does not make itself. */
export interface RunPorts {
  readonly clock: Clock;
  /** How silences are waited out; without them, in real time. */
  readonly timers?: Timers;
  readonly secrets: Secrets;
  /** Ends the run early: what has no verdict by then gets none. */
  readonly signal?: AbortSignal;
  /** Creates what sees what the target fetches; without it, it is a server of this process. */
  listener?(target: Target): Listener;
  /** Create what reads the target's mails, and what it asks in its turn; without them, both are of this process. */
  mailbox?(target: Target): Mailbox;
  counterpart?(target: Target): Counterpart;
  /** Says of a target that the suite started how it has ended, if it has; a request that fails may be the first to know. */
  ended?(): Promise<string | undefined>;
  /** Called when a check has come to its verdict. */
  progress?(done: number, total: number): void;
}

/** What all checks of a run have in common. */
export interface Run<Caller, Extra extends object> extends Looked {
  readonly suite: Suite<Caller, Extra>;
  readonly way: Opened<Caller>;
  readonly target: Target;
  readonly options: RunOptions;
  readonly ports: RunPorts;
  readonly shared: SharedExchanges;
  readonly stock: Stock;
  readonly world: World;
  readonly listener: Listener;
  readonly mailbox: Mailbox;
  readonly counterpart: Counterpart;
  readonly given: Given;
  readonly liveness: Liveness;
  readonly keeper: Keeper;
}
