import { expect, it } from "vitest";
import { leaksOf, OF_EVERY_API } from "./told.ts";

const TALKATIVE = [
  ...OF_EVERY_API,
  "a client app that begins a login with its secret",
  "a client app that goes on with the query of the callback",
  "a client app that hands its token on in a fragment",
  "a client app that names its secret in a URL",
  "a client app that repeats a token that it refuses",
  "a client app that tells what it signs with",
];

it.each(TALKATIVE)("no secret leaves a run of pattmayne against %s", async (name) => {
  expect(await leaksOf("pattmayne", name)).toEqual({});
});
