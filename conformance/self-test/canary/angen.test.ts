import { expect, it } from "vitest";
import { leaksOf } from "./told.ts";

const TALKATIVE = [
  "a server that repeats a password that it refuses",
  "a server that repeats an identifier code that it refuses",
  "a server that repeats the codes that it does not renew",
  "a server that repeats a line that it cannot read",
  "a server that quotes where JSON ends",
  "a server that trims passwords",
];

it.each(TALKATIVE)("no secret leaves a run of angen against %s", async (name) => {
  expect(await leaksOf("angen", name)).toEqual({});
});
