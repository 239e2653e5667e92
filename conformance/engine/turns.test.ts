import { describe, expect, it } from "vitest";
import { createTurns } from "./turns.ts";

const settled = () => new Promise((resolve) => setImmediate(resolve));

/** Work that notes when it begins and ends, and ends when it is told to. */
function worker(log: string[], name: string) {
  const { promise, resolve } = Promise.withResolvers<void>();
  const work = async () => {
    log.push(`+${name}`);
    await promise;
    log.push(`-${name}`);
  };
  return { work, end: resolve };
}

describe("turns", () => {
  it("let those who share work at once, and whoever is alone after them", async () => {
    const [log, turns] = [[] as string[], createTurns()];
    const [a, b, x, c] = ["a", "b", "x", "c"].map((name) => worker(log, name));
    const all = [turns.beside(a?.work ?? fail), turns.beside(b?.work ?? fail), turns.alone(x?.work ?? fail)];
    all.push(turns.beside(c?.work ?? fail));
    await settled();
    expect(log).toEqual(["+a", "+b"]);
    a?.end();
    b?.end();
    await settled();
    expect(log).toEqual(["+a", "+b", "-a", "-b", "+x"]);
    x?.end();
    c?.end();
    await Promise.all(all);
    expect(log.slice(-3)).toEqual(["-x", "+c", "-c"]);
  });

  it("let others be alone while one who shares waits, and take the turn up again afterwards", async () => {
    const [log, turns] = [[] as string[], createTurns()];
    const waited = Promise.withResolvers<void>();
    const x = worker(log, "x");
    const waiting = turns.beside(async (pause) => {
      log.push("before");
      await pause(waited.promise);
      log.push("after");
    });
    const alone = turns.alone(x.work);
    await settled();
    waited.resolve();
    await settled();
    expect(log).toEqual(["before", "+x"]);
    x.end();
    await Promise.all([waiting, alone]);
    expect(log).toEqual(["before", "+x", "-x", "after"]);
  });

  it("keep whoever is alone so while it waits", async () => {
    const [log, turns] = [[] as string[], createTurns()];
    const waited = Promise.withResolvers<void>();
    const alone = turns.alone((pause) => pause(waited.promise));
    const a = worker(log, "a");
    const beside = turns.beside(a.work);
    await settled();
    expect(log).toEqual([]);
    waited.resolve();
    a.end();
    await Promise.all([alone, beside]);
    expect(log).toEqual(["+a", "-a"]);
  });

  it("go on after work that failed", async () => {
    const turns = createTurns();
    await expect(turns.alone(() => Promise.reject(new Error("no")))).rejects.toThrow("no");
    expect(await turns.beside(async () => "yes")).toBe("yes");
  });
});

function fail(): never {
  throw new Error("there is no such worker");
}
