import { describe, expect, it } from "vitest";
import { schedule } from "./schedule.ts";

const settled = () => new Promise((resolve) => setImmediate(resolve));

/** Items by their names: those with a `w` wait, those with an `x` are exclusive. Each ends when it is told to. */
async function start(names: readonly string[], concurrency: number, signal?: AbortSignal) {
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const items = names.map((name) => ({ name, waits: name.includes("w"), exclusive: name.includes("x") }));
  const work = ({ name }: { name: string }) => {
    begun.push(name);
    return new Promise<void>((resolve) => ends.set(name, resolve));
  };
  const state = { isDone: false };
  const done = schedule(items, concurrency, work, signal).then(() => {
    state.isDone = true;
  });
  await settled();
  return {
    begun,
    done,
    isDone: () => state.isDone,
    /** Ends what is under way, one after the other. */
    async end(...ended: readonly string[]) {
      for (const name of ended) {
        ends.get(name)?.();
        await settled();
      }
    },
  };
}

describe("a schedule", () => {
  it("begins as many as there are places, and each next one when a place is free", async () => {
    const { begun, end, isDone } = await start(["a", "b", "c", "d"], 2);
    expect(begun).toEqual(["a", "b"]);
    await end("b");
    expect(begun).toEqual(["a", "b", "c"]);
    await end("a", "c");
    expect(begun).toEqual(["a", "b", "c", "d"]);
    expect(isDone()).toBe(false);
    await end("d");
    expect(isDone()).toBe(true);
  });

  it("lets those that wait take no place from the others", async () => {
    const { begun, end, isDone } = await start(["a", "w1", "b", "w2", "c", "w3"], 2);
    expect(begun.toSorted()).toEqual(["a", "b", "w1", "w2"]);
    await end("w1", "w2");
    expect(begun).not.toContain("c");
    expect(begun).toContain("w3");
    await end("a");
    expect(begun).toContain("c");
    await end("b", "c");
    expect(isDone()).toBe(false);
    await end("w3");
    expect(isDone()).toBe(true);
  });

  it("has all wait together, and only as many of them at work as there are places", async () => {
    const [begun, waits] = [[] as string[], [] as (() => void)[]];
    let working = 0;
    let most = 0;
    const work = async (name: string, pause: (waiting: Promise<void>) => Promise<void>) => {
      const busy = async () => {
        most = Math.max(most, ++working);
        await settled();
        working--;
      };
      begun.push(name);
      await busy();
      await pause(new Promise((resolve) => waits.push(resolve)));
      await busy();
    };
    const items = ["w1", "w2", "w3", "w4", "w5"].map((name) => ({ name, waits: true, exclusive: false }));
    const done = schedule(items, 2, ({ name }, pause) => work(name, pause));
    for (let round = 0; round < 10; round++) await settled();
    expect(begun).toHaveLength(5);
    expect(waits).toHaveLength(5);
    for (const end of waits) end();
    await done;
    expect(most).toBe(2);
  });

  it("comes to its end where one comes back from its wait while others and exclusive ones are to begin", async () => {
    const log: string[] = [];
    const later = async (rounds: number) => {
      for (let round = 0; round < rounds; round++) await settled();
    };
    const names = [...Array.from({ length: 9 }, (_, index) => `w${index}`), "x1", "x2", "x3"];
    const items = names.map((name) => ({ name, waits: name.includes("w"), exclusive: name.includes("x") }));
    await schedule(items, 2, async ({ name }, pause) => {
      await later(1 + (Number(name.at(-1)) % 3));
      await pause(later(Number(name.at(-1))));
      await later(2);
      log.push(name);
    });
    expect(log.toSorted()).toEqual(names);
  });

  it("with one place has one under way at a time, also of those that wait", async () => {
    const { begun, end, isDone } = await start(["a", "w1", "b", "w2", "x"], 1);
    const all = ["w1", "w2", "a", "b", "x"];
    for (const [index, name] of all.entries()) {
      expect(begun).toEqual(all.slice(0, index + 1));
      await end(name);
    }
    expect(isDone()).toBe(true);
  });

  it("begins the exclusive ones last, and each alone, also where it waits", async () => {
    const { begun, end, isDone } = await start(["x1", "a", "xw2", "w", "b"], 8);
    expect(begun.toSorted()).toEqual(["a", "b", "w"]);
    await end("a", "b");
    expect(begun).toHaveLength(3);
    await end("w");
    expect(begun.slice(3)).toEqual(["x1"]);
    await end("x1");
    expect(begun.slice(3)).toEqual(["x1", "xw2"]);
    await end("xw2");
    expect(isDone()).toBe(true);
  });

  it.each([
    ["nothing", []],
    ["more places than items", ["a"]],
    ["only what waits", ["w1", "w2"]],
    ["only what is exclusive", ["x1"]],
  ])("of %s comes to its end", async (_, names) => {
    const { begun, done, end } = await start(names, 4);
    await settled();
    await end(...names);
    await done;
    expect(begun).toEqual(names);
  });

  it("fails where the work on an item does", async () => {
    const work = () => Promise.reject(new TypeError("wrong"));
    await expect(schedule([{ exclusive: false, waits: false }], 2, work)).rejects.toThrow("wrong");
  });
});

describe("a schedule that is aborted", () => {
  it("ends at once, and begins nothing more, whatever ends later", async () => {
    const abortion = new AbortController();
    const { begun, end, done } = await start(["a", "b", "c", "w", "x"], 2, abortion.signal);
    await end("a");
    abortion.abort();
    await done;
    await end("b", "c", "w");
    expect(begun.toSorted()).toEqual(["a", "b", "c", "w"]);
  });

  it("before it began begins nothing", async () => {
    const { begun, done } = await start(["a", "w", "x"], 2, AbortSignal.abort());
    await done;
    expect(begun).toEqual([]);
  });

  it("begins no exclusive one more", async () => {
    const abortion = new AbortController();
    const { begun, end, done } = await start(["x1", "x2"], 2, abortion.signal);
    await settled();
    abortion.abort();
    await done;
    await end("x1");
    expect(begun).toEqual(["x1"]);
  });
});
