import { createHash } from "node:crypto";
import { expect, it } from "vitest";
import { renamed } from "../mutants/session-parts.ts";
import { sharedRuns } from "./leaks.ts";
import { leaksOf, OF_EVERY_API, toldOf } from "./told.ts";

const TALKATIVE = [
  ...OF_EVERY_API,
  "a server that takes a token under any scheme",
  "a server that compares the first half of a refresh token",
  "a server that takes a list for the refresh token in it",
  "a server that shares its cookies with other hosts",
  "a server that answers for the user of the refresh cookie",
];

it.each(TALKATIVE)("no secret leaves a run of session against %s", async (name) => {
  expect(await leaksOf("session", name)).toEqual({});
});

it("shows no part of a token that is hex under a prefix, and looks like nothing that is masked", async () => {
  const prefixed = renamed((token) => `r:${createHash("md5").update(token).digest("hex")}`);
  const { formats, tokens, leaks } = await toldOf("session", prefixed);
  expect(leaks).toEqual({});
  // What is made of tokens stands in the fullest format as in all others.
  expect(sharedRuns(formats.get("json") ?? "", tokens)).toEqual([]);
});
