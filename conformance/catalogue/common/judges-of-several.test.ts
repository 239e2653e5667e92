import { describe, expect, it } from "vitest";
import type { Otherwise } from "../../testing/exchanges.ts";
import { face } from "../../testing/face.ts";
import { faults, judged } from "../../testing/judging.ts";
import { badInput } from "./bad-input.ts";
import { credentials } from "./credentials.ts";
import { paths } from "./paths.ts";
import { secrets } from "./secrets.ts";
import { state } from "./state.ts";

const SERVED: Otherwise = { outcome: "success" };
const FAILURE: Otherwise = { outcome: "failure", response: { body: '"Failure"' } };
const REFUSED: Otherwise = { outcome: "refused", response: { status: 400 } };
const unanswered: Otherwise = { outcome: "unanswered", error: { code: "closed", message: "gone" } };
const broken: Otherwise = { outcome: "serverError", response: { status: 500 } };

const oddBodies = badInput(face)["no-request-is-a-server-error"]["odd-bodies"];
const ownPassword = credentials(face)["password-is-its-users-own"]["two-users"];
const lookAlike = credentials(face)["wrong-password-and-unknown-user-look-alike"]["unknown-user"];
const spelling = paths(face)["paths-have-one-spelling"]["respelt-paths"];
const echo = secrets(face)["secrets-are-never-echoed"]["password-in-the-answer"];
const users = state(face)["authentication-is-not-sticky"]["two-users"];

describe("each of several attempts", () => {
  it("that are odd may be refused, or fail, or get no answer, and nothing else", () => {
    const steps = { "odd 1": REFUSED, "odd 2": FAILURE, "odd 3": unanswered, control: SERVED };
    expect(judged(oddBodies, steps)).toEqual({ control: [], judge: [] });
    expect(faults(oddBodies, { ...steps, "odd 2": SERVED, "odd 4": broken })).toEqual(["odd 2", "odd 4"]);
  });

  it("at a path spelt otherwise is at fault only where it is served", () => {
    const steps = {
      "a, change 1": REFUSED,
      "a, change 2": { outcome: "unauthorized" },
      "a, change 3": unanswered,
      control: SERVED,
    };
    expect(judged(spelling, steps)).toEqual({ control: [], judge: [] });
    expect(faults(spelling, { ...steps, "a, change 2": SERVED })).toEqual(["a, change 2"]);
  });

  it("that carry a secret are at fault where it is in a field or in the body of the answer", () => {
    const secret = `authmark-${"0123456789ab".repeat(2)}`;
    const request = { body: JSON.stringify({ password: secret }) };
    const attempt = (response: Otherwise["response"] = {}): Otherwise => ({ request, ...REFUSED, response });
    const quiet = { "attempt 1": attempt({ body: "no authmark-0123 here" }), control: SERVED };
    expect(judged(echo, quiet)).toEqual({ control: [], judge: [] });
    const loud = { "attempt 2": attempt({ body: `no ${secret}` }), "attempt 3": attempt({ headers: [["x", secret]] }) };
    expect(faults(echo, { ...quiet, ...loud })).toEqual(["attempt 2", "attempt 3"]);
  });
});

describe("two users", () => {
  const login = (password: string, otherwise: Otherwise): Otherwise => ({ sent: { password }, ...otherwise });

  it("have passwords of their own", () => {
    const control = login("mine", SERVED);
    expect(faults(ownPassword, { attempt: login("theirs", FAILURE), control })).toEqual([]);
    expect(faults(ownPassword, { attempt: login("theirs", SERVED), control })).toEqual(["attempt"]);
  });

  it("may have one password", () => {
    expect(faults(ownPassword, { attempt: login("ours", SERVED), control: login("ours", SERVED) })).toEqual([]);
  });

  it("are each named on the connection of the other", () => {
    const as = (username: string): Otherwise => ({ ...SERVED, taken: { username } });
    expect(faults(users, { control: as("bob"), first: as("alice"), second: as("bob") })).toEqual([]);
    expect(faults(users, { control: as("bob"), first: as("alice"), second: as("alice") })).toEqual(["second"]);
  });
});

describe("a wrong password and an unknown user", () => {
  const type = (value: string): NonNullable<Otherwise["response"]> => ({
    body: '"Failure"',
    headers: [["Content-Type", value]],
  });
  const known = {
    ...FAILURE,
    response: {
      ...type("application/json"),
      headers: [
        ["date", "1"],
        ["content-type", "application/json"],
      ],
    },
  } as const;

  it("look alike by status, media type and body, whatever other fields say", () => {
    expect(faults(lookAlike, { wrong: known, unknown: { ...FAILURE, response: type("application/json") } })).toEqual(
      [],
    );
  });

  it.each([
    ["status", { ...type("application/json"), status: 404 }],
    ["body", { ...type("application/json"), body: '"Unknown"' }],
    ["media type", type("text/plain")],
  ])("do not look alike by another %s", (_, response) => {
    expect(faults(lookAlike, { wrong: known, unknown: { ...FAILURE, response } })).toEqual(["unknown"]);
  });
});
