/** What the suite itself can start a target from. */
export type StartKind = "command" | "image" | "compose";

/** How a target is started, and what it is told. */
export interface Start {
  readonly kind: StartKind;
  /** The command for the shell, the name of the image, or the path of the compose file. */
  readonly what: string;
  /** What named it, for messages: an option, or a file and a key. */
  readonly as: string;
  /** Where a command runs. */
  readonly folder: string;
  /** The service of a compose file that is tested; without it, the one that publishes a port. */
  readonly service?: string;
  /** What a container is started with in place of its image's own arguments. */
  readonly args?: readonly string[];
  /** The port that the target listens on; in a container, the one inside. */
  readonly port?: number;
  /** The same for plain HTTP beside TLS. */
  readonly plainPort?: number;
  readonly env: Readonly<Record<string, string>>;
  readonly ready: Readiness;
  /** Whether the suite may start it with a clock that it can move. */
  readonly lendsClock: boolean;
}

/** When a target that was started is ready to be asked. */
export interface Readiness {
  /** Below the target's URL; it then has to answer with a 2xx, and otherwise with anything below 500. */
  readonly path?: string;
  readonly withinMs: number;
  /** Ends the waiting early: it does not become ready any more. */
  readonly signal?: AbortSignal;
}

/** A line that a target wrote, and when it came, in milliseconds since the epoch. */
export interface LogLine {
  readonly at: number;
  readonly text: string;
}

/** How a target ended that nobody had stopped. */
export interface Ended {
  readonly at: number;
  /** The exit code, or the signal that ended it. */
  readonly code: number | string;
}

/** A target that the suite has started. */
export interface Started {
  /** Where it is reached. */
  readonly url: string;
  readonly plainUrl?: string;
  /** What hooks are told of it, beside what they are told anyway. */
  readonly told: Readonly<Record<string, string>>;
  /** What it has written so far; of much, the last part. */
  log(): readonly LogLine[];
  /** How it ended by itself; nothing while it runs, or where the suite stopped it. */
  ended(): Ended | undefined;
  /** Resolves when it ends by itself; never where it does not. */
  readonly whenEnded: Promise<Ended>;
  /** Stops it and starts it again, with the same store and at the same address. */
  restart(): Promise<void>;
  /** Ends it, and removes what is left of it. */
  stop(): Promise<void>;
}
