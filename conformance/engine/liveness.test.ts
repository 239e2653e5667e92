import { describe, expect, it } from "vitest";
import { TargetGone } from "../model/errors.ts";
import { fakeClock } from "../testing/clock.ts";
import { exchange, unanswered } from "../testing/exchanges.ts";
import { createLiveness } from "./liveness.ts";

const SILENCE_MS = 10_000;

/** A watch over a target that is there, or not, as often as it is asked; the last answer goes on. */
function watch(...there: readonly boolean[]) {
  const clock = fakeClock();
  let asked = 0;
  const isThere = async () => there[asked++] ?? there.at(-1) ?? false;
  return { clock, asked: () => asked, liveness: createLiveness({ clock, silenceMs: SILENCE_MS, isThere }) };
}

/** Notes so many exchanges of one kind. */
function noting(liveness: ReturnType<typeof watch>["liveness"], count: number, noted = unanswered("timeout")) {
  for (let index = 0; index < count; index++) liveness.note(noted);
}

describe("a target", () => {
  it("that leaves two requests in a row without an answer is not in doubt", async () => {
    const { liveness, asked } = watch(false);
    noting(liveness, 2);
    liveness.note(exchange());
    noting(liveness, 2);
    expect(await liveness.turn()).toBe(SILENCE_MS);
    expect([asked(), await liveness.goneSince()]).toEqual([0, undefined]);
  });

  it("that leaves three without, and does not answer when it is asked, is gone", async () => {
    const { liveness, asked, clock } = watch(false);
    liveness.note(exchange({ startedAt: 700, durationMs: 50 }));
    noting(liveness, 3, unanswered("closed"));
    await expect(liveness.turn()).rejects.toThrow(TargetGone);
    await expect(liveness.turn()).rejects.toThrow(TargetGone);
    expect(asked()).toBe(3);
    expect(clock.now()).toBe((3 * SILENCE_MS) / 10);
    expect(await liveness.goneSince()).toBe(750);
  });

  it("that answers when it is asked goes on, and twice as many silences raise the next doubt", async () => {
    const { liveness, asked } = watch(false, true);
    noting(liveness, 3);
    expect(await liveness.turn()).toBe(SILENCE_MS);
    expect(asked()).toBe(2);
    noting(liveness, 5);
    await liveness.turn();
    expect(asked()).toBe(2);
    noting(liveness, 1);
    await liveness.turn();
    expect(asked()).toBe(3);
    expect(await liveness.goneSince()).toBeUndefined();
  });

  it("that may close a connection in place of an answer is in no doubt when it does", async () => {
    const { liveness, asked } = watch(false);
    noting(liveness, 20, unanswered("closed", { mayClose: true }));
    await liveness.turn();
    expect(asked()).toBe(0);
  });

  it("passes on what went wrong when it was asked", async () => {
    const broken = () => Promise.reject(new TypeError("the suite is wrong"));
    const liveness = createLiveness({ clock: fakeClock(), silenceMs: SILENCE_MS, isThere: broken });
    noting(liveness, 3);
    await expect(liveness.turn()).rejects.toThrow("the suite is wrong");
  });
});

describe("a silence", () => {
  const silences = (count: number, slowestMs: number) => {
    const { liveness } = watch(true);
    for (let index = 0; index < count; index++) {
      liveness.note(unanswered("timeout"));
      liveness.note(exchange({ durationMs: slowestMs }));
    }
    return liveness.turn();
  };

  it.each([
    ["in full up to the sixteenth", 15, 1, SILENCE_MS],
    ["for a tenth of the time from then on", 16, 1, SILENCE_MS / 10],
    ["for a tenth up to the sixty-fourth", 63, 1, SILENCE_MS / 10],
    ["for a fiftieth in the end", 64, 1, SILENCE_MS / 50],
    ["for four times what the slowest answer took", 16, 300, 1200],
    ["for a quarter in the end, where an answer took that long", 64, 3000, SILENCE_MS / 4],
    ["in full where an answer took that long", 16, 3000, SILENCE_MS],
  ])("is waited out %s", async (_, count, slowestMs, silenceMs) => {
    expect(await silences(count, slowestMs)).toBe(silenceMs);
  });

  it("is no longer for an answer that waited in a queue behind one", async () => {
    const { liveness } = watch(true);
    for (let index = 0; index < 16; index++) {
      liveness.note(unanswered("timeout"));
      liveness.note(exchange({ durationMs: SILENCE_MS + 1 }));
    }
    expect(await liveness.turn()).toBe(SILENCE_MS / 10);
  });

  it("is also an answer that is held up, where that operation is mostly answered at once", async () => {
    const { liveness } = watch(true);
    noting(liveness, 100, exchange({ operation: "ask", durationMs: 20 }));
    noting(liveness, 16, exchange({ operation: "ask", durationMs: 6000 }));
    expect(await liveness.turn()).toBe(SILENCE_MS / 10);
  });

  it("is no answer of an operation that is mostly slow, beside others that are not", async () => {
    const { liveness } = watch(true);
    noting(liveness, 100, exchange({ operation: "ping", durationMs: 20 }));
    noting(liveness, 30, exchange({ operation: "logIn", durationMs: 3000 }));
    noting(liveness, 1, exchange({ operation: "logIn", durationMs: 500 }));
    noting(liveness, 16, unanswered("timeout"));
    expect(await liveness.turn()).toBe(SILENCE_MS);
  });

  it("is no longer for a wait in which nothing was asked", async () => {
    const { liveness } = watch(true);
    const connection = { number: 1 };
    const request = { kind: "stream", url: "tcp://127.0.0.1:1", connection, packets: [], doing: "waited" } as const;
    noting(liveness, 16);
    noting(liveness, 1, { ...exchange({ durationMs: 6000 }), request });
    expect(await liveness.turn()).toBe(SILENCE_MS / 10);
  });

  it("is also a connection that is closed long after the question", async () => {
    const { liveness } = watch(true);
    noting(liveness, 16, unanswered("closed", { durationMs: 6000 }));
    expect(await liveness.turn()).toBe(SILENCE_MS / 10);
  });

  it("is no closed connection", async () => {
    const { liveness } = watch(true);
    noting(liveness, 50, unanswered("closed"));
    expect(await liveness.turn()).toBe(SILENCE_MS);
  });
});
