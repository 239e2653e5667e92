import { describe, expect, it } from "vitest";
import type { Check } from "../../model/check.ts";
import type { Otherwise } from "../../testing/exchanges.ts";
import { face } from "../../testing/face.ts";
import { faults, judged } from "../../testing/judging.ts";
import { registration } from "./registration.ts";

const never = () => Promise.reject(new Error("A judge asks nothing."));
const checks = registration(face, {
  needs: ["registration"],
  newAccount: () => ({ username: "x", password: "y" }),
  register: never,
  registered: "made",
});
const whole = checks["long-password-is-never-cut"]["password-of-300"];
const forms = checks["password-is-the-same-in-every-normal-form"]["composed-and-decomposed"];
const look = checks["registered-look-alike-takes-nothing-over"]["name-in-other-case"];

const MADE: Otherwise = { outcome: "made" };
const REFUSED: Otherwise = { outcome: "refused", response: { status: 400 } };
const IN: Otherwise = { outcome: "success" };
const OUT: Otherwise = { outcome: "failure" };
type Steps = Readonly<Record<string, Otherwise>>;

/** What comes after a long password was set, or refused. */
const longPassword: Steps = { creation: MADE, whole: IN, changed: OUT, cut: OUT };
/** What comes after a name like another one was registered. */
const lookAlike: Steps = { control: MADE, attempt: MADE, owner: IN, taker: OUT, crossed: OUT };

describe("what is registered is in order with", () => {
  it.each<[string, Check<never>, Steps]>([
    ["a long password that counts to its end", whole, longPassword],
    ["a long password that is refused when it is set", whole, { ...longPassword, creation: REFUSED, whole: OUT }],
    [
      "a long password that every login refuses by its length",
      whole,
      { creation: REFUSED, whole: REFUSED, changed: REFUSED, cut: REFUSED },
    ],
    ["a password that is the same in both forms", forms, { creation: MADE, control: IN, attempt: IN }],
    ["a look-alike that is a user of its own", look, lookAlike],
    ["a look-alike that is refused", look, { ...lookAlike, attempt: REFUSED }],
    [
      "a refused look-alike that is another spelling of the owner",
      look,
      { ...lookAlike, attempt: REFUSED, crossed: IN },
    ],
  ])("%s", (_, check, steps) => {
    expect(judged(check, steps)).toEqual({ control: [], judge: [] });
  });
});

describe("what is registered is at fault with", () => {
  it.each<[string, Check<never>, Steps, readonly string[]]>([
    ["a long password of which the last byte does not count", whole, { ...longPassword, changed: IN }, ["changed"]],
    [
      "a long password that is cut when it is compared",
      whole,
      { ...longPassword, changed: IN, cut: IN },
      ["changed", "cut"],
    ],
    ["an account that was made and cannot log in", whole, { ...longPassword, whole: OUT }, ["whole"]],
    ["an account that was refused and can log in", whole, { ...longPassword, creation: REFUSED }, ["whole"]],
    ["a password that is another one, decomposed", forms, { creation: MADE, control: IN, attempt: OUT }, ["attempt"]],
    ["a look-alike that overwrites the password", look, { ...lookAlike, owner: OUT, taker: IN }, ["owner", "taker"]],
    [
      "a look-alike that overwrites it though it is refused",
      look,
      { ...lookAlike, attempt: REFUSED, taker: IN },
      ["taker"],
    ],
    ["a look-alike that was made and has the owner's password", look, { ...lookAlike, crossed: IN }, ["crossed"]],
  ])("%s", (_, check, steps, at) => {
    expect(faults(check, steps)).toEqual(at);
  });
});

it.each<[string, Check<never>, Steps]>([
  ["the first account is not made", look, { ...lookAlike, control: REFUSED }],
  ["the composed password itself is refused", forms, { creation: REFUSED, control: OUT, attempt: OUT }],
])("nothing is judged where %s", (_, check, steps) => {
  expect(judged(check, steps).control?.map(({ at }) => at)).toContain("control");
});

it("every check says what making an account needs", () => {
  const all: Check<never>[] = Object.values(checks).flatMap((circumstances) => Object.values(circumstances));
  expect(all.map(({ needs }) => needs)).toEqual(all.map(() => ["registration"]));
});
