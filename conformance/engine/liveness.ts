import { isUnanswered } from "../kit/expect.ts";
import { TargetGone } from "../model/errors.ts";
import type { Exchange } from "../model/exchange.ts";
import type { Clock } from "../model/ports.ts";

/** How long a target may keep silent, in milliseconds, where nobody says otherwise. */
export const SILENCE_MS = 10_000;

/** Watches whether the target answers, over all requests of a run. */
export interface Liveness {
  /**
   * Waits while it is in doubt whether the target is there.
   *
   * @returns how long the target may keep silent on the next request, in milliseconds
   * @throws TargetGone where it no longer answers
   */
  turn(): Promise<number>;
  /** Notes what became of a request. */
  note(exchange: Exchange): void;
  /** The time of the last answer, in milliseconds since the epoch, where none came any more; settles any doubt first. */
  goneSince(): Promise<number | undefined>;
}

export interface LivenessParts {
  readonly clock: Clock;
  /** How long a silence may last, in milliseconds. */
  readonly silenceMs: number;
  /** Asks the target what it has answered before, with nothing beside it. */
  isThere(): Promise<boolean>;
}

/** So many requests in a row without an answer raise a doubt; when it was unfounded, the next one needs twice as many. */
const DOUBTFUL = 3;

/** So often a target in doubt is asked: what it was still busy with is done meanwhile. */
const TRIES = 3;

/**
 * What part of a silence is waited out, up to so many of them. A target that was silent so often is at fault whatever
 * comes, and how often it is so again is of little interest. In the end a slow one gets no more than a part, either.
 */
const PARTS: readonly (readonly [silences: number, part: number, mostForSlow: number])[] = [
  [16, 1, 1],
  [64, 1 / 10, 1],
  [Number.POSITIVE_INFINITY, 1 / 50, 1 / 4],
];

/** What answers to one operation took. */
interface Pace {
  prompt: number;
  late: number;
  slowestPromptMs: number;
  slowestMs: number;
}

/** An answer is late beyond this part of a silence. */
const LATE_PART = 1 / 4;

/** Where more than so many times as many answers to an operation are prompt, the late ones were held up. */
const PROMPT_AS_OFTEN = 3;

function isHeldUp({ prompt, late }: Pace): boolean {
  return prompt > PROMPT_AS_OFTEN * late;
}

/** Whether a check itself says how long it takes: it only waits, or sends in pieces. */
function isPaced({ request }: Exchange): boolean {
  return (
    request.kind === "stream" && (request.packets.length > 1 || (request.body === undefined && "doing" in request))
  );
}

/**
 * Creates the watch of one run. Without it a target that hangs would cost every request its full silence, hours in all.
 *
 * A target that answers nothing any more is found out after `DOUBTFUL` silences, which run side by side, and `TRIES`
 * more. One that hangs on some requests only is asked everything, but gets less and less time, as of `PARTS`; never less
 * than four times what its slowest answer took, so that a slow target does not get less than it needs. An answer that
 * comes late to what it mostly answers at once was held up, by a connection of another client perhaps: that is as good as
 * a silence. Where nothing is asked, and only waited, no answer tells how slow the target is.
 */
export function createLiveness({ clock, silenceMs, isThere }: LivenessParts): Liveness {
  let silences = 0;
  const paces = new Map<string, Pace>();
  let unanswered = 0;
  let doubtful = DOUBTFUL;
  let lastAnswerAt = clock.now();
  let isGone = false;
  const slowestMs = () =>
    Math.max(0, ...paces.values().map((pace) => (isHeldUp(pace) ? pace.slowestPromptMs : pace.slowestMs)));
  const isLate = (durationMs: number) => durationMs > LATE_PART * silenceMs;
  const learn = (operation: string, durationMs: number) => {
    const pace = paces.get(operation) ?? { prompt: 0, late: 0, slowestPromptMs: 0, slowestMs: 0 };
    paces.set(operation, pace);
    pace.slowestMs = Math.max(pace.slowestMs, durationMs);
    if (!isLate(durationMs)) {
      pace.prompt++;
      pace.slowestPromptMs = Math.max(pace.slowestPromptMs, durationMs);
    } else {
      pace.late++;
      if (isHeldUp(pace)) silences++;
    }
  };
  const allowedMs = () => {
    const [, part = 1, mostForSlow = 1] = PARTS.find(([most]) => silences < most) ?? [];
    return Math.max(part * silenceMs, Math.min(mostForSlow * silenceMs, 4 * slowestMs()));
  };
  let doubt: Promise<void> | undefined;

  const settle = async () => {
    for (let attempt = 1; attempt <= TRIES; attempt++) {
      if (await isThere()) {
        unanswered = 0;
        doubtful *= 2;
        doubt = undefined;
        return;
      }
      await clock.sleep(silenceMs / 10);
    }
    isGone = true;
  };

  return {
    async turn() {
      await doubt;
      if (isGone) throw new TargetGone();
      return allowedMs();
    },
    note(exchange) {
      const { operation, response, error, startedAt, durationMs } = exchange;
      if (response) {
        unanswered = 0;
        // One that took longer waited in a queue, behind a silence.
        if (!isPaced(exchange) && durationMs < allowedMs()) learn(operation ?? "", durationMs);
        lastAnswerAt = Math.max(lastAnswerAt, startedAt + durationMs);
      }
      if (!isUnanswered(exchange)) return;
      unanswered++;
      // Who drops silent clients ends the silence so, before it is waited out.
      if (error?.code === "timeout" || isLate(durationMs)) silences++;
      if (unanswered < doubtful || doubt) return;
      doubt = settle();
      // Who waits for it gets its error; somebody does, unless the run is interrupted.
      doubt.catch(() => {});
    },
    async goneSince() {
      await doubt;
      return isGone ? lastAnswerAt : undefined;
    },
  };
}
