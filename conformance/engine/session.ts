import { randomInt } from "node:crypto";
import { CannotTest } from "../model/errors.ts";
import type { Exchange } from "../model/exchange.ts";
import type { JwtSettings } from "../model/jwt.ts";
import type { Bait, Clock, Content, Counterpart, Listener, Mailbox, Random } from "../model/ports.ts";
import type { Account, HookName } from "../model/target.ts";
import { createGate, type Gate } from "./gate.ts";
import { type Played, recorded } from "./playing.ts";
import type { Recorder } from "./recorder.ts";
import type { Pause } from "./turns.ts";

/** What every check can do, whatever its protocol. */
export interface Session {
  readonly account: Account;
  /** Every account that can log in, `account` first. */
  readonly accounts: readonly Account[];
  /** Another user than `account`; only for checks that need `second-account`. */
  readonly other: Account;
  readonly random: Random;
  /** An account that this check alone uses, and may spoil; only for checks that need `disposable-account`. */
  lease(): Account;
  /** Has something done to the target that only who runs it can do; only for checks that need the hook. */
  hook(name: HookName, values?: Readonly<Record<string, string>>): Promise<void>;
  /** A name that nobody has, whatever was drawn in an earlier run: lower-case letters and digits. */
  newName(): string;
  /** A password that nobody has, and nobody can draw again: letters and digits, of so many bytes. */
  newPassword(length: number): string;
  /** A secret of the suite's own that nobody can draw again, registered under its role: letters and digits. */
  newSecret(role: string, length: number): string;
  /** Notes that a text is a secret of the run, such as one that was mailed. */
  secret(role: string, value: string): void;
  /** Looks for something for up to some three seconds, until it is there. */
  soon<T>(look: () => Promise<T | undefined>): Promise<T | undefined>;
  /** The mails to an address, oldest first; only for checks that need `mailbox`. */
  mails(address: string): Promise<readonly string[]>;
  /** Plays a part that the target asks in its turn, from now on; what it asks and is answered is on the record. */
  play(part: Played): void;
  /** What the target has asked of this check's parts up to now, in order. */
  asked(): readonly Exchange[];
  /** Notes that the check made an account, so that it is removed in the end. */
  made(account: Account): void;
  /** Notes that an account which the check made is no more. */
  gone(account: Account): void;
  /** Releases so many requests together, all but the first after gaps from 0 to so many milliseconds. */
  gate(requests: number, longestGapMs: number): Gate;
  /** Milliseconds since the epoch, by the suite's clock. */
  now(): number;
  /** Milliseconds since the epoch, by the target's clock. */
  targetNow(): number;
  /** Milliseconds by which the target's clock is ahead of the suite's. */
  readonly clockAheadMs: number;
  /** Milliseconds by which a verifier may take a token longer than its expiry says. */
  readonly leewayMs: number;
  /** What is known of the JWTs that the target issues. */
  readonly jwt: JwtSettings;
  /** Notes that the check made a token, or the like, of another one, and how, so that reports call it after that. */
  derived(from: string, value: string, how: string): void;
  /** Offers something that a request then names; only for checks that need `listener`. */
  offer(content: (url: string) => Content): Promise<Bait>;
  /** The same over TLS, where nothing is served; nothing where there is no port for it. */
  offerOverTls(): Promise<Bait | undefined>;
  /** The exchange, with what the target has fetched of a bait since it was last looked for, by a moment from now. */
  withFetches(exchange: Exchange, bait: Bait): Promise<Exchange>;
  /**
   * An exchange that checks share, such as a login that none of them is about: made once a run for each key, and on
   * the record of every check that uses it; made again where it is not `fresh` any more.
   */
  shared(key: string, make: () => Promise<Exchange>, fresh?: (exchange: Exchange) => boolean): Promise<Exchange>;
  /** Puts an exchange that another check made on the record of this one, so that it can be evidence here as well. */
  adopt(exchange: Exchange): Exchange;
  /** What checks of one run leave for each other under a name, such as logins that are still good. */
  stock<T>(key: string): T[];
  /** When something expires that lives so many milliseconds from an answer on: by the target's clock. */
  expiryOf(exchange: Exchange, lifetimeMs: number): number;
  /** Asks again for a second or two, until an answer shows that what was done to the target has its effect. */
  eventually(ask: () => Promise<Exchange>, shows: (answer: Exchange) => boolean): Promise<Exchange>;
  /** Notes when a token is good no longer, by the target's clock, where the answer that gave it does not tell. */
  expires(token: string, epochMilliseconds: number): void;
  /** Milliseconds until an instant, by the target's clock; 0 from then on. */
  left(epochMilliseconds: number): number;
  /**
   * Waits until the target's clock is past an instant by its leeway and a second, or by so many milliseconds: what
   * comes so early before an expiry must still be good, and is none of what the check means to do behind it.
   *
   * @throws CannotTest where that is longer than anybody is willing to wait, as of `nearly`
   */
  until(epochMilliseconds: number, by?: number): Promise<void>;
  /** Waits until most of the time from now to an instant is over, by the target's clock. */
  nearly(epochMilliseconds: number): Promise<void>;
}

/** What a session is made of. */
export interface SessionParts {
  readonly accounts: readonly Account[];
  readonly clock: Clock;
  readonly random: Random;
  readonly recorder: Recorder;
  readonly shared: SharedExchanges;
  readonly stock: Stock;
  readonly surroundings: Surroundings;
  readonly listener: Omit<Listener, "close">;
  readonly mailbox: Pick<Mailbox, "mailsTo">;
  readonly counterpart: Pick<Counterpart, "play">;
  readonly jwt: JwtSettings;
  readonly pause: Pause;
  readonly clockAheadMs: number;
  readonly leewayMs: number;
  /** The longest lifetime to wait for. */
  readonly maxWaitMs: number;
}

/** What a session does beyond its own check. */
export type Surroundings = Pick<Session, "lease" | "hook" | "made" | "gone">;

/** What the checks of one run leave for each other, by its key. */
export type Stock = Map<string, unknown[]>;

/** The exchanges that the checks of one run share, by their key. */
export type SharedExchanges = Map<string, Promise<Exchange>>;

/** Creates the session of one check. */
export function createSession(parts: SessionParts): Session {
  const { clock, random, recorder, shared, stock, surroundings, pause, clockAheadMs, leewayMs, maxWaitMs } = parts;
  const [account, other] = parts.accounts;
  const asked: Exchange[] = [];
  const remaining = (epochMilliseconds: number) => Math.max(0, epochMilliseconds - clockAheadMs - clock.now());
  const newSecret = (role: string, length: number) => {
    // Not by the seed, which reports show: what it opens may outlive the run.
    const secret = Array.from({ length }, () => LETTERS[randomInt(LETTERS.length)]).join("");
    recorder.secret(role, secret);
    return secret;
  };
  const wait = (milliseconds: number) => {
    // The plan went by what one login told. What the next one tells may be another lifetime, or a year.
    if (milliseconds <= maxWaitMs + leewayMs + SLACK_MS) return pause(clock.sleep(milliseconds));
    throw new CannotTest(`it would have to wait ${Math.round(milliseconds / 1000)} s for an expiry: raise --max-wait`);
  };
  return {
    get account() {
      return present(account);
    },
    get other() {
      return present(other);
    },
    accounts: parts.accounts,
    random,
    ...surroundings,
    newName: () =>
      `am${randomInt(36 ** 5)
        .toString(36)
        .padStart(5, "0")}${clock.now().toString(36)}`,
    newPassword: (length) => newSecret("password", length),
    newSecret,
    secret: (role, value) => recorder.secret(role, value),
    async soon(look) {
      let found = await look();
      for (const milliseconds of FOUND_WITHIN) {
        if (found !== undefined) break;
        await clock.sleep(milliseconds);
        found = await look();
      }
      return found;
    },
    play: (part) =>
      parts.counterpart.play(recorded(part, { clock, recorder, heard: (exchange) => asked.push(exchange) })),
    asked: () => [...asked],
    mails: (address) => parts.mailbox.mailsTo(address),
    gate: (requests, longestGapMs) =>
      createGate(
        Array.from({ length: requests }, (_, index) => (index === 0 ? 0 : random.below(longestGapMs + 1))),
        (milliseconds) => clock.sleep(milliseconds),
      ),
    now: () => clock.now(),
    targetNow: () => clock.now() + clockAheadMs,
    clockAheadMs,
    leewayMs,
    jwt: parts.jwt,
    derived: (from, value, how) => recorder.derive(from, value, how),
    offer: (content) => parts.listener.offer(content),
    offerOverTls: () => parts.listener.offerOverTls(),
    async withFetches(exchange, bait) {
      const atOnce = bait.newFetches();
      if (atOnce.length > 0) return recorder.amend(exchange, { fetched: atOnce });
      await pause(clock.sleep(FETCHED_WITHIN_MS));
      return recorder.amend(exchange, { fetched: bait.newFetches() });
    },
    async shared(key, make, fresh = () => true) {
      for (let pending = shared.get(key); pending !== undefined; pending = shared.get(key)) {
        const before = await pending;
        if (fresh(before)) return recorder.adopt(before);
        // Another check may have made it again meanwhile.
        if (shared.get(key) === pending) break;
      }
      const made = make();
      shared.set(key, made);
      // What could not be made is made again by the next check.
      made.catch(() => shared.get(key) === made && shared.delete(key));
      return made;
    },
    adopt: (exchange) => recorder.adopt(exchange),
    stock<T>(key: string) {
      const before = stock.get(key) as T[] | undefined;
      const all = before ?? [];
      if (!before) stock.set(key, all);
      return all;
    },
    expiryOf: ({ startedAt, durationMs }, lifetimeMs) => startedAt + durationMs + clockAheadMs + lifetimeMs,
    async eventually(ask, shows) {
      let answer = await ask();
      for (const milliseconds of EFFECTIVE_WITHIN) {
        if (shows(answer)) break;
        await clock.sleep(milliseconds);
        answer = await ask();
      }
      return answer;
    },
    expires: (token, epochMilliseconds) => recorder.expires(token, epochMilliseconds),
    left: remaining,
    async until(epochMilliseconds, by = leewayMs + 1000) {
      // At least a moment, which tells what was asked before from what is asked afterwards.
      await wait(Math.max(1, remaining(epochMilliseconds + by)));
      if (by >= 0) recorder.awaitExpiry(epochMilliseconds);
    },
    nearly: async (epochMilliseconds) => wait(MOST * remaining(epochMilliseconds)),
  };
}

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/** Late enough that a lifetime which is extended by use would be seen to be, early enough not to be too late. */
const MOST = 0.8;

/** Who fetches what a token names does so before the answer, or right behind it. */
const FETCHED_WITHIN_MS = 300;

/** Who changes or removes an account may be told that it is done a little before it is. */
const EFFECTIVE_WITHIN = [100, 300, 600, 1000];

/** Mails take a little longer. */
const FOUND_WITHIN = [50, 150, 300, 500, 1000, 1000];

/** What clocks that tell whole seconds, and a second more to be sure, add to a lifetime. */
const SLACK_MS = 5000;

/** The plan lets no check run that needs an account which is not there. */
function present(account: Account | undefined): Account {
  if (!account) throw new Error("A check uses an account that it does not say it needs.");
  return account;
}
