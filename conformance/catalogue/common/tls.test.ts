import { expect, it } from "vitest";
import type { Otherwise } from "../../testing/exchanges.ts";
import { face } from "../../testing/face.ts";
import { faults, judged } from "../../testing/judging.ts";
import { tls } from "./tls.ts";

const check = tls(face)["old-tls-is-refused"]["tls-1-1-at-most"];
const noConnection = (code: "tls" | "closed"): Otherwise => ({
  outcome: "unanswered",
  mayClose: true,
  error: { code, message: "no protocols available" },
});
const refused: Otherwise = { outcome: "unauthorized", response: { status: 401 } };

it.each(["tls", "closed"] as const)("an old version is refused where no connection comes about: %s", (code) => {
  expect(judged(check, { attempt: noConnection(code), control: refused })).toEqual({ control: [], judge: [] });
});

it.each([
  ["a token", { outcome: "success" }],
  ["a refusal, which came over that version all the same", refused],
])("an old version is taken where it gets an answer: %s", (_, attempt) => {
  expect(faults(check, { attempt, control: refused })).toEqual(["attempt"]);
});

it("nothing is judged where newer versions get no answer either", () => {
  const { control } = judged(check, { attempt: noConnection("tls"), control: noConnection("tls") });
  expect(control).toMatchObject([{ at: "control", expected: "an answer" }]);
});

it("only a target over TLS is asked", () => {
  expect(check.needs).toEqual(["tls"]);
});
