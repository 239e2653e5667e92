import { describe, expect, it } from "vitest";
import type { Header, HttpResponse } from "../../model/exchange.ts";
import type { Matcher } from "../../model/wire.ts";
import { decode } from "./decode.ts";

const response = (status: number, body = "", ...headers: Header[]): HttpResponse => ({
  kind: "http",
  status,
  headers,
  body,
});

function outcome(outcomes: Record<string, Matcher>, answer: HttpResponse): string {
  return decode({ outcomes, take: {} }, answer, 0).outcome;
}

describe("an outcome", () => {
  it.each<[string, Matcher, HttpResponse, boolean]>([
    ["the status", { status: "200" }, response(200), true],
    ["the status", { status: "200" }, response(201), false],
    ["a class of statuses", { status: "4xx" }, response(403), true],
    ["a class of statuses", { status: "4xx" }, response(500), false],
    ["that something is there", { status: "200", at: "/a" }, response(200, '{"a":null}'), true],
    ["that something is there", { status: "200", at: "/a" }, response(200, '{"b":1}'), false],
    ["that there is a body", { status: "200", at: "" }, response(200, "0"), true],
    ["that there is a body", { status: "200", at: "" }, response(200), false],
    ["that there is JSON", { status: "200", at: "" }, response(200, "no JSON"), false],
    ["what is there", { status: "200", at: "", equals: "Failure" }, response(200, '"Failure"'), true],
    ["what is there", { status: "200", at: "", equals: "Failure" }, response(200, '"failure"'), false],
    ["its type", { status: "200", at: "/a", equals: 1 }, response(200, '{"a":"1"}'), false],
    ["its type", { status: "200", at: "/a", equals: false }, response(200, '{"a":false}'), true],
    ["null", { status: "200", at: "/a", equals: null }, response(200, '{"a":null}'), true],
    ["null", { status: "200", at: "/a", equals: null }, response(200, "{}"), false],
    ["both status and body", { status: "401", at: "/a" }, response(200, '{"a":1}'), false],
    ["one of several statuses", { status: ["200", "4xx"] }, response(404), true],
    ["one of several statuses", { status: ["200", "4xx"] }, response(201), false],
    ["a field, in any case", { status: "302", header: "Location" }, response(302, "", ["location", "/"]), true],
    ["a field, in any case", { status: "302", header: "location" }, response(302), false],
    ["what a field says", { status: "200", header: "x", equals: "b" }, response(200, "", ["X", "a"], ["X", "b"]), true],
    ["what a field says", { status: "200", header: "x", equals: 1 }, response(200, "", ["X", " 1 "]), true],
    ["what a field says", { status: "200", header: "x", equals: "B" }, response(200, "", ["X", "b"]), false],
    ["a member of its own", { status: "200", at: "/constructor" }, response(200, "{}"), false],
  ])("is known by %s: %j", (_, matcher, answer, known) => {
    expect(outcome({ it: matcher }, answer) === "it").toBe(known);
  });

  it("is the first that fits", () => {
    const outcomes = { failure: { status: "200", at: "", equals: "Failure" }, success: { status: "200" } };
    expect(outcome(outcomes, response(200, '"Failure"'))).toBe("failure");
    expect(outcome(outcomes, response(200, '"Success"'))).toBe("success");
    expect(outcome({ success: outcomes.success, failure: outcomes.failure }, response(200, '"Failure"'))).toBe(
      "success",
    );
  });

  it("that is declared comes before what the status says", () => {
    expect(outcome({ slowDown: { status: "429" } }, response(429))).toBe("slowDown");
  });

  it.each([
    [429, "rateLimited"],
    [500, "serverError"],
    [503, "serverError"],
    [599, "serverError"],
    [400, "refused"],
    [404, "refused"],
    [499, "refused"],
    [200, "unrecognized"],
    [204, "unrecognized"],
    [302, "unrecognized"],
  ])("is none of those declared: the status %i says %s", (status, fallback) => {
    expect(outcome({ other: { status: "418" } }, response(status))).toBe(fallback);
  });
});

describe("values", () => {
  const outcomes = { success: { status: "200" } };
  const take = { token: { at: "/Success/token" }, whole: { at: "" }, nothing: { at: "/no/such" }, null: { at: "/n" } };

  it("are taken from where the binding says, with their types; what is not there is left out", () => {
    const { taken } = decode({ outcomes, take }, response(200, '{"Success":{"token":1},"n":null}'), 0);
    expect(taken).toEqual({ token: 1, whole: { Success: { token: 1 }, n: null }, null: null });
  });

  it("are not taken where the outcome is none of those declared", () => {
    const { taken } = decode({ outcomes, take }, response(500, '{"Success":{"token":1}}'), 0);
    expect(taken).toEqual({});
  });

  it("are not taken from a body that is no JSON", () => {
    expect(decode({ outcomes, take }, response(200, "<html>"), 0).taken).toEqual({});
  });
});

it.each([
  [204, "", "204 without a body"],
  [500, "oops", "500 oops"],
  [200, "x".repeat(5000), `200 ${"x".repeat(5000)}`],
])(
  "an answer in words is its status and its whole body: a secret is recognised only whole (%i)",
  (status, body, said) => {
    expect(decode({ outcomes: {}, take: {} }, response(status, body), 0).said).toBe(said);
  },
);
