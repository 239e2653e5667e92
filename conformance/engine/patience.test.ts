import { describe, expect, it } from "vitest";
import type { HttpResponse, TransportError } from "../model/exchange.ts";
import { fakeClock } from "../testing/clock.ts";
import { createPatience } from "./patience.ts";

const FINE: HttpResponse = { kind: "http", status: 200, headers: [], body: "{}" };
const GONE: TransportError = { code: "closed", message: "gone" };

/** An answer that asks to be asked later. */
function limited(retryAfter?: string, name = "Retry-After"): HttpResponse {
  return {
    ...FINE,
    status: 429,
    headers:
      retryAfter === undefined
        ? []
        : [
            ["date", "x"],
            [name, retryAfter],
          ],
  };
}

/** Patience, and a target that answers one after the other, and fine from then on. */
function start(patienceMs: number, ...answers: readonly (HttpResponse | TransportError)[]) {
  const clock = fakeClock();
  const waits: number[] = [];
  const patiently = createPatience(clock, patienceMs, (wait) => waits.push(wait));
  const left = [...answers];
  let sent = 0;
  const ask = () =>
    patiently(async () => {
      sent++;
      return left.shift() ?? FINE;
    });
  return { ask, waited: clock.now, sent: () => sent, waits };
}

describe("patience", () => {
  it("tells how long it was asked to wait, each time that it does", async () => {
    const { ask, waits } = start(5000, limited("3"), limited("2"), limited("1"));
    await ask();
    expect(waits).toEqual([3000, 2000]);
  });

  it.each([
    ["as many seconds as it is asked to", limited("3"), 3000],
    ["by the field in any case, with blanks around", limited("  2 ", "RETRY-AFTER"), 2000],
    ["until a date", limited(new Date(5000).toUTCString()), 5000],
    ["a moment where it is asked for none", limited("0"), 100],
    ["a moment where the date has passed", limited(new Date(-60_000).toUTCString()), 100],
    ["a second where it is not told how long", limited(), 1000],
    ["a second where what it is told means nothing", limited("soon"), 1000],
    ["a second where it is told a fraction", limited("1.5"), 1000],
    ["a second where it is told less than none", limited("-5"), 1000],
    ["a second where it is told nothing", limited(""), 1000],
    ["a second where it is told a date in figures", limited("2001/02/03"), 1000],
  ])("waits %s, and asks again", async (_, answer, milliseconds) => {
    const { ask, waited, sent } = start(60_000, answer);
    expect(await ask()).toBe(FINE);
    expect(waited()).toBe(milliseconds);
    expect(sent()).toBe(2);
  });

  it("waits as often as it is asked to, as long as it lasts", async () => {
    const { ask, waited, sent } = start(3000, limited("1"), limited("2"));
    expect(await ask()).toBe(FINE);
    expect(waited()).toBe(3000);
    expect(sent()).toBe(3);
  });

  it("ends with the answer that asks for more than is left, without waiting for a part of it", async () => {
    const last = limited("2");
    const { ask, waited, sent } = start(2999, limited("1"), last);
    expect(await ask()).toBe(last);
    expect(waited()).toBe(1000);
    expect(sent()).toBe(2);
  });

  it("is one for all requests until one is served", async () => {
    const { ask, waited } = start(2000, limited("1"), limited("2"), limited("2"), FINE, limited("2"));
    expect(await ask()).toMatchObject({ status: 429 });
    expect(await ask()).toMatchObject({ status: 429 });
    expect(waited()).toBe(1000);
    expect(await ask()).toBe(FINE);
    expect(await ask()).toBe(FINE);
    expect(waited()).toBe(3000);
  });

  it("ends when ten times as much has been waited in all", async () => {
    const answers = Array.from({ length: 30 }, (_, index) => (index % 2 === 0 ? limited("2") : FINE));
    const { ask, waited } = start(2000, ...answers);
    const served = [];
    for (let request = 0; request < 12; request++) served.push(await ask());
    expect(served.filter((answer) => answer === FINE)).toHaveLength(11);
    expect(waited()).toBe(20_000);
  });

  it("holds every other request back meanwhile, and waits once for all that were asked to", async () => {
    const sleeping: { until: number; wake: () => void }[] = [];
    let now = 0;
    const sleep = (milliseconds: number) =>
      new Promise<void>((wake) => sleeping.push({ until: now + milliseconds, wake }));
    const patiently = createPatience({ now: () => now, sleep }, 2000);
    let sent = 0;
    const ask = () => patiently(async () => (sent++ < 2 ? limited("2") : FINE));
    const settled = () => new Promise((resolve) => setImmediate(resolve));
    const early = [ask(), ask()];
    await settled();
    const late = ask();
    await settled();
    expect([sent, sleeping.map(({ until }) => until)]).toEqual([2, [2000, 2000, 2000]]);
    now = 2000;
    for (const { wake } of sleeping.splice(0)) wake();
    expect(await Promise.all([...early, late])).toEqual([FINE, FINE, FINE]);
    expect([sent, sleeping]).toEqual([5, []]);
  });

  it.each(["1", "0", "99999999999999999999"])("of none does not wait, where it is asked for %s s", async (seconds) => {
    const { ask, waited, sent } = start(0, limited(seconds));
    expect(await ask()).toMatchObject({ status: 429 });
    expect([waited(), sent()]).toEqual([0, 1]);
  });

  it.each<[string, HttpResponse | TransportError]>([
    ["a success", { ...FINE, headers: [["retry-after", "1"]] }],
    ["a refusal", { ...FINE, status: 403, headers: [["retry-after", "1"]] }],
    ["an overload", { ...FINE, status: 503, headers: [["retry-after", "1"]] }],
    ["a redirect", { ...FINE, status: 301, headers: [["retry-after", "1"]] }],
    ["no answer", GONE],
  ])("is not asked for by %s", async (_, answer) => {
    const { ask, waited, sent } = start(60_000, answer);
    expect(await ask()).toBe(answer);
    expect([waited(), sent()]).toEqual([0, 1]);
  });

  it("does not hide a fault of the suite", async () => {
    const patiently = createPatience(fakeClock(), 1000);
    await expect(patiently(() => Promise.reject(new TypeError("wrong")))).rejects.toThrow("wrong");
  });
});
