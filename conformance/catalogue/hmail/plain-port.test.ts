import { expect, it } from "vitest";
import type { Otherwise } from "../../testing/exchanges.ts";
import { faults, judged } from "../../testing/judging.ts";
import { plainPort } from "./plain-port.ts";

const checks = Object.entries(plainPort["hmail.credentials-are-taken-over-tls-only"]);
const error = { code: "unreachable", message: "connect ECONNREFUSED" } as const;
const REFUSALS: readonly Otherwise[] = [
  { outcome: "failure" },
  { outcome: "unauthorized" },
  { outcome: "refused", response: { status: 403 } },
  { outcome: "unrecognized", response: { status: 301 } },
  { outcome: "unanswered", mayClose: true, error: { code: "closed", message: "gone" } },
  { outcome: "unanswered", mayClose: true, error },
];

it.each(checks)("beside TLS, anything but a success is in order: %s", (_, check) => {
  for (const attempt of REFUSALS) {
    expect(judged(check, { attempt, control: {} })).toEqual({ control: [], judge: [] });
  }
});

it.each(checks)("beside TLS, a success in plain text is a fault: %s", (_, check) => {
  expect(faults(check, { attempt: {}, control: {} })).toEqual(["attempt"]);
});

it.each(checks)("nothing is judged where it does not succeed over TLS: %s", (_, check) => {
  expect(judged(check, { attempt: {}, control: { outcome: "failure" } }).control).toMatchObject([{ at: "control" }]);
});

it("a target that is plain HTTP itself is not asked", () => {
  for (const [, { needs }] of checks) expect(needs).toEqual(expect.arrayContaining(["tls", "plain-port"]));
});
