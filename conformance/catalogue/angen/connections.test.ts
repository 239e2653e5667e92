import { describe, expect, it } from "vitest";
import { exchange } from "../../testing/exchanges.ts";
import { isOfTheLater } from "./connections.ts";

const one = { userId: "1", username: "one" };
const two = { userId: "2", username: "two" };
const logins = {
  before: exchange({ step: "before", outcome: "loggedIn", taken: one }),
  ofLater: exchange({ step: "later", outcome: "loggedIn", taken: two }),
};
const answer = (outcome: string, taken: object = {}) =>
  exchange({ step: outcome, outcome, taken: taken as Record<string, unknown> });
const failure = answer("failure");

describe("a second login on a connection", () => {
  it.each([
    ["makes it the later user's", answer("loggedIn", two), answer("youare", two)],
    ["may be refused", failure, answer("youare", one)],
  ])("%s", (_, second, whoami) => expect(isOfTheLater(second, whoami, logins)).toEqual([]));

  it.each([
    ["is answered as the earlier user's", answer("loggedIn", one), answer("youare", two)],
    ["leaves the connection the earlier user's", answer("loggedIn", two), answer("youare", one)],
    ["leaves the connection nobody's", answer("loggedIn", two), failure],
    ["is refused, and makes it the later user's", failure, answer("youare", two)],
    ["is refused, and leaves it nobody's", failure, failure],
    ["is an error", answer("error"), answer("youare", one)],
  ])("is found out that %s", (_, second, whoami) => {
    expect(isOfTheLater(second, whoami, logins)).not.toEqual([]);
  });
});
