import { describe, expect, it } from "vitest";
import type { Check } from "../../model/check.ts";
import type { Otherwise } from "../../testing/exchanges.ts";
import { face } from "../../testing/face.ts";
import { faults, judged } from "../../testing/judging.ts";
import { badInput } from "./bad-input.ts";
import { credentials } from "./credentials.ts";
import { http } from "./http.ts";
import { state } from "./state.ts";

const SERVED: Otherwise = { outcome: "success" };
const FAILURE: Otherwise = { outcome: "failure", response: { body: '"Failure"' } };
const UNAUTHORIZED: Otherwise = { outcome: "unauthorized" };
const refused = (status = 400): Otherwise => ({ outcome: "refused", response: { status } });
const unanswered: Otherwise = { outcome: "unanswered", error: { code: "closed", message: "gone" } };
const broken: Otherwise = { outcome: "serverError", response: { status: 500 } };
const withFields = (...headers: readonly (readonly [string, string])[]): Otherwise => ({ response: { headers } });

/** An answer to an origin, with these fields of CORS. */
const toOrigin = (origin: string, allowed: string, credentials = "true"): Otherwise => ({
  request: { headers: [["Origin", origin]] },
  response: {
    headers: [
      ["Access-Control-Allow-Origin", allowed],
      ["Access-Control-Allow-Credentials", credentials],
    ],
  },
});
const FOREIGN = "https://foreign.example";

const noToken = badInput(face)["malformed-login-yields-no-token"]["array-for-password"];
const status = badInput(face)["refusal-has-the-fitting-status"]["empty-object"];
const wholePassword = credentials(face)["password-is-compared-whole"]["longer-password"];
const allow = http(face)["405-carries-allow"]["wrong-method"];
const origin = http(face)["foreign-origins-get-no-credentials"]["foreign-origin"];
const notModified = http(face)["dead-token-is-never-not-modified"]["garbage-token"];
const cookies = state(face)["authentication-is-not-sticky"]["cookies-of-the-login"];

describe("an attempt", () => {
  it.each<[string, Check<never>, ...Otherwise[]]>([
    ["no token for a list", noToken, refused(), FAILURE, unanswered, broken],
    ["a longer password", wholePassword, FAILURE, refused(), broken],
    ["a status for an empty object", status, refused(), refused(422)],
    ["a 405 without Allow", allow, { response: { status: 405, headers: [["ALLOW", "POST"]] } }, refused(404), SERVED],
    ["a dead token's answer", notModified, UNAUTHORIZED, refused(401)],
    ["cookies instead of a token", cookies, UNAUTHORIZED, refused(401)],
    ["no field of CORS", origin, SERVED, withFields(["access-control-allow-origin", "*"])],
    ["credentials for an origin that is always the same", origin, toOrigin(FOREIGN, "https://app.example")],
    ["credentials for any origin, which browsers refuse", origin, toOrigin(FOREIGN, "*"), toOrigin("null", "*")],
    ["no credentials for the origin that asked", origin, toOrigin(FOREIGN, FOREIGN, "false")],
    ["null for another origin", origin, toOrigin(FOREIGN, "null")],
    ["credentials for no origin", origin, withFields(["access-control-allow-credentials", "true"])],
  ])("is in order: %s", (_, check, ...attempts) => {
    for (const attempt of attempts)
      expect(judged(check, { attempt, control: SERVED })).toEqual({ control: [], judge: [] });
  });

  it.each<[string, Check<never>, ...Otherwise[]]>([
    ["a token for a list", noToken, SERVED],
    ["a token for a longer password", wholePassword, SERVED],
    ["another status for an empty object", status, refused(404), FAILURE, unanswered],
    ["a 405 without Allow", allow, { response: { status: 405, headers: [["date", "x"]] } }],
    [
      "a dead token that is served, or not modified",
      notModified,
      SERVED,
      { outcome: "unrecognized", response: { status: 304 } },
    ],
    ["cookies that are taken for a token", cookies, SERVED, unanswered],
    [
      "a foreign origin that may read with credentials",
      origin,
      toOrigin(FOREIGN, FOREIGN),
      toOrigin(FOREIGN, ` ${FOREIGN} `, " true"),
    ],
    ["null that may read with credentials", origin, toOrigin("null", "null")],
  ])("is at fault: %s", (_, check, ...attempts) => {
    for (const attempt of attempts) expect(faults(check, { attempt, control: SERVED })).toEqual(["attempt"]);
  });

  it.each([
    ["a malformed login", noToken],
    ["a longer password", wholePassword],
    ["an empty object", status],
    ["a wrong method", allow],
    ["a dead token", notModified],
    ["cookies", cookies],
    ["a foreign origin", origin],
  ] as const)("is not judged where the same in order fails: %s", (_, check) => {
    for (const control of [FAILURE, refused(), unanswered]) {
      expect(judged(check, { attempt: SERVED, control }).control).toMatchObject([{ at: "control" }]);
    }
  });
});
