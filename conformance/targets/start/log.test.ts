import { expect, it } from "vitest";
import { createLog, lastLines } from "./log.ts";

it("a log has whole lines, each with when it came, however they are cut on their way", () => {
  let now = 1;
  const log = createLog(() => now);
  log.take("out", "one\ntw");
  log.take("err", "beside\n");
  now = 2;
  log.take("out", "o\r\n\n  \nthree");
  expect(log.lines()).toEqual([
    { at: 1, text: "one" },
    { at: 1, text: "beside" },
    { at: 2, text: "two" },
  ]);
});

it("of a log that grows without end, the last part is kept", () => {
  const log = createLog(() => 0);
  for (let index = 0; index < 20_000; index++) log.take("out", `line ${index}\n`);
  expect(log.lines().length).toBeLessThanOrEqual(10_000);
  expect(log.lines().at(-1)?.text).toBe("line 19999");
});

const lines = (...texts: string[]) => texts.map((text) => ({ at: 0, text }));

it("the last lines are what was written last, and what it was about before a stack", () => {
  expect(lastLines([])).toBe("; it wrote nothing");
  expect(lastLines(lines("a", "b", "c", "d", "e"))).toBe("; the last that it wrote: b | c | d | e");
  expect(lastLines(lines("Error: no such port", "  at a", "  at b", "  at c", "  at d"))).toBe(
    "; the last that it wrote: Error: no such port | … | at a | at b | at c | at d",
  );
});
