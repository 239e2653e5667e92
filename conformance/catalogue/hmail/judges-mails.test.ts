import { describe, expect, it } from "vitest";
import type { Check } from "../../model/check.ts";
import type { Otherwise } from "../../testing/exchanges.ts";
import { faults, judged } from "../../testing/judging.ts";
import { getHmails } from "./get-hmails.ts";
import { sendHmail } from "./send-hmail.ts";
import { shape } from "./shape.ts";

/** A mail that was sent, and a list of mails by their subjects; the first has the highest id. */
const sent = (subject: string, ...bccs: readonly string[]): Otherwise => ({
  outcome: "deliverResponse",
  sent: { hmail: { subject, sender: { address: "alice#localhost" } }, bccs },
});
const list = (...subjects: readonly string[]): Otherwise => ({
  taken: { hmails: subjects.map((subject, index) => ({ subject, incrementing_id: 100 - index })) },
});
const limited = (limit: number, ...subjects: readonly string[]) => ({ ...list(...subjects), sent: { limit } });

const newest = getHmails["hmail.mails-are-listed-newest-first"]["three-mails"];
const limits = getHmails["hmail.limit-bounds-the-list"]["list-limit"];
const blind = sendHmail["hmail.blind-copies-stay-blind"]["to-a-blind-copys-recipient"];
const shapes = shape["hmail.responses-have-the-declared-shape"]["wrong-password"];

type Steps = Readonly<Record<string, Otherwise>>;
const three = { first: sent("1"), second: sent("2"), third: sent("3") };
const pages = {
  second: sent("2"),
  list: list("2", "1"),
  none: limited(0),
  one: limited(1, "2"),
  two: limited(2, "2", "1"),
};
const mail = { send: sent("1", "carol#localhost"), mine: list("1") };
const spelt = (operation: string, body: string, status = 200): Otherwise => ({ operation, response: { body, status } });
const refusals = { login: spelt("authenticate", '"Failure"'), trade: spelt("refreshAccess", '"BadRequest"') };

describe("a check of mails finds no fault with", () => {
  it.each<[string, Check<never>, Steps]>([
    ["the newest mail first, others between", newest, { ...three, list: list("x", "3", "2", "y", "1") }],
    ["pages within their limit", limits, { ...pages, until: limited(2, "2") }],
    ["a blind copy that is not shown", blind, { ...mail, theirs: list("1") }],
    ["the declared bodies", shapes, { ...refusals, checkAuth: spelt("checkAuth", '"Unauthorized"') }],
  ])("%s", (_, check, steps) => {
    expect(judged(check, steps)).toEqual({ control: [], judge: [] });
  });
});

describe("a check of mails finds fault with", () => {
  const shown = { taken: { hmails: [{ subject: "1", incrementing_id: 1, ccs: ["carol#localhost"] }] } };

  it.each<[string, Check<never>, Steps, readonly string[]]>([
    ["the oldest mail first", newest, { ...three, list: list("1", "2", "3") }, ["list"]],
    ["a mail that is missing in the list", newest, { ...three, list: list("3", "2") }, ["list"]],
    ["a page over its limit", limits, { ...pages, one: limited(1, "2", "1"), until: limited(2, "2") }, ["one"]],
    ["a mail where none is asked for", limits, { ...pages, none: limited(0, "2"), until: limited(2) }, ["none"]],
    ["a blind copy that is shown to another", blind, { ...mail, theirs: shown }, ["theirs"]],
    [
      "another body than the declared",
      shapes,
      { ...refusals, checkAuth: spelt("checkAuth", '"unauthorized"') },
      ["checkAuth"],
    ],
    [
      "another status than 200",
      shapes,
      { ...refusals, checkAuth: spelt("checkAuth", '"Unauthorized"', 401) },
      ["checkAuth"],
    ],
  ])("%s", (_, check, steps, at) => {
    expect(faults(check, steps)).toEqual(at);
  });
});

describe("a check of mails is blocked where", () => {
  it.each<[string, Check<never>, Steps]>([
    ["no mail is listed", newest, { ...three, list: list() }],
    [
      "the last mail is not taken",
      newest,
      { ...three, third: { ...sent("3"), outcome: "badRequest" }, list: list("3") },
    ],
    [
      "the list is none",
      limits,
      { ...pages, list: { outcome: "serverError", response: { status: 500 } }, until: limited(2) },
    ],
    ["the mail is not taken", blind, { ...mail, send: { ...sent("1", "x"), outcome: "refused" }, theirs: list() }],
  ])("%s", (_, check, steps) => {
    expect(judged(check, steps).control).not.toEqual([]);
  });
});
