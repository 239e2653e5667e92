import type { Exchange, Meaning, Request, Response, Roles, TransportError } from "../model/exchange.ts";
import type { Clock } from "../model/ports.ts";
import { cut, type Keeper } from "./keeper.ts";
import type { Liveness } from "./liveness.ts";
import type { Secrets } from "./secrets.ts";

/** What is known of an exchange before it takes place. */
export interface Intent {
  readonly operation?: string;
  /** What the exchange is called where it belongs to no operation. */
  readonly name?: string;
  readonly sent: Roles;
  readonly request: Request;
  readonly mayClose?: true;
  readonly mayBeLimited?: true;
}

/** Keeps every exchange of one check, in the order in which they began. */
export interface Recorder {
  /**
   * Sends a request, and keeps what became of it.
   *
   * @param send gets the milliseconds that the target may keep silent; what comes of it is a response, an error, or,
   * where nothing had to come back, what that means
   * @param read may say that it was another request in the end
   * @throws TargetGone where the target no longer answers; nothing is sent then
   */
  record<R extends Response>(
    intent: Intent,
    send: (silenceMs: number) => Promise<R | TransportError | Meaning>,
    read: (response: R) => Meaning & { readonly request?: Request },
  ): Promise<Exchange>;
  /** Puts an exchange of another record on this one, once, under a step of its own. */
  adopt(exchange: Exchange): Exchange;
  /** Puts what became known later with an exchange of this record. */
  amend(exchange: Exchange, later: Pick<Exchange, "fetched">): Exchange;
  /** Puts an exchange on this record in which the target asked, and the suite answered. */
  witness(name: string, exchange: Omit<Exchange, "step">): Exchange;
  exchanges(): readonly Exchange[];
  /** Registers a secret that the check made itself. */
  secret(role: string, value: string): void;
  /** Registers what the check made of a secret, and how. */
  derive(from: string, value: string, how: string): void;
  /** Notes that the check has waited for an expiry to be over: what is done with that token from now on is meant. */
  awaitExpiry(epochMilliseconds: number): void;
  /** Notes when a token expires, where the answer that gave it does not tell. */
  expires(token: string, epochMilliseconds: number): void;
  /** The expiries that were noted, by their tokens. */
  noted(): ReadonlyMap<unknown, number>;
  /** The expiries that were waited for, and since when they had been, by the suite's clock. */
  awaited(): ReadonlyMap<number, number>;
}

/** What all records of a run have in common. */
export interface RecorderParts {
  readonly clock: Clock;
  readonly secrets: Secrets;
  readonly secretRoles: readonly string[];
  readonly liveness: Pick<Liveness, "turn" | "note">;
  readonly keeper: Pick<Keeper, "exchange">;
  /** How the target has ended, where that is known. */
  readonly ended?: (() => Promise<string | undefined>) | undefined;
}

/** Creates an empty record. Secrets are registered when they are seen, and what is made from them when it is sent. */
export function createRecorder({ clock, secrets, secretRoles, liveness, keeper, ended }: RecorderParts): Recorder {
  const recorded: Exchange[] = [];
  const counts = new Map<string, number>();
  const adopted = new Map<Exchange, Exchange>();
  const awaited = new Map<number, number>();
  const noted = new Map<unknown, number>();
  const nextStep = (name: string) => {
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    return count === 1 ? name : `${name} (${count})`;
  };
  return {
    async record({ name, ...intent }, send, read) {
      const silenceMs = await liveness.turn();
      for (const role of secretRoles) secrets.seeDerived(intent.sent[role]);
      const place = recorded.length;
      const startedAt = clock.now();
      const step = nextStep(name ?? nameOf(intent));
      const pending = { ...intent, step, startedAt, taken: {}, outcome: "unanswered", said: "nothing" };
      recorded.push({ ...pending, durationMs: 0 });
      const answer = await send(silenceMs);
      const durationMs = clock.now() - startedAt;
      const isAnswered = "kind" in answer || "outcome" in answer;
      const end = isAnswered ? undefined : await ended?.();
      const whole: Exchange =
        "kind" in answer
          ? { ...pending, response: answer, ...read(answer), durationMs }
          : "outcome" in answer
            ? { ...pending, ...answer, durationMs }
            : { ...pending, error: answer, said: unansweredText(answer, end), durationMs };
      const exchange =
        Object.keys(whole.taken).length === 0 ? keeper.exchange(whole) : { ...whole, said: cut(whole.said) };
      for (const role of secretRoles) secrets.see(role, exchange.taken[role]);
      recorded[place] = exchange;
      liveness.note(exchange);
      return exchange;
    },
    adopt(exchange) {
      const present = recorded.includes(exchange) ? exchange : adopted.get(exchange);
      if (present) return present;
      const own = { ...exchange, step: nextStep(nameOf(exchange)) };
      adopted.set(exchange, own);
      recorded.push(own);
      return own;
    },
    amend(exchange, later) {
      const place = recorded.indexOf(exchange);
      if (place < 0) throw new Error(`${exchange.step} is not on the record.`);
      const amended = { ...exchange, ...later };
      recorded[place] = amended;
      return amended;
    },
    witness(name, exchange) {
      const own = { ...exchange, step: nextStep(name) };
      recorded.push(own);
      return own;
    },
    exchanges: () => recorded,
    secret: (role, value) => secrets.see(role, value),
    derive: (from, value, how) => secrets.derive(from, value, how),
    awaitExpiry(epochMilliseconds) {
      if (!awaited.has(epochMilliseconds)) awaited.set(epochMilliseconds, clock.now());
    },
    expires: (token, epochMilliseconds) => void noted.set(token, epochMilliseconds),
    noted: () => noted,
    awaited: () => awaited,
  };
}

function unansweredText({ message, code }: TransportError, ended: string | undefined): string {
  return `${message} (${code})${ended === undefined ? "" : `; ${ended}`}`;
}

function nameOf({ operation = "request" }: Pick<Exchange, "operation">): string {
  return operation;
}
