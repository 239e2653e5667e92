import { expect, it } from "vitest";
import { leaksOf, OF_EVERY_API } from "./told.ts";

const TALKATIVE = [
  ...OF_EVERY_API,
  "a server that takes a token under any scheme",
  "a server that puts a token in quotes",
  "a server that decodes tokens and does not verify them",
  "a server that takes HS256 with its public key in PEM",
  "a server that sends a token that it refuses back",
  "a server that publishes its private key",
];

it.each(TALKATIVE)("no secret leaves a run of getnative against %s", async (name) => {
  expect(await leaksOf("getnative", name)).toEqual({});
});
