import { describe, expect, it } from "vitest";
import { createMeeting } from "./meeting.ts";

const settled = () => new Promise((resolve) => setImmediate(resolve));

function counting() {
  const state = { times: 0 };
  return { state, act: async () => void state.times++ };
}

describe("a meeting", () => {
  it("acts once, when all have asked", async () => {
    const { state, act } = counting();
    const { ask } = createMeeting(2, act);
    const first = ask();
    await settled();
    expect(state.times).toBe(0);
    await Promise.all([first, ask()]);
    expect(state.times).toBe(1);
  });

  it("does not wait for one who left", async () => {
    const { state, act } = counting();
    const { ask, leave } = createMeeting(2, act);
    const asked = ask();
    leave();
    await asked;
    expect(state.times).toBe(1);
  });

  it("does nothing where nobody asks", async () => {
    const { state, act } = counting();
    const { leave } = createMeeting(1, act);
    leave();
    await settled();
    expect(state.times).toBe(0);
  });

  it("tells everybody what it failed with", async () => {
    const { ask } = createMeeting(2, () => Promise.reject(new Error("no")));
    const both = [ask(), ask()];
    for (const asked of both) await expect(asked).rejects.toThrow("no");
  });
});
