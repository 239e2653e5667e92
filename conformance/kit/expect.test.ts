import { describe, expect, it } from "vitest";
import { exchange, unanswered } from "../testing/exchanges.ts";
import { expecting, expectSame, expectThat, describe as inWords, misbehaviour } from "./expect.ts";

describe("expecting an outcome", () => {
  it("finds no fault with one of those given", () => {
    expect(expecting(exchange({ outcome: "failure" }), "success", "failure")).toEqual([]);
  });

  it("finds fault with any other, and says what was answered", () => {
    const other = exchange({ step: "second", outcome: "refused", said: "400 no JSON" });
    expect(expecting(other, "success", "failure")).toEqual([
      { at: "second", expected: "success or failure", actual: "refused: 400 no JSON" },
    ]);
    expect(expecting(other, "failure", "success", "failure")).toMatchObject([{ expected: "failure or success" }]);
  });
});

it("a condition is found fault with where it does not hold", () => {
  expect(expectThat(true, "step", "this", "that")).toEqual([]);
  expect(expectThat(false, "step", "this", "that")).toEqual([{ at: "step", expected: "this", actual: "that" }]);
});

describe("expecting a value", () => {
  const taken = { username: "alice", id: 1 };

  it("finds no fault with the same", () => {
    expect(expectSame(exchange({ taken }), "username", "alice")).toEqual([]);
  });

  it.each([
    ["username", "bob", 'username "bob"', 'username "alice"'],
    ["id", "1", 'id "1"', "id 1"],
    ["email", "a@b", 'email "a@b"', "email nothing"],
  ])("finds fault with another %s than %j", (role, value, expected, actual) => {
    expect(expectSame(exchange({ taken }), role, value)).toEqual([{ at: "attempt", expected, actual }]);
  });
});

it("an exchange in words is its outcome and the answer", () => {
  expect(inWords(exchange({ outcome: "failure", said: '200 "Failure"' }))).toBe('failure: 200 "Failure"');
});

describe("misbehaviour", () => {
  const crash = { outcome: "serverError", said: "500 oops" };

  it.each([
    ["an outcome", exchange()],
    ["a refusal", exchange({ outcome: "refused" })],
    ["something unrecognized", exchange({ outcome: "unrecognized" })],
    ["a closed connection, where that is allowed", unanswered("closed", { mayClose: true })],
  ])("is not %s", (_, fine) => {
    expect(misbehaviour(fine)).toEqual([]);
  });

  it.each([
    ["a server error", exchange(crash), "no server error", "serverError: 500 oops"],
    [
      "a server error where closing is allowed",
      exchange({ ...crash, mayClose: true }),
      "no server error",
      "serverError: 500 oops",
    ],
    ["a closed connection", unanswered("closed"), "an answer", "unanswered: gone (closed)"],
    ["silence", unanswered("timeout"), "an answer", "unanswered: gone (timeout)"],
    ["an answer that is no HTTP", unanswered("malformed"), "an answer", "unanswered: gone (malformed)"],
    [
      "silence where closing is allowed",
      unanswered("timeout", { mayClose: true }),
      "an answer, or a closed connection",
      "unanswered: gone (timeout)",
    ],
  ])("is %s", (_, bad, expected, actual) => {
    expect(misbehaviour(bad)).toEqual([{ at: "attempt", expected, actual }]);
  });
});
