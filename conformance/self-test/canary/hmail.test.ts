import { expect, it } from "vitest";
import { leaksOf, OF_EVERY_API } from "./told.ts";

const TALKATIVE = [
  ...OF_EVERY_API,
  "a server that takes a token under any scheme",
  "a server that compares the first half of a refresh token",
];

it.each(TALKATIVE)("no secret leaves a run of hmail against %s", async (name) => {
  expect(await leaksOf("hmail", name)).toEqual({});
});
