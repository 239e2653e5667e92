import { describe, expect, it } from "vitest";
import { createPlaces } from "./places.ts";

const settled = () => new Promise((resolve) => setImmediate(resolve));

/** Begins work that notes its beginning, its return from a wait, and its end, each when it is told to. */
function begin(places: ReturnType<typeof createPlaces>, log: string[], name: string) {
  const [wait, back, end] = [0, 1, 2].map(() => Promise.withResolvers<void>());
  const done = places.within(async (leaving) => {
    log.push(name);
    await wait?.promise;
    await leaving(async () => back?.promise);
    log.push(`${name} again`);
    await end?.promise;
  });
  return { done, leave: wait?.resolve, comeBack: back?.resolve, end: end?.resolve };
}

describe("places", () => {
  it("are given to others while who has one is away, and taken again by whoever came first", async () => {
    const [log, places] = [[] as string[], createPlaces(1)];
    const [a, b] = ["a", "b"].map((name) => begin(places, log, name));
    await settled();
    expect(log).toEqual(["a"]);
    a?.leave?.();
    await settled();
    expect(log).toEqual(["a", "b"]);
    a?.comeBack?.();
    await settled();
    expect(log).toEqual(["a", "b"]);
    b?.leave?.();
    await settled();
    expect(log).toEqual(["a", "b", "a again"]);
    b?.comeBack?.();
    a?.end?.();
    await settled();
    expect(log).toEqual(["a", "b", "a again", "b again"]);
    b?.end?.();
    await Promise.all([a?.done, b?.done]);
  });

  it("are free again after work that failed, also while it was away", async () => {
    const places = createPlaces(1);
    const fail = () => Promise.reject(new Error("no"));
    await expect(places.within(fail)).rejects.toThrow("no");
    await expect(places.within((leaving) => leaving(fail))).rejects.toThrow("no");
    expect(await places.within(async () => "yes")).toBe("yes");
  });
});
