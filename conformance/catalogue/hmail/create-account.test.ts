import { describe, expect, it } from "vitest";
import type { Check } from "../../model/check.ts";
import { exchange, type Otherwise } from "../../testing/exchanges.ts";
import { evidence, faults, judged } from "../../testing/judging.ts";
import { challenges } from "./challenges.ts";
import { createAccount } from "./create-account.ts";
import { isNotMade, onceAtMost } from "./creation.ts";
import { proofs } from "./proofs.ts";

const made = createAccount["hmail.account-is-created-for-a-proof"]["new-account"];
const wrongProof = proofs["hmail.proof-must-be-right"]["wrong-answer"];
const usedTwice = challenges["hmail.challenge-is-used-once"]["used-on-a-refused-name"];
const taken = createAccount["hmail.taken-name-is-refused"]["taken-name"];
const atOnce = createAccount["hmail.taken-name-is-refused"]["several-at-once"];

const DONE: Otherwise = {};
const REFUSED: Otherwise = { outcome: "refused", response: { status: 400 } };
const FAILURE: Otherwise = { outcome: "failure" };
const by = (password: string, otherwise: Otherwise = {}): Otherwise => ({ ...otherwise, sent: { password } });
const bearing = (username: string): Otherwise => ({ taken: { username } });
type Steps = Readonly<Record<string, Otherwise>>;

/** What comes after somebody asked for a name that is taken, with a password of their own. */
const kept: Steps = {
  control: DONE,
  trade: DONE,
  attempt: REFUSED,
  owner: by("a"),
  other: by("b!", FAILURE),
  taker: by("b", FAILURE),
};
const four = (name: string, ...answers: readonly Otherwise[]): Steps =>
  Object.fromEntries(answers.map((answer, index) => [`${name} ${index + 1}`, answer]));
const oneOfFour = {
  ...four("try 1, creation", DONE, REFUSED, REFUSED, REFUSED),
  ...four("try 1, login", DONE, FAILURE, FAILURE, FAILURE),
};

describe("how accounts come to be is in order with", () => {
  it.each<[string, Check<never>, Steps]>([
    [
      "an account that is made and is its user's",
      made,
      { creation: DONE, login: { sent: { username: "ann" } }, who: bearing("ann") },
    ],
    ["a wrong proof that is refused", wrongProof, { control: DONE, attempt: REFUSED, login: FAILURE }],
    ["a challenge that is good once", usedTwice, { control: DONE, again: REFUSED, attempt: REFUSED, login: FAILURE }],
    ["a taken name that is refused", taken, kept],
    [
      "a taken name asked for with its owner's own password, which lets the owner in",
      taken,
      { ...kept, taker: by("a") },
    ],
    ["one of four who come at once", atOnce, { control: DONE, ...oneOfFour }],
    [
      "none of four who come at once",
      atOnce,
      { control: DONE, ...four("try 1, creation", REFUSED, REFUSED), ...four("try 1, login", FAILURE, FAILURE) },
    ],
  ])("%s", (_, check, steps) => {
    expect(judged(check, steps)).toEqual({ control: [], judge: [] });
  });
});

describe("how accounts come to be is at fault with", () => {
  it.each<[string, Check<never>, Steps, readonly string[]]>([
    [
      "an account that nobody can log in to",
      made,
      { creation: DONE, login: { ...FAILURE, sent: { username: "ann" } }, who: bearing("ann") },
      ["login"],
    ],
    [
      "an account of another name",
      made,
      { creation: DONE, login: { sent: { username: "ann" } }, who: bearing("ANN") },
      ["who"],
    ],
    [
      "a wrong proof that makes an account",
      wrongProof,
      { control: DONE, attempt: DONE, login: DONE },
      ["attempt", "login"],
    ],
    [
      "a wrong proof that is refused, and makes it all the same",
      wrongProof,
      { control: DONE, attempt: REFUSED, login: DONE },
      ["login"],
    ],
    [
      "a challenge that is good again after a refusal",
      usedTwice,
      { control: DONE, again: REFUSED, attempt: DONE, login: DONE },
      ["attempt", "login"],
    ],
    [
      "a taken name that is given away",
      taken,
      { ...kept, attempt: DONE, owner: by("a", FAILURE), taker: by("b") },
      ["attempt", "taker", "owner"],
    ],
    ["a taken name that any password opens", taken, { ...kept, other: by("b!") }, ["other"]],
    ["a refusal after which the owner is locked out", taken, { ...kept, owner: by("a", FAILURE) }, ["owner"]],
    [
      "two of four who come at once",
      atOnce,
      { control: DONE, ...oneOfFour, "try 1, creation 3": DONE },
      ["try 1, creation 1, try 1, creation 3"],
    ],
    [
      "two passwords of one name",
      atOnce,
      { control: DONE, ...oneOfFour, "try 1, login 4": DONE },
      ["try 1, login 1, try 1, login 4"],
    ],
  ])("%s", (_, check, steps, at) => {
    expect(faults(check, steps)).toEqual(at);
  });
});

it.each([
  ["a wrong proof", wrongProof],
  ["a used challenge", usedTwice],
  ["four at once", atOnce],
] as const)("nothing is judged where no account can be made with everything in order: %s", (_, check) => {
  const steps = { control: REFUSED, again: REFUSED, attempt: REFUSED, login: FAILURE };
  expect(judged(check, steps).control).toMatchObject([{ at: "control" }]);
});

it("of exchanges that may succeed once, those of another name do not count", () => {
  const steps = {
    "try 1, login 1": DONE,
    "try 1, login 2": FAILURE,
    "try 10, login 1": DONE,
    "try 1, creation 1": DONE,
  };
  expect(onceAtMost(evidence(steps), "try 1, login")).toEqual([]);
  expect(onceAtMost(evidence({ ...steps, "try 1, login 3": DONE }), "try 1, login")).toEqual([
    { at: "try 1, login 1, try 1, login 3", expected: "at most one of 3 to succeed", actual: "2 of them" },
  ]);
});

it("an account counts as made where an answer says so, whatever the others say", () => {
  expect(isNotMade(exchange(REFUSED), exchange(FAILURE))).toEqual([]);
  expect(isNotMade(exchange({ step: "a", ...REFUSED }), exchange({ step: "b" }))).toMatchObject([{ at: "b" }]);
});
