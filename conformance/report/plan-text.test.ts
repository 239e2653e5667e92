import { expect, it } from "vitest";
import type { Foreseen } from "../engine/preview.ts";
import { someRequirement } from "../testing/results.ts";
import { target } from "../testing/targets.ts";
import { renderPlan } from "./plan-text.ts";
import { plain } from "./style.ts";

const [one, two] = [someRequirement("MUST"), someRequirement("SHOULD")];
const check = (requirement: typeof one, circumstance: string, otherwise: Partial<Foreseen> = {}): Foreseen => ({
  id: `${requirement.id}/${circumstance}`,
  requirement: requirement.id,
  ...otherwise,
});
const lines = (checks: readonly Foreseen[], name = "a target") =>
  renderPlan(target({ name }), checks, plain)
    .split("\n")
    .map((line) => line.trim().replace(/ {2,}/g, "  "));

it("a plan says what will run, what only the target decides, and what will not run and why", () => {
  const checks = [
    check(one, "a"),
    check(one, "b"),
    check(two, "a"),
    check(one, "late", { onlyWith: "short-access-lifetime" }),
    check(two, "two-users", { reason: "needs a second account" }),
    check(two, "three-users", { reason: "needs a second account" }),
  ];
  expect(lines(checks)).toEqual(
    expect.arrayContaining([
      "a target  hmail, http://127.0.0.1:1: the plan; nothing has been asked",
      "will run: 3 checks of 2 requirements",
      `MUST  ${one.id}  2 checks`,
      `SHOULD  ${two.id}  1 check`,
      expect.stringMatching(
        /^will run only with an access token that expires within --max-wait .*; the target tells: 1 check$/,
      ),
      `MUST  ${one.id}  late`,
      "will not run: needs a second account: 2 checks",
      `SHOULD  ${two.id}  two-users, three-users`,
      expect.stringMatching(/^no check can show \d+ requirements: authmark list --protocol hmail says why$/),
      "3 of 6 checks will run, 1 more if the target allows it, 2 will not",
    ]),
  );
});

it("a plan of nothing says so", () => {
  expect(lines([])).toEqual(
    expect.arrayContaining(["will run: 0 checks of 0 requirements", "nothing", "0 of 0 checks will run"]),
  );
});

it("a plan is inert, whatever the target is called", () => {
  expect(lines([], "\u001b[2Jx").join("\n")).toContain("\\u{1b}[2Jx");
});
