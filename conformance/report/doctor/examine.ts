import type { Survey } from "../../engine/survey.ts";
import type { Operations } from "../../model/wire.ts";
import { accounts } from "./accounts.ts";
import { address, certificate } from "./address.ts";
import { binding } from "./binding.ts";
import { coverage } from "./coverage.ts";
import { keys } from "./keys.ts";
import { policy } from "./policy.ts";
import { clock, lifetimes, limits, movedClock } from "./time.ts";

/** How one thing stands: in order, to be looked at, in the way of a test, or not to be said. */
export type Sign = "fine" | "look" | "wrong" | "none";

/** One thing that was examined, and what to do about it. */
export interface Line {
  readonly sign: Sign;
  readonly topic: string;
  readonly text: string;
}

/** What a topic is examined with. */
export interface Examined extends Survey {
  /** How the protocol spells its operations, where the target file does not say otherwise. */
  readonly operations: Operations;
  /** What a target said as it may be shown: without secrets, and then cut, since half a secret is not recognised. */
  show(said: string): string;
}

/** Examines one topic; a topic of which there is nothing to say has no line. */
export type Examine = (survey: Examined) => readonly Line[];

/** In this order, since what is wrong with one is often why the next cannot be told. */
const TOPICS: readonly Examine[] = [
  address,
  certificate,
  binding,
  accounts,
  clock,
  movedClock,
  lifetimes,
  keys,
  policy,
  limits,
  coverage,
];

/** Says how a target stands, a line each. */
export function examine(survey: Examined): Line[] {
  return TOPICS.flatMap((topic) => topic(survey));
}

/** Whether a test can run: somebody can log in, or will be able to. */
export function canBeTested({ usable, makesAccounts }: Pick<Survey, "usable" | "makesAccounts">): boolean {
  return usable.length > 0 || makesAccounts;
}
