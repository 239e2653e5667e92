import { describe, expect, it } from "vitest";
import type { Check } from "../../model/check.ts";
import type { Otherwise } from "../../testing/exchanges.ts";
import { faults, judged } from "../../testing/judging.ts";
import { newPasswords } from "./new-password.ts";
import { onceOnly } from "./once-only.ts";
import { restarts } from "./restarts.ts";

const survives = restarts["hmail.refresh-tokens-survive-a-restart"]["after-a-restart"];
const challenge = restarts["hmail.dead-stays-dead-after-a-restart"]["used-challenge"];
const expired = restarts["hmail.dead-stays-dead-after-a-restart"]["after-expiry"];
const changed = newPasswords["hmail.password-change-revokes-refresh-tokens"]["after-a-new-password"];
const race = onceOnly["hmail.single-use-credential-is-redeemed-once"]["three-at-once"];

const DONE: Otherwise = {};
const REFUSED: Otherwise = { outcome: "refused", response: { status: 400 } };
const FAILURE: Otherwise = { outcome: "failure" };
const UNAUTHORIZED: Otherwise = { outcome: "unauthorized" };
type Steps = Readonly<Record<string, Otherwise>>;

/** The logins of three rivals in each of three tries; only those named succeed. */
const tries = (...winners: readonly string[]): Steps => {
  const steps = [1, 2, 3].flatMap((attempt) => [1, 2, 3].map((rival) => `try ${attempt}, login ${rival}`));
  return Object.fromEntries(steps.map((step) => [step, winners.includes(step) ? DONE : FAILURE]));
};

describe("what is good once finds no fault with", () => {
  it.each<[string, Check<never>, Steps]>([
    ["a refresh token that outlives a restart", survives, { control: DONE, attempt: DONE }],
    ["a used challenge that stays used", challenge, { control: DONE, attempt: REFUSED, login: FAILURE }],
    ["an expired token that stays expired", expired, { control: DONE, attempt: UNAUTHORIZED }],
    ["a refresh token that a new password revokes", changed, { control: DONE, attempt: FAILURE }],
    ["one winner of each try", race, { control: DONE, ...tries("try 1, login 2", "try 2, login 1", "try 3, login 3") }],
    ["no winner, which is strict", race, { control: DONE, ...tries() }],
    [
      "answers of success to more than one, of which one lives",
      race,
      { control: DONE, ...tries("try 1, login 1"), "try 1, creation 1": DONE, "try 1, creation 2": DONE },
    ],
  ])("%s", (_, check, steps) => {
    expect(judged(check, steps)).toEqual({ control: [], judge: [] });
  });
});

describe("what is good once finds fault with", () => {
  it.each<[string, Check<never>, Steps, readonly string[]]>([
    ["a refresh token that a restart forgets", survives, { control: DONE, attempt: FAILURE }, ["attempt"]],
    ["a challenge that is new again", challenge, { control: DONE, attempt: DONE, login: DONE }, ["attempt", "login"]],
    ["an expired token that is alive again", expired, { control: DONE, attempt: DONE }, ["attempt"]],
    ["a refresh token that outlives its password", changed, { control: DONE, attempt: DONE }, ["attempt"]],
    [
      "two winners of one try",
      race,
      { control: DONE, ...tries("try 2, login 1", "try 2, login 3", "try 3, login 1") },
      ["try 2, login 1, try 2, login 3"],
    ],
  ])("%s", (_, check, steps, at) => {
    expect(faults(check, steps)).toEqual(at);
  });

  it.each<[string, Check<never>]>([
    ["the token that was never good", survives],
    ["the challenge that never was", challenge],
    ["the token that never was", expired],
    ["the new password that does not work", changed],
    ["the account that cannot be made at all", race],
  ])("nothing because of %s", (_, check) => {
    expect(judged(check, { control: REFUSED, attempt: REFUSED, login: FAILURE }).control).toMatchObject([
      { at: "control" },
    ]);
  });
});

it("the checks say which hooks and lifetimes they need", () => {
  expect([survives, challenge, expired, changed].map(({ needs }) => needs?.[0])).toEqual([
    "restart-hook",
    "restart-hook",
    "restart-hook",
    "change-password-hook",
  ]);
  expect(expired.needs).toContain("short-access-lifetime");
  expect(changed.needs).toContain("disposable-account");
});
